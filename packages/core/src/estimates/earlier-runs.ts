import type { Run } from '@maobi/contract';
import type { LikelyLengths } from './likely-lengths.ts';
import type { RunEstimator } from './run-estimator.ts';

/** More would only be forgotten again: the newest count most. */
export const earlierRuns = 40;

interface Learners {
  readonly estimator: Pick<RunEstimator, 'observe'>;
  readonly lengths: LikelyLengths;
}

/** Teaches what runs before the start of the program took, given with the newest first; it knows of them when it is asked the first time. */
export function learnEarlierRuns(runs: readonly Run[], { estimator, lengths }: Learners): void {
  for (const run of runs.toReversed()) {
    const { model, action, usage, timings, error } = run;
    // how long another text was to become is not known any more
    if (action === 'answer') lengths.learn(run, { maxTokens: null }, run);
    if (!usage || !timings || error !== null || usage.writtenTokens === 0) continue;
    estimator.observe({ model, ...usage, readingMs: timings.readingMs, writingMs: timings.writingMs });
  }
}
