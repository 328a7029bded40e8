import { LearningRunEstimator } from '@maobi/core';
import type { Benchmark, Measurement } from './benchmark.ts';
import { measureRuns, type MeasuredRuns } from './estimates/measured-runs.ts';
import type { SaidTime } from './estimates/said-times.ts';
import { median, quantile } from './statistics.ts';

/** Shorter runs are over before anybody asks how long they take; the demo's are all short. */
const countedMs = { model: 30_000, demo: 1000 };
const runCount = { model: 18, demo: 36 };
const budgetPercent = 15;

export const runEstimates: Benchmark = {
  name: 'estimates',
  about:
    'how far times said are from times taken: of runs of known length, and as the queue said when sections and answers began (--model FILE, default: the demo)',
  measure: async ({ model }) => {
    const kind = model === null ? 'demo' : 'model';
    const measured = await measureRuns(model, runCount[kind], countedMs[kind]);
    return [...errorsOfCosts(measured, countedMs[kind]), ...errorsOfWhatWasSaid(measured)];
  },
};

/**
 * How right the costs of tokens are. Each run is estimated with what was known before it: calibration and the runs ahead of it. Its
 * tokens are those that it really had, as how long a text becomes is another question.
 */
function errorsOfCosts({ calibration, runs }: MeasuredRuns, longerThanMs: number): Measurement[] {
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
  return [
    {
      name: 'error with the length known, median',
      value: errors.length > 0 ? median(errors) : Number.POSITIVE_INFINITY,
      unit: '%',
      budget: budgetPercent,
    },
    { name: 'error with the length known, nine in ten below', value: quantile(errors, 0.9), unit: '%' },
    { name: `runs over ${longerThanMs / 1000} s`, value: errors.length, unit: `of ${runs.length}` },
    { name: 'measured before: reading', value: calibration?.readTokensPerSecond ?? Number.NaN, unit: 'tokens/s' },
    { name: 'measured before: writing', value: 1000 / (calibration?.passMs[1] ?? Number.NaN), unit: 'tokens/s' },
  ];
}

/** What people saw: the time that the queue told when a run had its turn, with a length that it could only expect. */
function errorsOfWhatWasSaid({ said }: MeasuredRuns): Measurement[] {
  return [...errorsOfKind('sections', said.sections), ...errorsOfKind('answers without a limit', said.answers)];
}

function errorsOfKind(kind: string, times: readonly SaidTime[]): Measurement[] {
  const errors = times.map(({ saidMs, tookMs }) => (100 * Math.abs(saidMs - tookMs)) / tookMs);
  const ratios = times.map(({ saidMs, tookMs }) => saidMs / tookMs);
  return [
    { name: `error of what the queue said of ${kind}, median`, value: median(errors), unit: '%' },
    { name: `what the queue said of ${kind}, median`, value: median(ratios), unit: `of the time they took (${times.length})` },
  ];
}
