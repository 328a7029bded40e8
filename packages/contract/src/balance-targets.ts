import { sectionWordsRange } from './documents.ts';

interface Row {
  readonly target: number;
}

/**
 * Rows whose targets add up to the total, in the proportions they have; those that are fixed keep theirs. Each stays within what a section may
 * have, even where the sum then differs.
 */
export function withBalancedTargets<T extends Row>(rows: readonly T[], total: number, isFixed: (row: T) => boolean): T[] {
  const open = rows.filter((row) => !isFixed(row));
  let left = total - sumOf(rows.filter(isFixed));
  let leftAsked = sumOf(open);
  return rows.map((row) => {
    if (isFixed(row)) return row;
    // of what is left each time, so that rounding does not add up
    const target = usableTarget(Math.round((left * row.target) / Math.max(1, leftAsked)));
    left -= target;
    leftAsked -= row.target;
    return { ...row, target };
  });
}

/** A target as the studio takes it. */
export function usableTarget(target: number): number {
  return Math.min(sectionWordsRange.maximum, Math.max(sectionWordsRange.minimum, Math.round(target)));
}

function sumOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { target }) => sum + target, 0);
}
