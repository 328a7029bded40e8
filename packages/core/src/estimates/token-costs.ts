import type { Calibration } from '../calibration/calibration.ts';
import type { ComputeShape } from '../ports/engine.ts';

/** What tokens cost at the start of the context, and how that grows behind it. */
export interface TokenCosts {
  /** Milliseconds of one pass over so many tokens of a prompt, fewest first; neither column ever falls. */
  readonly readCurve: readonly (readonly [tokens: number, ms: number])[];
  readonly writeTokenMs: number;
  /** Milliseconds of one pass that writes a token of each of so many texts, fewest first. */
  readonly togetherCurve: readonly (readonly [texts: number, ms: number])[];
  /** What one more token in front adds to the cost of reading one, as a share of the cost without any. */
  readonly readGrowth: number;
  /** The same for writing one. */
  readonly writeGrowth: number;
}

/**
 * Attention over what stands in front costs, for each position, so many times what its bytes are of the weights.
 *
 * Reading is bound by arithmetic. A token takes 2 operations for each weight, and 2 for each of the keys and values in
 * front of it for every query head that shares them. With 0.6 bytes a weight (Q4_K_M), 2 bytes a key (F16) and four query
 * heads to a pair of keys and values (Qwen3-4B: 7.27 GFLOP a token and 0.59 MFLOP more for each position) that makes 1.2
 * times their share of the bytes. Keys are multiplied in floating point, which llama.cpp does at about a third of the speed
 * of its packed 4-bit products, hence 4. Rates published for a laptop with an i7-1165G7, 14.2, 12.1, 10.2 and 9.3 tokens a
 * second for prompts of 512 to 4,096 tokens (llama.cpp pull request 26948), give 5. Runs that are observed correct it.
 */
const readingFactor = 4;
/** Reading a token takes about half as long as writing one where only one of them is known: 139 and 80 ms on two cores. */
const readShareOfWriting = 0.5;

/** Costs on an undisturbed machine, as calibration found them. `null` when it measured too little. */
export function calibratedCosts(calibration: Calibration): TokenCosts | null {
  const { passMs, readMsByBatch, tuning, shape } = calibration;
  const writeTokenMs = passMs[1];
  if (writeTokenMs === undefined) return null;
  const sizes = new Map<number, number>();
  for (const table of [passMs, readMsByBatch]) {
    for (const [size, ms] of Object.entries(table)) if (Number(size) <= tuning.batchTokens) sizes.set(Number(size), ms);
  }
  const readCurve = curveOf(Object.fromEntries(sizes));
  return { readCurve, writeTokenMs, togetherCurve: curveOf(calibration.togetherMs), ...growthOf(shape) };
}

/** Costs that one run showed, of a model that was never calibrated. `null` where it did too little to show anything. */
export function observedCosts(
  rates: { readTokenMs: number | null; writeTokenMs: number | null },
  shape: ComputeShape | null,
): TokenCosts | null {
  const writeTokenMs = rates.writeTokenMs ?? (rates.readTokenMs === null ? null : rates.readTokenMs / readShareOfWriting);
  if (writeTokenMs === null) return null;
  const readTokenMs = rates.readTokenMs ?? writeTokenMs * readShareOfWriting;
  return { readCurve: [[1, readTokenMs]], writeTokenMs, togetherCurve: [], ...growthOf(shape) };
}

/** The same costs at the start of the context, growing as they do with this shape. */
export function withGrowth(costs: TokenCosts, shape: ComputeShape): TokenCosts {
  return { ...costs, ...growthOf(shape) };
}

/**
 * Writing is bound by memory: each token reads the whole file and the keys and values of all positions in front of it, so
 * the p-th costs `1 + p * contextBytesPerToken / weightsBytes` times the first (Qwen3-4B in Q4_K_M: 24 % more at 4,096).
 */
function growthOf(shape: ComputeShape | null): Pick<TokenCosts, 'readGrowth' | 'writeGrowth'> {
  const share = shape && shape.weightsBytes > 0 ? shape.contextBytesPerToken / shape.weightsBytes : 0;
  return { readGrowth: readingFactor * share, writeGrowth: share };
}

/** Milliseconds to read so many tokens of a prompt behind `position` others: whole batches, and the rest of one. */
export function readingMs({ readCurve, readGrowth }: TokenCosts, position: number, tokens: number): number {
  const [batchTokens, batchMs] = readCurve.at(-1) ?? [1, 0];
  const batches = Math.floor(tokens / batchTokens);
  const flatMs = batches * batchMs + curveMs(readCurve, tokens - batches * batchTokens);
  return flatMs * (1 + readGrowth * middleOf(position, tokens));
}

/** Milliseconds to write so many tokens behind `position` others. */
export function writingMs({ writeTokenMs, writeGrowth }: TokenCosts, position: number, tokens: number): number {
  return tokens * writeTokenMs * (1 + writeGrowth * middleOf(position, tokens));
}

/** Share of the modelled cost that is attention, from 0 to 1: what a wrong growth makes wrong. */
export function contextShare(growth: number, position: number, tokens: number): number {
  const grown = growth * middleOf(position, tokens);
  return grown / (1 + grown);
}

/** Costs grow by the position, so those of the middle are those of all. */
function middleOf(position: number, tokens: number): number {
  return position + tokens / 2;
}

/** How many times as long each of so many texts takes that are written in the same passes: nothing is gained where nothing was measured. */
export function slowdown({ togetherCurve }: TokenCosts, atOnce: number): number {
  const alone = togetherCurve[0];
  const [most, mostMs] = togetherCurve.at(-1) ?? [1, 0];
  if (alone?.[0] !== 1 || most === 1) return atOnce;
  return atOnce > most ? (mostMs / alone[1]) * (atOnce / most) : curveMs(togetherCurve, atOnce) / alone[1];
}

/** Fewest first; what a disturbed measurement made cheaper than less of it counts as much. */
function curveOf(table: Readonly<Record<number, number>>): (readonly [number, number])[] {
  const points = Object.entries(table).map(([size, ms]) => [Number(size), ms] as const);
  let highestMs = 0;
  return points.toSorted(([left], [right]) => left - right).map(([size, ms]) => [size, (highestMs = Math.max(highestMs, ms))] as const);
}

/** Straight lines between what was measured. */
function curveMs(curve: TokenCosts['readCurve'], tokens: number): number {
  let [fromTokens, fromMs] = [0, 0];
  for (const [toTokens, toMs] of curve) {
    if (tokens <= toTokens) return fromMs + ((toMs - fromMs) * (tokens - fromTokens)) / (toTokens - fromTokens);
    [fromTokens, fromMs] = [toTokens, toMs];
  }
  return fromMs;
}
