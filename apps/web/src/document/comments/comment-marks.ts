import type { Section } from '@maobi/contract';
import { rangeFinder } from '../aide/checks/show-place.ts';
import { showRange } from '../text/show-range.ts';
import type { CommentPlace } from './find-words.ts';

type Words = Pick<CommentPlace, 'sectionId' | 'start' | 'end'>;

const names = { all: 'comment', current: 'comment-here' } as const;

/** Where words of a section's Markdown stand on the page; `null`: they are not drawn, as while the section is edited. */
function rangeOfWords(page: ParentNode, words: Words, sections: readonly Section[]): Range | null {
  return wordsFinder(page, sections)(words);
}

/** The same for the words of many comments: each section is read once. It holds until a text is drawn anew. */
export function wordsFinder(page: ParentNode, sections: readonly Section[]): (words: Words) => Range | null {
  const finders = new Map<string, ReturnType<typeof rangeFinder> | null>();
  const finderOf = (sectionId: string) => {
    const drawn = page.querySelector<HTMLElement>(`[data-text="${CSS.escape(sectionId)}"]`);
    const markdown = sections.find(({ id }) => id === sectionId)?.version?.text;
    return drawn && markdown !== undefined ? rangeFinder(drawn, markdown) : null;
  };
  return ({ sectionId, start, end }) => {
    if (!finders.has(sectionId)) finders.set(sectionId, finderOf(sectionId));
    return finders.get(sectionId)?.({ start, end }) ?? null;
  };
}

/** Marks words on the page without changing it. */
export function markWords(all: readonly Range[], current: readonly Range[]): void {
  if (typeof Highlight === 'undefined') return;
  CSS.highlights.set(names.all, new Highlight(...all));
  CSS.highlights.set(names.current, new Highlight(...current));
}

export function unmarkWords(): void {
  if (typeof Highlight !== 'undefined') for (const name of Object.values(names)) CSS.highlights.delete(name);
}

/** Whether the point of the screen lies on these words. */
export function isOn(range: Range, { clientX, clientY }: MouseEvent): boolean {
  return [...range.getClientRects()].some(
    ({ left, right, top, bottom }) => clientX >= left && clientX <= right && clientY >= top && clientY <= bottom,
  );
}

interface WayToWords {
  readonly sections: readonly Section[];
  /** Brings the text of a section into sight. */
  readonly onShow: (sectionId: string) => void;
  readonly onShown?: () => void;
}

/** Brings the text with these words into sight, which takes a frame, and then the words. */
export function goToWords(words: Words, { sections, onShow, onShown }: WayToWords): void {
  onShow(words.sectionId);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      showWords(words, sections);
      onShown?.();
    }),
  );
}

/** Brings the words into sight; browsers that cannot mark them get them as their selection. */
function showWords(words: Words, sections: readonly Section[]): void {
  showRange(
    () => rangeOfWords(document, words, sections),
    (range) => {
      if (typeof Highlight === 'undefined') document.getSelection()?.setBaseAndExtent(...endsOf(range));
    },
  );
}

function endsOf({ startContainer, startOffset, endContainer, endOffset }: Range): [Node, number, Node, number] {
  return [startContainer, startOffset, endContainer, endOffset];
}
