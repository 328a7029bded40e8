import { documentWordsRange, sectionWordsRange, usableTarget, withBalancedTargets, type WrittenRow } from '@maobi/contract';
import { UsageError } from '../terminal/failures.ts';
import type { OutlineRowText } from './outline-text.ts';

/**
 * The length of an outline as it stands. Rows without one share what the others leave of the usual length, or are as long as those are on
 * average. Throws `UsageError` where no document can be so long.
 */
export function lengthOfOutline(rows: readonly OutlineRowText[], usualWords: number): number {
  const length = withLengths(rows, usualWords).reduce((sum, { target }) => sum + target, 0);
  const { minimum, maximum } = documentWordsRange;
  if (length >= minimum && length <= maximum) return length;
  throw new UsageError(
    `The sections of the outline add up to ${length}; ${minimum} to ${maximum} are possible.`,
    'Change their lengths, or give the length of the whole with --words.',
  );
}

/** The rows at a length of the whole, in the proportions they have. Throws `UsageError` where they have no room in it. */
export function fittedOutline(rows: readonly OutlineRowText[], words: number): WrittenRow[] {
  const [least, most] = [rows.length * sectionWordsRange.minimum, rows.length * sectionWordsRange.maximum];
  if (words < least || words > most) {
    throw new UsageError(
      `The outline has ${rows.length} sections of ${sectionWordsRange.minimum} to ${sectionWordsRange.maximum} each: ${words} do not fit.`,
      `Change the outline, or ask for ${least} to ${Math.min(most, documentWordsRange.maximum)}.`,
    );
  }
  return withBalancedTargets(withLengths(rows, words), words, () => false);
}

function withLengths(rows: readonly OutlineRowText[], words: number): WrittenRow[] {
  const own = rows.flatMap(({ target }) => target ?? []);
  const given = own.reduce((sum, target) => sum + target, 0);
  const open = rows.length - own.length;
  const share = open === 0 ? 0 : (words - given) / open;
  const usual = share >= sectionWordsRange.minimum || own.length === 0 ? share : given / own.length;
  return rows.map(({ heading, points, target }) => ({ heading, points: [...points], target: usableTarget(target ?? usual) }));
}
