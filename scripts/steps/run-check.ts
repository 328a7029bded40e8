import { runSteps, type StepResult } from './run-step.ts';
import { runVitest } from './run-vitest.ts';
import { staticSteps } from './static-steps.ts';
import type { Tally } from './tally.ts';

/** Static checks two at a time, then the tests that need neither engine nor browser; prints as it goes. */
export async function runCheck(): Promise<readonly Tally[]> {
  const results = await runSteps(staticSteps, 2, printResult);
  const failures = results.filter(({ passed }) => !passed).map(({ step }) => `${step.name}: ${step.hint}`);
  return [{ passed: results.length - failures.length, failures }, await runVitest(['unit', 'web'])];
}

function printResult({ step, passed, output, seconds }: StepResult): void {
  console.log(`${passed ? '✔' : '✘'} ${step.name} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(`${output.trimEnd().replace(/^/gm, '    ')}\n  → ${step.hint}`);
}
