import type { Node, ResolvedPos } from 'prosemirror-model';
import { lettersOf, nearestPlace, withMarks, type Passage } from '../polish/find-passage.ts';
import type { KeptSource, LaidOut } from './kept-source.ts';
import { schema } from './schema.ts';

/** A passage of what the editor holds, as Markdown. */
export interface WrittenPassage {
  readonly markdown: string;
  readonly passage: Passage;
}

/** The most letters beside an end of the selection that tell where it stands in the Markdown. */
const mostNear = 16;

/** Where words of the editor stand in its Markdown; `null`: there are none between these places. */
export function passageBetween(kept: KeptSource, doc: Node, from: number, to: number): WrittenPassage | null {
  const within = wordsWithin(doc, from, to);
  const [first, last] = [within.at(0), within.at(-1)];
  if (!first || !last) return null;
  const laidOut = kept.laidOut(doc);
  const start = placeOf(laidOut, doc.resolve(first.from), 'after');
  const end = placeOf(laidOut, doc.resolve(last.to), 'before');
  if (start === null || end === null || end <= start) return null;
  const { markdown } = laidOut;
  return { markdown, passage: withMarks(markdown, doc.textBetween(from, to, '\n', '\n'), { start, end }) };
}

/** Where the whole blocks of the editor between two places stand in its Markdown; `null`: none of them says anything. */
export function blocksBetween(kept: KeptSource, doc: Node, from: number, to: number): WrittenPassage | null {
  const { markdown, blocks } = kept.laidOut(doc);
  const passages: Passage[] = [];
  doc.forEach((node, place) => {
    const passage = place >= from && place < to ? blocks.get(node) : undefined;
    if (passage) passages.push(passage);
  });
  const [first, last] = [passages.at(0), passages.at(-1)];
  return first && last ? { markdown, passage: { start: first.start, end: last.end } } : null;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The blocks with letters between two places, each as far as it lies between them. */
function wordsWithin(doc: Node, from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  doc.nodesBetween(from, to, (node, place) => {
    if (!node.isTextblock) return true;
    const stretch = { from: Math.max(from, place + 1), to: Math.min(to, place + 1 + node.content.size) };
    if (stretch.from < stretch.to && lettersOf(doc.textBetween(stretch.from, stretch.to)).text !== '') found.push(stretch);
    return false;
  });
  return found;
}

/** In the Markdown: in front of the letters that come after a place of the editor, or behind those that come before it. */
function placeOf({ markdown, blocks }: LaidOut, place: ResolvedPos, side: 'after' | 'before'): number | null {
  const block = place.node(1);
  const at = blocks.get(block);
  if (!at) return null;
  const { parent, parentOffset } = place;
  const isAfter = side === 'after';
  const near = lettersOf(isAfter ? parent.textBetween(parentOffset, parent.content.size) : parent.textBetween(0, parentOffset)).text;
  const source = lettersOf(markdown.slice(at.start, at.end));
  const passed = lettersBefore(block, place.pos - place.start(1));
  // an address that is not drawn may follow soon: fewer letters are found all the same
  for (let length = Math.min(mostNear, near.length); length > 0; length = Math.floor(length / 2)) {
    const wanted = isAfter ? near.slice(0, length) : near.slice(-length);
    const found = nearestPlace(source.text, wanted, isAfter ? passed : passed - length);
    if (found < 0) continue;
    const letter = source.places[isAfter ? found : found + length - 1];
    return letter === undefined ? null : at.start + letter + (isAfter ? 0 : 1);
  }
  return null;
}

/** Letters of a block's Markdown that stand before a place in it, those that are not drawn included. */
function lettersBefore(block: Node, offset: number): number {
  let words = hiddenIn(block);
  block.nodesBetween(0, offset, (node, place, parent, index) => {
    if (node.isText) words += (node.text ?? '').slice(0, offset - place);
    words += hiddenIn(node);
    if (node.type === schema.nodes.listItem && parent?.type === schema.nodes.orderedList) words += Number(parent.attrs['start']) + index;
    const link = schema.marks.link.isInSet(node.marks);
    if (link && place + node.nodeSize <= offset && !link.isInSet(parent?.maybeChild(index + 1)?.marks ?? [])) {
      words += `${link.attrs['address']}${link.attrs['title'] ?? ''}`;
    }
  });
  return lettersOf(words).text.length;
}

/** What of a node is written and not drawn as its words. */
function hiddenIn({ type, attrs }: Node): string {
  if (type === schema.nodes.codeBlock) return `${attrs['language']}${attrs['meta'] ?? ''}`;
  if (type === schema.nodes.image) return `${attrs['description']}${attrs['address']}${attrs['title'] ?? ''}`;
  return type === schema.nodes.listItem && attrs['isDone'] === true ? 'x' : '';
}
