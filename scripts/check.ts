import { runCheck } from './steps/run-check.ts';

/** `npm run check`: everything that needs neither build, engine nor browser. Under a minute or two on two cores. */
const tally = await runCheck();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
