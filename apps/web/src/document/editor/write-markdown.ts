import type { AlignType, BlockContent, ListItem, Nodes, PhrasingContent, RootContent, TableCell, TableRow } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { toMarkdown } from 'mdast-util-to-markdown';
import { cjkFriendlyToMarkdown } from 'mdast-util-to-markdown-cjk-friendly';
import { Fragment, type Mark, type Node } from 'prosemirror-model';
import { readMarkdown } from './read-markdown.ts';
import { emptyRowLike } from './table-commands.ts';

const knownBlocks = new WeakMap<Node, string>();

/** The Markdown of one block, without the line ending behind it, and with no more backslashes than it needs. What was written once is known. */
export function writeBlock(node: Node): string {
  const known = knownBlocks.get(node);
  if (known !== undefined) return known;
  const words = writeAnew(node);
  knownBlocks.set(node, words);
  return words;
}

function writeAnew(node: Node): string {
  if (node.type.name === 'sourceBlock') return node.textContent;
  return writeTable(node) ?? withFewestEscapes(written(node), node);
}

/** By the row; each is a line that depends on no other. */
const knownRows = new WeakMap<Node, string>();
const rowsAtOnce = 40;

/** A table row by row, so that in a long one only the rows are written that were changed; `null`: it is none, or its rows are not alike. */
function writeTable(table: Node): string | null {
  const [head, ...rows] = table.children;
  if (table.type.name !== 'table' || !head || rows.some(({ childCount }) => childCount !== head.childCount)) return null;
  const fresh = rows.filter((row) => !knownRows.has(row));
  for (let start = 0; start < fresh.length; start += rowsAtOnce) {
    if (!writeRows(table, head, fresh.slice(start, start + rowsAtOnce))) return null;
  }
  const top = table.copy(Fragment.from(head));
  return [withFewestEscapes(written(top), top), ...rows.map((row) => knownRows.get(row) ?? '')].join('\n');
}

/** `false`: there are not as many lines as rows. */
function writeRows(table: Node, head: Node, rows: readonly Node[]): boolean {
  const lines = linesBelowHead(written(table.copy(Fragment.from([head, ...rows]))));
  if (lines.length !== rows.length) return false;
  const blank = emptyRowLike(head);
  for (const [index, row] of rows.entries()) {
    const line = lines[index] ?? '';
    if (!line.includes('\\')) knownRows.set(row, line);
    else {
      const alone = table.copy(Fragment.from([blank, row]));
      knownRows.set(row, linesBelowHead(withFewestEscapes(written(alone), alone)).join('\n'));
    }
  }
  return true;
}

function linesBelowHead(markdown: string): string[] {
  return markdown.split('\n').slice(2);
}

function written(node: Node): string {
  const marker = String(node.attrs['marker'] ?? '');
  const bullet = marker === '*' || marker === '+' ? marker : '-';
  return toMarkdown(
    { type: 'root', children: [blockOf(node)] },
    {
      bullet,
      bulletOther: bullet === '*' ? '-' : '*',
      bulletOrdered: marker === ')' ? ')' : '.',
      emphasis: '*',
      fences: true,
      listItemIndent: 'one',
      rule: '-',
      extensions: [
        cjkFriendlyToMarkdown(),
        gfmStrikethroughToMarkdown(),
        gfmTableToMarkdown({ tablePipeAlign: false }),
        gfmTaskListItemToMarkdown(),
      ],
    },
  ).replace(/\n$/u, '');
}

const mostEscapes = 60;

/**
 * Backslashes protect what would else be read as Markdown; the rules that set them know a few characters around, not the whole text, and set
 * far more than needed (`a\_b`). Those that can go without the text being read otherwise go.
 */
