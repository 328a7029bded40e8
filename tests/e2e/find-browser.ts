import { existsSync } from 'node:fs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The Chromium that the tests drive: `MAOBI_CHROMIUM`, else one in a usual place; `null` when there is none. */
export function findBrowser(): string | null {
  const named = process.env['MAOBI_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return usualPlaces.find((path) => existsSync(path)) ?? null;
}
