import type { RunEstimator } from './run-estimator.ts';

/** What is expected of each of so many texts that are written in the same passes. */
export function sideBySide(estimator: RunEstimator, atOnce: number): RunEstimator {
  return {
    estimate: (work) => estimator.estimate({ ...work, atOnce }),
    observe: (observation) => estimator.observe(observation),
  };
}

/** What each of so many texts adds to the time until all of them are written. */
export function sharedPasses(estimator: RunEstimator, atOnce: number): RunEstimator {
  const together = sideBySide(estimator, atOnce);
  return {
    ...together,
    estimate: (work) => {
      const estimate = together.estimate(work);
      return estimate && { ...estimate, writingMs: estimate.writingMs === null ? null : estimate.writingMs / atOnce };
    },
  };
}
