import { runCheck } from './steps/run-check.ts';
import { conclude } from './steps/tally.ts';

/** `npm run check`: everything that needs neither build, engine nor browser. Under a minute or two on two cores. */
conclude(await runCheck());
