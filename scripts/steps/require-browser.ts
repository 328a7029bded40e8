import { findBrowser } from '../../tests/e2e/find-browser.ts';

/** Ends the process with what to install when the tests could not open the studio in a browser. */
export function requireBrowser(): void {
  if (findBrowser() !== null) return;
  console.error('The tests open the studio in Chromium, and none was found.');
  console.error('Install it (Debian: sudo apt-get install chromium-headless-shell; elsewhere chromium) or name one in MAOBI_CHROMIUM.');
  console.error('`npm run check` needs no browser.');
  process.exit(1);
}
