import {
  type Id,
  maxHeadingLength,
  maxSections,
  mostPoints,
  type OutlineRow,
  usableTarget,
  withBalancedTargets,
  type WrittenRow,
} from '@maobi/contract';
import type { StoredSection } from '../ports/document-store.ts';

const longestPoint = 500;
/** A planned section is at least a third, and at most three times, as long as they are on average: a model's numbers are rough guesses. */
const mostOfAverage = 3;

/** Whether a new outline leaves this row as it is: it is locked, or something is written under it. */
export function isKept({ isLocked, version }: StoredSection): boolean {
  return isLocked || (version !== null && version.text.trim() !== '');
}

/**
 * The outline with new rows in place of those that are not kept; kept ones stay at their place. The targets of the new ones share
 * what the kept ones leave of the whole length.
 */
export function mergedOutline(
  standing: readonly StoredSection[],
  written: readonly WrittenRow[],
  { words, newId }: { readonly words: number; readonly newId: () => Id },
): OutlineRow[] {
  const added = written.map((row): OutlineRow => ({ id: newId(), isLocked: false, ...usableRow(row) }));
  const rows: OutlineRow[] = [];
  const left = [...added];
  for (const section of standing) {
    if (isKept(section)) rows.push(rowOf(section));
    else rows.push(...left.splice(0, 1));
  }
  rows.push(...left);
  return rebalanced(rows.slice(0, maxSections), standing.filter(isKept), words);
}

function rebalanced(rows: readonly OutlineRow[], kept: readonly StoredSection[], words: number): OutlineRow[] {
  const keptIds = new Set(kept.map(({ id }) => id));
  return withBalancedTargets(rows, words, ({ id }) => keptIds.has(id), mostOfAverage);
}

/** The row without its text. */
export function rowOf({ id, heading, points, target, isLocked }: OutlineRow): OutlineRow {
  return { id, heading, points, target, isLocked };
}

/** What a model wrote, within what a row may have. */
function usableRow({ heading, points, target }: WrittenRow): Pick<OutlineRow, 'heading' | 'points' | 'target'> {
  return {
    heading: heading.replaceAll(/\s+/gu, ' ').trim().slice(0, maxHeadingLength) || '…',
    points: points
      .map((point) => point.replaceAll(/\s+/gu, ' ').trim().slice(0, longestPoint))
      .filter(Boolean)
      .slice(0, mostPoints),
    target: usableTarget(target),
  };
}
