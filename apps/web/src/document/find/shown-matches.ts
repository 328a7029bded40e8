import { showRange } from '../text/show-range.ts';
import type { FindText, Match } from './find-matches.ts';

/** Where each match stands on the page; `null`: in marks that are not drawn, or in a section that is being edited. */
export function rangesOf(page: HTMLElement, texts: readonly FindText[], matches: readonly Match[]): (Range | null)[] {
  const sources = new Map(texts.map(({ sectionId, text }) => [sectionId, text]));
  const drawn = new Map<string, DrawnText | null>();
  /** How often the same words were met in the section before. */
  const met = new Map<string, number>();
  return matches.map(({ sectionId, start, end }) => {
    if (!drawn.has(sectionId)) drawn.set(sectionId, drawnText(page, sectionId));
    const words = sources.get(sectionId)?.slice(start, end) ?? '';
    const key = `${sectionId} ${words}`;
    const before = met.get(key) ?? 0;
    met.set(key, before + 1);
    const text = drawn.get(sectionId);
    return text ? rangeOf(text, words, before) : null;
  });
}

interface DrawnText {
  readonly words: string;
  readonly pieces: readonly { readonly node: Text; readonly start: number }[];
  /** Where the next search for the same words begins. */
  readonly goOn: Map<string, number>;
}

function drawnText(page: HTMLElement, sectionId: string): DrawnText | null {
  const element = page.querySelector(`[data-text="${CSS.escape(sectionId)}"]`);
  if (!element) return null;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const pieces: { node: Text; start: number }[] = [];
  let words = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    pieces.push({ node: node as Text, start: words.length });
    words += node.textContent ?? '';
  }
  return { words, pieces, goOn: new Map() };
}

function rangeOf({ words: drawn, pieces, goOn }: DrawnText, words: string, before: number): Range | null {
  const at = drawn.indexOf(words, before === 0 ? 0 : (goOn.get(words) ?? 0));
  if (at < 0) return null;
  goOn.set(words, at + words.length);
  const range = document.createRange();
  const [first, last] = [pieceAt(pieces, at), pieceAt(pieces, at + words.length - 1)];
  if (!first || !last) return null;
  range.setStart(first.node, at - first.start);
  range.setEnd(last.node, at + words.length - last.start);
  return range;
}

function pieceAt(pieces: DrawnText['pieces'], at: number) {
  return pieces.findLast(({ start }) => start <= at);
}

const names = { all: 'found', current: 'found-here' } as const;

/** Marks matches on the page without changing it. Browsers that cannot get the one the writer is at as their selection. */
export function markMatches(ranges: readonly (Range | null)[], current: number): void {
  const here = ranges[current] ?? null;
  if (typeof Highlight === 'undefined') {
    if (here) document.getSelection()?.setBaseAndExtent(here.startContainer, here.startOffset, here.endContainer, here.endOffset);
    return;
  }
  CSS.highlights.set(names.all, new Highlight(...ranges.filter((range) => range !== null)));
  CSS.highlights.set(names.current, new Highlight(...(here ? [here] : [])));
}

export function unmarkMatches(): void {
  if (typeof Highlight !== 'undefined') for (const name of Object.values(names)) CSS.highlights.delete(name);
}

/** Goes to a match; where its words are not drawn, to its section. */
export function showMatch(page: HTMLElement, { sectionId }: Match, find: () => Range | null): void {
  if (find()) showRange(find);
  else page.querySelector(`[data-section-id="${CSS.escape(sectionId)}"]`)?.scrollIntoView({ block: 'center' });
}
