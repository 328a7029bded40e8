import { Fragment, type Node } from 'prosemirror-model';
import { definesReferences } from '../../conversation/markdown/split-blocks.ts';
import { tableParts } from '../../conversation/markdown/table-parts.ts';
import { textPieces } from '../../conversation/markdown/text-pieces.ts';
import { otherTasks, Slices } from '../../slices/slices.ts';
import { readMarkdown } from './read-markdown.ts';
import { writeBlock } from './write-markdown.ts';

/**
 * The blocks of a long Markdown text, read so that the page answers in between. They are written once, too: the editor does that with all of
 * its blocks as soon as they stand in it, and knows these by then.
 */
export async function readInPieces(markdown: string): Promise<Node[]> {
  // what is named in one piece may be used in another
  const pieces = definesReferences(markdown) ? [markdown] : textPieces(markdown).map(({ source }) => source);
  const nodes: Node[] = [];
  for (const piece of pieces) {
    nodes.push(...(await readPiece(piece)));
    await otherTasks();
  }
  return nodes;
}

async function readPiece(piece: string): Promise<Node[]> {
  const table = tableParts(piece.trim());
  if (!table) return writtenAhead(readMarkdown(piece).map(({ node }) => node));
  const rows: Node[] = [];
  let first: Node | undefined;
  for (const part of table.parts) {
    const read = readMarkdown(`${table.head}\n${part}`)[0]?.node;
    first ??= read;
    rows.push(...(read?.children.slice(1) ?? []));
    await otherTasks();
    if (read) await writtenAhead([read]);
  }
  return first ? [first.copy(Fragment.from([...first.children.slice(0, 1), ...rows]))] : [];
}

async function writtenAhead(nodes: Node[]): Promise<Node[]> {
  const slices = new Slices();
  for (const node of nodes) {
    await slices.next();
    writeBlock(node);
  }
  return nodes;
}
