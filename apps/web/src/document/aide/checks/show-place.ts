import type { CheckedPlace } from '@maobi/contract';
import { showRange } from '../../text/show-range.ts';
import { findAmong, lettersBefore, lettersOf, type Passage } from '../../polish/find-passage.ts';

/** Selects a passage of a section's text on the page and brings it into sight; what can be done with it is offered there. */
export function showPlace({ sectionId, start, end }: CheckedPlace, markdown: string): void {
  if (start >= end) return;
  showPassage({ sectionId, start, end }, markdown, (range) => {
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
  });
}

/** Brings a passage of a section's text into sight, in two frames: the text itself may only just be coming into sight. */
export function showPassage(
  { sectionId, ...passage }: Passage & { readonly sectionId: string },
  markdown: string,
  onShown?: (range: Range) => void,
): void {
  const find = () => {
    const drawn = document.querySelector<HTMLElement>(`[data-text="${sectionId}"]`) ?? document.getElementById(`section-${sectionId}`);
    return drawn && rangeOf(drawn, markdown, passage);
  };
  requestAnimationFrame(() => requestAnimationFrame(() => showRange(find, onShown)));
}

/** Where the passage of the Markdown stands in what was drawn of it; `null`: it is not drawn. */
export function rangeOf(drawn: HTMLElement, markdown: string, passage: Passage): Range | null {
  return rangeFinder(drawn, markdown)(passage);
}

/** The same for many passages of one text, which is read once; it holds until the text is drawn anew. */
export function rangeFinder(drawn: HTMLElement, markdown: string): (passage: Passage) => Range | null {
  const nodes = textNodesOf(drawn);
  const text = nodes.map(({ data }) => data).join('');
  const read = { text, letters: lettersOf(text) };
  const source = lettersOf(markdown);
  return ({ start, end }) => {
    const place = findAmong(read, markdown.slice(start, end), lettersBefore(source, start));
    const [from, to] = place ? [pointAt(nodes, place.start, false), pointAt(nodes, place.end, true)] : [];
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  };
}

function textNodesOf(drawn: HTMLElement): Text[] {
  const walker = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
}

/** @param isEnd a place between two nodes belongs to the first of them */
function pointAt(nodes: readonly Text[], offset: number, isEnd: boolean): [Text, number] | null {
  let left = offset;
  for (const node of nodes) {
    if (left < node.length || (isEnd && left === node.length)) return [node, left];
    left -= node.length;
  }
  return null;
}
