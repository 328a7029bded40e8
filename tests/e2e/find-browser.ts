import { existsSync } from 'node:fs';

/** Debian's Chromium without windows: the same pages, layout and scripts, without the processes and the compositing that a window needs. */
const withoutWindows = ['/usr/bin/chromium-headless-shell'];
const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The Chromium that the tests drive: `MAOBI_CHROMIUM`, else one in a usual place, best one without windows; `null` when there is none. */
export function findBrowser(): string | null {
  return firstOf([...withoutWindows, ...usualPlaces]);
}

/** The Chromium that is measured, as writers have it; one without windows only where `MAOBI_CHROMIUM` names that. */
export function findBrowserWithWindows(): string | null {
  return firstOf(usualPlaces);
}

function firstOf(places: readonly string[]): string | null {
  const named = process.env['MAOBI_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return places.find((path) => existsSync(path)) ?? null;
}
