import { sectionWordsRange } from './documents.ts';

interface Row {
  readonly target: number;
}

/** What one of the open rows may have. */
interface Limits {
  readonly least: number;
  readonly most: number;
}

/** A row of its place, which may still have any length that a section may have. */
interface OpenRow {
  readonly index: number;
  readonly weight: number;
}

const { minimum, maximum } = sectionWordsRange;

/**
 * Rows whose targets add up to the total, in the proportions they have; those that are fixed keep theirs. Each stays within what a section may
 * have: what it then has too much or too little, the others make up for. Only where all of them are at their limit does the sum differ.
 * @param mostOfAverage so many times the average of the rows that are not fixed is the most that one of them gets, and that part of it the
 *   least. Default: whatever a section may have.
 */
export function withBalancedTargets<T extends Row>(
  rows: readonly T[],
  total: number,
  isFixed: (row: T) => boolean,
  mostOfAverage = Infinity,
): T[] {
  const open = rows.flatMap((row, index) => (isFixed(row) ? [] : [{ index, weight: Math.max(1, row.target) }]));
  const left = Math.max(0, Math.round(total - sumOf(rows.filter(isFixed).map(({ target }) => target))));
  const targets = wholeTargets(open, left, limitsAround(left / Math.max(1, open.length), mostOfAverage));
  return rows.map((row, index) => ({ ...row, target: targets.get(index) ?? row.target }));
}

function limitsAround(average: number, mostOfAverage: number): Limits {
  const possible = Math.min(maximum, Math.max(minimum, average));
  return {
    least: Math.max(minimum, Math.ceil(possible / mostOfAverage)),
    most: Math.min(maximum, Math.floor(possible * mostOfAverage)),
  };
}

/** A target as the studio takes it. */
export function usableTarget(target: number): number {
  return Math.min(maximum, Math.max(minimum, Math.round(target)));
}

/** Whole numbers: what is left of the fractions goes to the largest ones. */
function wholeTargets(open: readonly OpenRow[], left: number, limits: Limits): Map<number, number> {
  const shares = sharesOf(open, left, limits);
  const targets = new Map([...shares].map(([index, share]) => [index, Math.floor(share)]));
  let rest = left - sumOf([...targets.values()]);
  for (const [index, share] of [...shares].toSorted(([, one], [, other]) => (other % 1) - (one % 1))) {
    const target = targets.get(index) ?? share;
    if (rest < 1 || target >= limits.most) continue;
    targets.set(index, target + 1);
    rest -= 1;
  }
  return targets;
}

/** Those that would get less or more than they may have get what they may have, and the others share what that leaves. */
function sharesOf(open: readonly OpenRow[], left: number, limits: Limits): Map<number, number> {
  const { least, most } = limits;
  const weights = sumOf(open.map(({ weight }) => weight));
  const shares = open.map(({ index, weight }) => ({ index, share: (left * weight) / weights }));
  const low = shares.filter(({ share }) => share < least);
  const high = shares.filter(({ share }) => share > most);
  if (low.length + high.length === 0) return new Map(shares.map(({ index, share }) => [index, share]));
  const isMoreMissing = sumOf(low.map(({ share }) => least - share)) >= sumOf(high.map(({ share }) => share - most));
  const [bound, limit] = isMoreMissing ? [low, least] : [high, most];
  const isBound = new Set(bound.map(({ index }) => index));
  const others = open.filter(({ index }) => !isBound.has(index));
  const rest = Math.max(0, left - bound.length * limit);
  return new Map([...bound.map(({ index }) => [index, limit] as const), ...sharesOf(others, rest, limits)]);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
