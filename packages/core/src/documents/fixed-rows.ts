import { type OutlineRow, withBalancedTargets } from '@maobi/contract';
import type { FixedOutline } from './agreed-head.ts';

type FixedRow = Pick<OutlineRow, 'heading' | 'points' | 'target'>;

/** The rows of a form for a text of this length. */
export function fixedRows(outline: FixedOutline, words: number): FixedRow[] {
  const rows = outline.map(({ heading, points, share }) => ({ heading, points: [...points], target: share * words }));
  return withBalancedTargets(rows, words, () => false);
}

/** A form of so many sections of which nothing else is known. */
export function evenOutline(sectionCount: number): FixedOutline {
  return Array.from({ length: sectionCount }, () => ({ heading: '', points: [], share: 1 / sectionCount }));
}
