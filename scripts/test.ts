import { requireBrowser } from './steps/require-browser.ts';
import { runCheck } from './steps/run-check.ts';
import { runVitest } from './steps/run-vitest.ts';
import { conclude } from './steps/tally.ts';

/**
 * `npm test`: all of `npm run check`, then the built product with the real engine and the demo model: engine, faults, the
 * studio in a browser, the packed product. Ends with what failed and the line `N passed, N failed`, the sum of all.
 */
requireBrowser();
conclude([...(await runCheck()), await runVitest(['engine', 'faults', 'e2e', 'pack'])]);
