import type { ComputeShape, EngineTuning } from '../ports/engine.ts';
import type { Calibration, CalibrationKey } from './calibration.ts';
import { ProbeTable, toleratedLoss, type MeasuredProbe, type ProbedProcessor } from './probe-table.ts';

/** Generations side by side slow each other down: they must be worth it clearly. */
const parallelGain = 1.15;
/** Fewer at once may lose this share of the best rate. */
const toleratedParallelLoss = 0.1;
/** Drafts that are tried; passes of one position more. Batches of 4 and 8 rows suit llama.cpp's kernels. */
const draftSizes = [3, 7];
/** Share of the drafted tokens that the model would have written too, when a text is rewritten. */
const acceptedShare = 0.6;

export interface CalibrationFacts extends CalibrationKey {
  readonly measuredAt: string;
  readonly shape: ComputeShape;
}

/** What follows from the measured probes. `null` when not even writing one token was measured. */
export function calibrationOf(facts: CalibrationFacts, processor: ProbedProcessor, measured: readonly MeasuredProbe[]): Calibration | null {
  const known = new ProbeTable(processor, measured);
  const tokenMs = known.passMs(1);
  if (tokenMs === undefined) return null;
  const readMsByBatch = tableOf([16, 32, 64, 128], (size) => known.batchMs(size));
  const passMs = tableOf([1, 2, 3, 4, 6, 8, 16], (size) => known.passMs(size));
  const togetherMs = tableOf([1, 2, 4, 8], (size) => known.togetherMs(size));
  const tuning: EngineTuning = {
    threads: known.threads,
    batchTokens: batchTokensFor(readMsByBatch),
    parallel: parallelFor(togetherMs),
    passCosts: passCostsOf(passMs),
  };
  const batchMs = readMsByBatch[tuning.batchTokens];
  return {
    ...facts,
    threads: known.threads,
    readTokensPerSecond: batchMs === undefined ? 1000 / tokenMs : (tuning.batchTokens * 1000) / batchMs,
    readMsByBatch,
    passMs,
    togetherMs,
    tuning,
  };
}

type MsBySize = Readonly<Record<number, number>>;

/** What was measured of these sizes, smallest first. Less work takes no longer than more of it: where it did, it was disturbed. */
function tableOf(sizes: readonly number[], msOf: (size: number) => number | undefined): MsBySize {
  let leastOfMore = Number.POSITIVE_INFINITY;
  const entries = sizes.toReversed().flatMap((size) => {
    const ms = msOf(size);
    if (ms === undefined) return [];
    leastOfMore = Math.min(leastOfMore, ms);
    return [[size, leastOfMore] as const];
  });
  return Object.fromEntries(entries);
}

/** The smallest batch that does not lose more than 3 % of the best rate: a Stop waits for the end of a batch. */
export function batchTokensFor(readMsByBatch: MsBySize): number {
  const rates = ratesOf(readMsByBatch);
  const best = Math.max(...rates.map(({ rate }) => rate));
  return rates.find(({ rate }) => rate >= best * (1 - toleratedLoss))?.size ?? 16;
}

/**
 * The smallest number of sequences that does not lose more than a tenth of the best rate of all together, where that is 1.15 times the rate of one
 * alone; else 1. Fewer at once are ready sooner, each of them, and every state less is memory for something else: 0.9 GB of Qwen3-4B's with 6,144 tokens.
 * @param most sequences that there are
 */
export function parallelFor(togetherMs: MsBySize, most = Number.POSITIVE_INFINITY): number {
  const rates = ratesOf(togetherMs).filter(({ size }) => size <= most);
  const alone = rates.find(({ size }) => size === 1)?.rate;
  if (alone === undefined) return 1;
  const best = Math.max(...rates.map(({ rate }) => rate));
  if (best < alone * parallelGain) return 1;
  return rates.find(({ rate }) => rate >= best * (1 - toleratedParallelLoss))?.size ?? 1;
}

/** Passes over so many positions, in passes over one; empty where that was not measured. */
export function passCostsOf(passMs: MsBySize): Record<number, number> {
  const tokenMs = passMs[1];
  if (tokenMs === undefined) return {};
  return Object.fromEntries(Object.entries(passMs).map(([positions, ms]) => [positions, ms / tokenMs]));
}

/**
 * How many tokens are drafted ahead, told to people. A pass over a draft of k tokens writes one token and, of the draft, six in ten: it pays
 * where that takes less time for each token than writing one by one. Of several sizes that pay, the cheapest.
 */
export function draftTokensFor(passMs: MsBySize): number {
  const costs = [0, ...draftSizes].flatMap((draft) => {
    const ms = passMs[draft + 1];
    return ms === undefined ? [] : [{ draft, tokenMs: ms / (1 + draft * acceptedShare) }];
  });
  if (costs[0]?.draft !== 0) return 0;
  return costs.reduce((best, each) => (each.tokenMs < best.tokenMs ? each : best)).draft;
}

/** Smallest size first; rates in tokens a millisecond. */
function ratesOf(table: MsBySize): { readonly size: number; readonly rate: number }[] {
  return Object.entries(table)
    .map(([size, ms]) => ({ size: Number(size), rate: Number(size) / ms }))
    .toSorted((left, right) => left.size - right.size);
}
