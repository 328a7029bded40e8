import { Fragment, type Node } from 'prosemirror-model';
import { definesReferences } from '../../conversation/markdown/split-blocks.ts';
import { tableParts } from '../../conversation/markdown/table-parts.ts';
import { textPieces } from '../../conversation/markdown/text-pieces.ts';
import { readMarkdown } from './read-markdown.ts';

/** The blocks of a long Markdown text, read so that the page answers in between. */
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
  if (!table) return readMarkdown(piece).map(({ node }) => node);
  const rows: Node[] = [];
  let first: Node | undefined;
  for (const part of table.parts) {
    const read = readMarkdown(`${table.head}\n${part}`)[0]?.node;
    first ??= read;
    rows.push(...(read?.children.slice(1) ?? []));
    await otherTasks();
  }
  return first ? [first.copy(Fragment.from([...first.children.slice(0, 1), ...rows]))] : [];
}

function otherTasks(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
