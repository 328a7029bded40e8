import { LearningRunEstimator } from '@maobi/core';
import type { Benchmark, Measurement } from './benchmark.ts';
import { measureRuns, type MeasuredRuns } from './estimates/measured-runs.ts';

/** Shorter runs are over before anybody asks how long they take; the demo's are all short. */
const countedMs = { model: 30_000, demo: 1000 };
const runCount = { model: 18, demo: 36 };
const budgetPercent = 15;

export const runEstimates: Benchmark = {
  name: 'estimates',
  about: 'how far the time said before a run is from the time it took (--model FILE, default: the demo)',
  measure: async ({ model }) => {
    const kind = model === null ? 'demo' : 'model';
    return errorsOf(await measureRuns(model, runCount[kind], countedMs[kind]), countedMs[kind]);
  },
};

/**
 * Each run is estimated with what was known before it: calibration and the runs ahead of it. Its tokens are known, as the
 * length of an answer is another question.
 */
function errorsOf({ calibration, runs }: MeasuredRuns, longerThanMs: number): Measurement[] {
  const estimator = new LearningRunEstimator();
  if (runs[0] && calibration) estimator.learnCalibration(runs[0].model, calibration);
  const errors: number[] = [];
  for (const run of runs) {
    const estimate = estimator.estimate(run);
    const tookMs = run.readingMs + run.writingMs;
    if (estimate && tookMs > longerThanMs) {
      errors.push((100 * Math.abs(estimate.readingMs + (estimate.writingMs ?? 0) - tookMs)) / tookMs);
    }
    estimator.observe(run);
  }
  const sorted = errors.toSorted((left, right) => left - right);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.POSITIVE_INFINITY;
  return [
    { name: 'error, median', value: at(0.5), unit: '%', budget: budgetPercent },
    { name: 'error, nine in ten below', value: at(0.9), unit: '%' },
    { name: `runs over ${longerThanMs / 1000} s`, value: sorted.length, unit: `of ${runs.length}` },
    { name: 'measured before: reading', value: calibration?.readTokensPerSecond ?? Number.NaN, unit: 'tokens/s' },
    { name: 'measured before: writing', value: 1000 / (calibration?.passMs[1] ?? Number.NaN), unit: 'tokens/s' },
  ];
}
