import { requireBrowser } from './steps/require-browser.ts';
import { runCheck } from './steps/run-check.ts';
import { runVitest } from './steps/run-vitest.ts';
import { sumTallies } from './steps/tally.ts';

/**
 * `npm test`: all of `npm run check`, then the built product with the real engine and the demo model: engine, faults, the
 * studio in a browser, the packed product. Ends with the line `N passed, N failed`, the sum of all.
 */
requireBrowser();
const { passed, failed } = sumTallies([await runCheck(), await runVitest(['engine', 'faults', 'e2e', 'pack'])]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
