import type { Id } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { StoredSection } from '../ports/document-store.ts';

/** Shorter pieces stand in many texts by chance. */
const shortest = 12;

/** Throws `section-locked` for a locked section. */
export function refuseLocked({ isLocked, heading }: Pick<StoredSection, 'isLocked' | 'heading'>): void {
  if (isLocked) throw new StudioError('section-locked', `“${heading}” is locked.`);
}

/**
 * Throws `section-locked` where words would be given to the model that stand in a locked section and in no open one, wherever they are said to be
 * from and however they are spaced and joined; `not-found` for a section that the outline does not have.
 * @param sectionId absent: nothing is said about where the words are from
 */
export function refuseLockedPassage(sections: readonly StoredSection[], passage: string, sectionId: Id | undefined): void {
  if (sectionId !== undefined) {
    const named = sections.find(({ id }) => id === sectionId);
    if (!named) throw new StudioError('not-found', 'The outline has no such section.');
    refuseLocked(named);
  }
  const open = sections.filter(({ isLocked }) => !isLocked).map((section) => lettersOf(textOf(section)));
  const asked = { whole: lettersOf(passage), pieces: piecesOf(passage) };
  for (const section of sections.filter(({ isLocked }) => isLocked)) {
    const shared = sharedPieces(textOf(section), asked);
    if (shared.some((piece) => open.every((text) => !text.includes(piece)))) refuseLocked(section);
  }
}

interface Asked {
  readonly whole: string;
  readonly pieces: readonly string[];
}

/** Paragraphs of the one that stand in the other, whichever is the longer. A section of a few words is known as a whole. */
function sharedPieces(locked: string, { whole, pieces }: Asked): string[] {
  const letters = lettersOf(locked);
  const longer = [...piecesOf(locked).filter((piece) => whole.includes(piece)), ...pieces.filter((piece) => letters.includes(piece))];
  return longer.length === 0 && letters !== '' && letters === whole ? [letters] : longer;
}

/** The text and each of its paragraphs; only what is long enough to be known again. */
function piecesOf(text: string): string[] {
  return [text, ...text.split('\n')]
    .filter((each) => lengthOf(each) >= shortest)
    .map(lettersOf)
    .filter((letters) => letters !== '');
}

function lengthOf(text: string): number {
  return [...text.replaceAll(/\s/gu, '')].length;
}

/** What stays the same when a text is wrapped, spaced or punctuated otherwise. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function textOf({ version }: StoredSection): string {
  return version?.text ?? '';
}