function withFewestEscapes(markdown: string, node: Node): string {
  const isSame = (candidate: string) => {
    const read = readMarkdown(candidate);
    return read.length === 1 && read[0]?.node.eq(node) === true;
  };
  const places = [...markdown.matchAll(/\\(?=[!-/:-@[-`{-~])/gu)].map(({ index }) => index);
  if (places.length === 0 || !isSame(markdown)) return markdown;
  const bare = withoutPlaces(markdown, places);
  if (isSame(bare)) return bare;
  const needless: number[] = [];
  if (places.length <= mostEscapes) {
    for (const place of places) if (isSame(withoutPlaces(markdown, [...needless, place]))) needless.push(place);
  }
  return withoutPlaces(markdown, needless);
}

function withoutPlaces(text: string, places: readonly number[]): string {
  const gone = new Set(places);
  return [...text.matchAll(/[^\\]+|\\/gu)].map(({ 0: part, index }) => (gone.has(index) ? '' : part)).join('');
}

function blockOf(node: Node): RootContent & BlockContent {
  switch (node.type.name) {
    case 'heading':
      return { type: 'heading', depth: node.attrs['level'] as 1 | 2 | 3 | 4 | 5 | 6, children: wordsOf(node) };
    case 'quote':
      return { type: 'blockquote', children: node.children.map(blockOf) };
    case 'bulletList':
    case 'orderedList':
      return listOf(node);
    case 'codeBlock': {
      const { language, meta } = node.attrs as { language: string; meta: string | null };
      return { type: 'code', lang: language || null, meta, value: node.textContent };
    }
    case 'sourceBlock':
      return { type: 'html', value: node.textContent };
    case 'rule':
      return { type: 'thematicBreak' };
    case 'table':
      return { type: 'table', align: alignOf(node), children: node.children.map(rowOf) };
    default:
      return { type: 'paragraph', children: wordsOf(node) };
  }
}

function listOf(node: Node): RootContent & BlockContent {
  const isTight = Boolean(node.attrs['isTight']);
  const children = node.children.map((item): ListItem => ({
    type: 'listItem',
    spread: !isTight,
    checked: item.attrs['isDone'] as boolean | null,
    children: item.children.map(blockOf),
  }));
  const isOrdered = node.type.name === 'orderedList';
  return { type: 'list', ordered: isOrdered, start: isOrdered ? Number(node.attrs['start']) : null, spread: !isTight, children };
}

function alignOf(table: Node): AlignType[] {
  return table.firstChild?.children.map(({ attrs }) => attrs['align'] as AlignType) ?? [];
}

function rowOf(row: Node): TableRow {
  return { type: 'tableRow', children: row.children.map((cell): TableCell => ({ type: 'tableCell', children: wordsOf(cell) })) };
}

function wordsOf(node: Node): PhrasingContent[] {
  return phrases(node.children, []);
}

/** Marks lie flat on each piece of text; in Markdown what they hold in common is one span. */
function phrases(pieces: readonly Node[], taken: readonly Mark[]): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  for (let index = 0; index < pieces.length;) {
    const piece = pieces[index] as Node;
    const mark = piece.marks.find((each) => !each.isInSet(taken));
    if (!mark) {
      result.push(bare(piece));
      index += 1;
      continue;
    }
    let end = index + 1;
    while (end < pieces.length && mark.isInSet((pieces[end] as Node).marks)) end += 1;
    result.push(...span(mark, pieces.slice(index, end), taken));
    index = end;
  }
  return result;
}

function bare(piece: Node): PhrasingContent {
  if (piece.isText) return { type: 'text', value: piece.text ?? '' };
  if (piece.type.name === 'image') return imageOf(piece);
  const source = String(piece.attrs['source']);
  return source === '\n' ? { type: 'text', value: '\n' } : { type: 'html', value: source };
}

function imageOf({ attrs }: Node): PhrasingContent {
  return { type: 'image', url: String(attrs['address']), alt: String(attrs['description']), title: attrs['title'] as string | null };
}

function span(mark: Mark, pieces: readonly Node[], taken: readonly Mark[]): PhrasingContent[] {
  const text = pieces.map(({ textContent }) => textContent).join('');
  if (mark.type.name === 'verbatim') return [{ type: 'html', value: text }];
  if (mark.type.name === 'code') return [{ type: 'inlineCode', value: text }];
  const children = phrases(pieces, [...taken, mark]);
  if (mark.type.name === 'link') {
    return [{ type: 'link', url: String(mark.attrs['address']), title: mark.attrs['title'] as string | null, children }];
  }
  return withSpaceOutside(markType[mark.type.name] ?? 'strong', children);
}

const markType: Record<string, 'strong' | 'emphasis' | 'delete'> = { strong: 'strong', emphasis: 'emphasis', struck: 'delete' };

/** `** word**` is no Markdown: the space stands before the marks. */
function withSpaceOutside(type: 'strong' | 'emphasis' | 'delete', children: PhrasingContent[]): PhrasingContent[] {
  const [first, last] = [children[0], children.at(-1)];
  const before = first?.type === 'text' ? (/^\s+/u.exec(first.value)?.[0] ?? '') : '';
  if (first?.type === 'text') first.value = first.value.slice(before.length);
  const after = last?.type === 'text' ? (/\s+$/u.exec(last.value)?.[0] ?? '') : '';
  if (last?.type === 'text') last.value = last.value.slice(0, last.value.length - after.length);
  const inner = children.filter((child) => child.type !== 'text' || child.value !== '');
  const text = (value: string): PhrasingContent[] => (value === '' ? [] : [{ type: 'text', value }]);
  return [
    ...text(before),
    ...(inner.length === 0 ? [] : [{ type, children: inner } as Extract<Nodes, { type: typeof type }>]),
    ...text(after),
  ];
}
