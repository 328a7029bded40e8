import { engineBatchTokens } from '../models/memory-need.ts';
import type { Probe } from '../ports/engine.ts';
import { firstBatchTokens, nameOf, ProbeTable, toleratedLoss, type MeasuredProbe, type ProbedProcessor } from './probe-table.ts';

/** No probe begins that would probably end after this much work in all; with what it may cost too much, below 90 s. */
const budgetMs = 80_000;
/** A Stop, and a writer who comes back, wait for the end of a batch: one that takes longer is never worth it. */
const longestBatchMs = 10_000;
/** Several batches tell a rate better than one, as long as they are short. */
const readingMs = 4000;
const mostBatches = 4;

/** Larger batches than `firstBatchTokens`, in the order of trying; the engine takes none above the last. */
const largerBatches = [64, engineBatchTokens];
const smallestBatch = 16;
/** Those that decide about drafting first: drafts of 3 and 7 are passes of 4 and 8. */
const passPositions = [4, 8, 2, 3, 6, 16];
const togetherSequences = [1, 4, 2, 8];

/**
 * The probe to carry out next, or `null` when enough is known. Depends on nothing but what was measured, so measuring can
 * be broken off and taken up again anywhere. What cannot pay is left out: more threads that write slower, batches larger
 * than one that gained nothing, and whatever would not fit into the time that is left.
 * @param leftOut names of probes that are not to be tried
 */
export function nextProbe(
  processor: ProbedProcessor,
  measured: readonly MeasuredProbe[],
  leftOut: ReadonlySet<string> = new Set(),
): Probe | null {
  const known = new ProbeTable(processor, measured);
  for (const probe of wishes(known)) {
    if (known.has(probe) || leftOut.has(nameOf(probe))) continue;
    if (known.spentMs + expectedMs(probe, known) <= budgetMs) return probe;
  }
  return null;
}

/** Whether there is time to do one of these once more. */
export function canRepeat({ spentMs }: MeasuredProbe, measured: readonly MeasuredProbe[]): boolean {
  return measured.reduce((sum, each) => sum + each.spentMs, spentMs) <= budgetMs;
}

function* wishes(known: ProbeTable): Generator<Probe> {
  const [allCores = 1, ...fewer] = known.threadCandidates;
  for (const threads of known.threadCandidates) yield known.pass(1, threads);
  yield reading(firstBatchTokens, known, allCores);
  const allCoresMs = known.passMs(1, allCores) ?? 0;
  for (const threads of fewer) {
    if ((known.passMs(1, threads) ?? Number.POSITIVE_INFINITY) < allCoresMs) yield reading(firstBatchTokens, known, threads);
  }
  yield* batchWishes(known);
  for (const positions of passPositions) yield known.pass(positions);
  for (const sequences of togetherSequences) yield { kind: 'together', sequences };
}

function* batchWishes(known: ProbeTable): Generator<Probe> {
  let best = firstBatchTokens;
  for (const batchTokens of largerBatches) {
    const bestMs = known.batchMs(best);
    if (bestMs === undefined || bestMs * (batchTokens / best) > longestBatchMs) break;
    yield reading(batchTokens, known);
    const gained = (known.readRate(batchTokens) ?? 0) / (known.readRate(best) ?? 1);
    if (gained < 1 + toleratedLoss) break;
    best = batchTokens;
  }
  // only where the first size can be the chosen one, a smaller one can be
  if (best === firstBatchTokens) yield reading(smallestBatch, known);
}

function reading(batchTokens: number, known: ProbeTable, threads = known.threads): Probe {
  const batches = Math.floor(readingMs / expectedBatchMs(batchTokens, known, threads));
  return known.read(batchTokens * Math.min(mostBatches, Math.max(1, batches)), batchTokens, threads);
}

/** From the first reading, else from writing: reading a token never takes longer than writing one. */
function expectedBatchMs(batchTokens: number, known: ProbeTable, threads: number): number {
  const firstMs = known.batchMs(firstBatchTokens, threads);
  const tokenMs = firstMs === undefined ? (known.passMs(1, threads) ?? 0) : firstMs / firstBatchTokens;
  return tokenMs * batchTokens;
}

function expectedMs(probe: Probe, known: ProbeTable): number {
  if (probe.kind === 'read') {
    const batches = probe.tokens / probe.batchTokens;
    return batches * expectedBatchMs(probe.batchTokens, known, probe.threads ?? known.threads);
  }
  const positions = probe.kind === 'pass' ? probe.positions : probe.sequences;
  const smaller = [1, ...passPositions].filter((each) => each <= positions && known.passMs(each) !== undefined);
  const nearest = Math.max(1, ...smaller);
  return (known.passMs(nearest) ?? 0) * (positions / nearest) * known.repetitions;
}
