import { commonLength } from './common-length.ts';

/** A sequence that no generation has taken. */
export interface FreeSequence {
  readonly tokens: readonly number[];
  /** How many of its tokens, from the start, stand in a snapshot. */
  readonly savedTokens: number;
  /** When, in milliseconds; no two are the same. 0: never. */
  readonly lastUse: number;
  /** Among the sequences of the context. */
  readonly place: number;
}

/** What it takes to read, to write to disk and to fetch from there. */
export interface StateCosts {
  readonly readMsPerToken: number;
  readonly saveMsPerToken: number;
  /** `false`: there is no folder for snapshots. */
  readonly canSave: boolean;
}

export interface Circumstances {
  readonly costs: StateCosts;
  /** Of sequences that generations have: what shares nothing goes beside one of them, for only side by side they are computed in one pass. */
  readonly takenPlaces: ReadonlySet<number>;
  /** Whether a state can be handed from one sequence to another. */
  readonly mayCopy: boolean;
  /** Whether nothing is to be written for it as long as there is a state that need not be. */
  readonly sparesDisk: boolean;
}

/** How a generation gets a state that begins with what it needs. `keep`: tokens that stay; `save`: write the state to disk before it is overwritten. */
export type SequenceChoice =
  | { readonly from: 'sequence'; readonly into: number; readonly keep: number; readonly save: boolean }
  /** Another sequence holds the start and stays as it is: it goes over through a snapshot. */
  | { readonly from: 'other-sequence'; readonly source: number; readonly into: number; readonly keep: number; readonly save: boolean }
  | { readonly from: 'snapshot'; readonly into: number; readonly keep: number; readonly save: boolean };

/** A tail shorter than this is not worth a thought. */
const smallTokens = 32;

/**
 * Chooses the state that costs least: going on in a sequence, copying from another one, or fetching a snapshot that shares
 * `snapshotTokens` with what is wanted. What would be lost is saved when reading it again costs more than saving it.
 */
export function chooseSequence(
  wanted: readonly number[],
  free: readonly FreeSequence[],
  snapshotTokens: number,
  circumstances: Circumstances,
): SequenceChoice {
  const { costs, takenPlaces, mayCopy } = circumstances;
  const shared = free.map(({ tokens }) => commonLength(tokens, wanted));
  const best = indexOfMost(free, (sequence, index) => [shared[index] ?? 0, besideTaken(sequence, takenPlaces), -sequence.tokens.length]);
  const victim = indexOfVictim(free, circumstances);
  const keep = shared[best] ?? 0;
  const held = free[best]?.tokens.length ?? 0;
  const isWorthSaving = (index: number, kept: number) => losesMoreThanSavingCosts(free[index], kept, costs);
  if ((snapshotTokens - keep) * costs.readMsPerToken > snapshotTokens * costs.saveMsPerToken && snapshotTokens - keep > smallTokens) {
    return { from: 'snapshot', into: victim, keep: snapshotTokens, save: isWorthSaving(victim, 0) };
  }
  const tail = held - keep;
  if (best === victim || tail <= smallTokens) return { from: 'sequence', into: best, keep, save: isWorthSaving(best, keep) };
  if (mayCopy && costs.canSave && keep * costs.readMsPerToken > held * costs.saveMsPerToken) {
    return { from: 'other-sequence', source: best, into: victim, keep, save: isWorthSaving(victim, 0) };
  }
  const into = held - Math.max(keep, free[best]?.savedTokens ?? 0) > keep ? victim : best;
  const kept = shared[into] ?? 0;
  return { from: 'sequence', into, keep: kept, save: isWorthSaving(into, kept) };
}

/** The one whose state makes way. */
function indexOfVictim(free: readonly FreeSequence[], { costs, takenPlaces, sparesDisk }: Circumstances): number {
  return indexOfMost(free, (sequence) => {
    const needsNoSaving = Number(sparesDisk && !losesMoreThanSavingCosts(sequence, 0, costs));
    const beside = besideTaken(sequence, takenPlaces);
    const empty = Number(sequence.tokens.length === 0);
    // what cannot be saved must not make way while there is an empty one
    const byPlace = costs.canSave ? [beside, empty] : [empty, beside];
    return [needsNoSaving, ...byPlace, -sequence.lastUse];
  });
}

function besideTaken({ place }: FreeSequence, takenPlaces: ReadonlySet<number>): number {
  return Number(takenPlaces.has(place - 1) || takenPlaces.has(place + 1));
}

/** Whether cutting this sequence to `kept` tokens loses more reading than saving it costs. */
function losesMoreThanSavingCosts(sequence: FreeSequence | undefined, kept: number, costs: StateCosts): boolean {
  if (!sequence || !costs.canSave) return false;
  const { length } = sequence.tokens;
  const lost = length - Math.max(kept, Math.min(sequence.savedTokens, length));
  return lost >= smallTokens && lost * costs.readMsPerToken > length * costs.saveMsPerToken;
}

/** What is compared first stands first. */
type Rank = readonly number[];

function indexOfMost<T>(items: readonly T[], rank: (item: T, index: number) => Rank): number {
  let best = 0;
  let bestRank: Rank | null = null;
  for (const [index, item] of items.entries()) {
    const each = rank(item, index);
    if (bestRank !== null && !isAbove(each, bestRank)) continue;
    best = index;
    bestRank = each;
  }
  return best;
}

function isAbove(rank: Rank, other: Rank): boolean {
  const decisive = rank.findIndex((value, index) => value !== other[index]);
  return decisive >= 0 && (rank[decisive] ?? 0) > (other[decisive] ?? 0);
}
