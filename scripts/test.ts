import { buildProduct } from './building/build-product.mjs';
import { requireBrowser } from './steps/require-browser.ts';
import { runCheck } from './steps/run-check.ts';
import { runVitest } from './steps/run-vitest.ts';
import { sumTallies, type Tally } from './steps/tally.ts';

/**
 * `npm test`: all of `npm run check`, then the built product with the real engine and the demo model: engine, faults, the
 * studio in a browser, the packed product. Ends with the line `N passed, N failed`, the sum of all.
 */
requireBrowser();
const tallies: Tally[] = [await runCheck()];
await buildProduct();
for (const project of ['engine', 'faults', 'e2e', 'pack']) tallies.push(await runVitest([project]));
const { passed, failed } = sumTallies(tallies);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
