import { editorAround } from '../editor/open-editors.ts';
import { findPassage } from '../polish/find-passage.ts';
import { wordsIn } from '../polish/use-selection.ts';
import type { FindText, Match } from './find-matches.ts';

/** A place in the Markdown of a section. */
export interface FindStart {
  readonly sectionId: string;
  readonly at: number;
}

/** Enough words to know a place by. */
const knownBy = 40;

/** Where a search begins: at the caret where that is in sight, else at the top of what is seen; `null`: at the beginning. */
export function findStart(page: HTMLElement, texts: readonly FindText[]): FindStart | null {
  const field = document.activeElement;
  const source = field instanceof HTMLTextAreaElement && page.contains(field) ? editorAround(field) : null;
  if (source) return { sectionId: source.sectionId, at: (field as HTMLTextAreaElement).selectionStart };
  const point = caretIn(page) ?? topOf(page);
  return point && placeOf(point, texts);
}

/** The first match at or behind a place; the first of all where none is. */
export function firstFrom(matches: readonly Match[], start: FindStart | null, texts: readonly FindText[]): number {
  if (!start) return 0;
  const order = new Map(texts.map(({ sectionId }, index) => [sectionId, index]));
  const orderOf = (sectionId: string) => order.get(sectionId) ?? -1;
  const first = orderOf(start.sectionId);
  const isBehind = ({ sectionId, start: at }: Match) => orderOf(sectionId) > first || (sectionId === start.sectionId && at >= start.at);
  return Math.max(0, matches.findIndex(isBehind));
}

/** A place in what is drawn of a text. */
interface Point {
  readonly text: HTMLElement;
  readonly node: Node;
  readonly offset: number;
}

function caretIn(page: HTMLElement): Point | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const { startContainer: node, startOffset: offset } = selection.getRangeAt(0);
  const element = node instanceof Element ? node : node.parentElement;
  const text = element?.closest<HTMLElement>('[data-text], .ProseMirror');
  if (!element || !text || !page.contains(text)) return null;
  const [{ top, bottom }, seen] = [letterAt(node, offset) ?? element.getBoundingClientRect(), page.getBoundingClientRect()];
  return bottom >= seen.top && top <= seen.bottom ? { text, node, offset } : null;
}

/** Where the letter behind a place stands on the screen; `null`: there is none. */
function letterAt(node: Node, offset: number): DOMRect | null {
  if (!(node instanceof Text) || offset >= node.length) return null;
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  return range.getBoundingClientRect();
}

function topOf(page: HTMLElement): Point | null {
  const { top } = page.getBoundingClientRect();
  const isSeen = (place: Element | Range) => place.getBoundingClientRect().bottom > top;
  const text = [...page.querySelectorAll<HTMLElement>('[data-text]')].find(isSeen);
  if (!text) return null;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    range.selectNodeContents(node);
    if (isSeen(range)) return { text, node, offset: firstSeen(node as Text, top) };
  }
  return null;
}

/** The first letter of lines that go below a height. */
function firstSeen(node: Text, top: number): number {
  let [low, high] = [0, node.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((letterAt(node, middle)?.bottom ?? top) > top) high = middle;
    else low = middle + 1;
  }
  return low;
}

function placeOf({ text, node, offset }: Point, texts: readonly FindText[]): FindStart | null {
  const sectionId = text.dataset['text'] ?? editorAround(text)?.sectionId;
  const markdown = texts.find((each) => each.sectionId === sectionId)?.text;
  if (sectionId === undefined || markdown === undefined) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, offset);
  const behind = document.createRange();
  behind.setStart(node, offset);
  behind.setEnd(text, text.childNodes.length);
  const words = wordsIn(behind, text).slice(0, knownBy);
  if (words.trim() === '') return { sectionId, at: markdown.length };
  return { sectionId, at: findPassage(markdown, words, wordsIn(before, text))?.start ?? 0 };
}
