import type { Pace } from '@maobi/contract';
import type { RunEstimator, RunObservation } from './run-estimator.ts';

/** A section as most are asked for: what its rates are for. */
const usualRun = { promptTokens: 512, cachedTokens: 0, writtenTokens: 256 };
/** A change that is worth telling; every run changes a little. */
const tellingRatio = 1.1;

/** How fast a model is here by all that is known, measured or shown by runs; `null`: nothing is. */
export function paceOf(model: string, estimator: Pick<RunEstimator, 'estimate'>): Pace | null {
  const estimate = estimator.estimate({ model, ...usualRun });
  if (!estimate?.writingMs || estimate.readingMs <= 0) return null;
  return {
    readTokensPerSecond: (usualRun.promptTokens / estimate.readingMs) * 1000,
    writeTokensPerSecond: (usualRun.writtenTokens / estimate.writingMs) * 1000,
  };
}

/** Learns as the given one does, and tells when what it expects of a model has become another. */
export function tellingEstimator(estimator: RunEstimator, tell: (model: string) => void): RunEstimator {
  const told = new Map<string, Pace>();
  return {
    estimate: (work) => estimator.estimate(work),
    observe(observation: RunObservation) {
      const { model } = observation;
      estimator.observe(observation);
      const [before, now] = [told.get(model), paceOf(model, estimator)];
      if (!now || (before && isAbout(before, now))) return;
      told.set(model, now);
      tell(model);
    },
  };
}

function isAbout(before: Pace, now: Pace): boolean {
  const ratios = [now.readTokensPerSecond / before.readTokensPerSecond, now.writeTokensPerSecond / before.writeTokensPerSecond];
  return ratios.every((ratio) => ratio < tellingRatio && ratio > 1 / tellingRatio);
}
