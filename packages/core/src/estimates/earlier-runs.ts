import type { Run } from '@maobi/contract';
import type { RunEstimator } from './run-estimator.ts';

/** More would only be forgotten again: the newest count most. */
export const earlierRuns = 40;

/** Teaches what runs before the start of the program took, given with the newest first; it knows of them when it is asked the first time. */
export function learnEarlierRuns(runs: readonly Run[], estimator: Pick<RunEstimator, 'observe'>): void {
  for (const { model, usage, timings, error } of runs.toReversed()) {
    if (!usage || !timings || error !== null || usage.writtenTokens === 0) continue;
    estimator.observe({ model, ...usage, readingMs: timings.readingMs, writingMs: timings.writingMs });
  }
}
