import { imageAt } from '@maobi/contract';
import { parseMarkdown, safeLink } from '@maobi/markdown-tree';
import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import type { Mark, Node } from 'prosemirror-model';
import { schema } from './schema.ts';

/** A block of a text, and where it stands in its Markdown. */
export interface ReadBlock {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

/** Thrown inside a block that the editor has no form for; it is shown as its source then. */
class NoForm extends Error {}

/** The blocks of a Markdown text in the editor's form. Nothing is left out: what has no form of its own is shown as its source. */
export function readMarkdown(source: string): ReadBlock[] {
  return parseMarkdown(source).children.map((block) => {
    const [start, end] = [block.position?.start.offset ?? 0, block.position?.end.offset ?? 0];
    return { node: topBlock(block, source, source.slice(start, end)), start, end };
  });
}

/** The blocks of a tree that was made from something else than this text, such as pasted HTML. */
export function readTree(children: readonly RootContent[]): Node[] {
  return children.flatMap((block) => {
    try {
      return [readBlock(block, '')];
    } catch (error) {
      if (!(error instanceof NoForm)) throw error;
      const words = wordsOf(block).trim();
      return words === '' ? [] : [schema.node('paragraph', null, [schema.text(words)])];
    }
  });
}

function topBlock(block: RootContent, source: string, own: string): Node {
  try {
    return readBlock(block, source);
  } catch (error) {
    if (!(error instanceof NoForm)) throw error;
    return sourceBlock(own);
  }
}

function sourceBlock(words: string): Node {
  return schema.node('sourceBlock', null, words === '' ? [] : [schema.text(words)]);
}

function readBlock(block: Nodes, source: string): Node {
  switch (block.type) {
    case 'paragraph':
      return schema.node('paragraph', null, readWords(block.children, source));
    case 'heading':
      return schema.node('heading', { level: block.depth }, readWords(block.children, source));
    case 'blockquote':
      return schema.node('quote', null, orEmpty(block.children.map((child) => readBlock(child, source))));
    case 'list':
      return readList(block, source);
    case 'code':
      return schema.node(
        'codeBlock',
        { language: block.lang ?? '', meta: block.meta ?? null },
        block.value === '' ? [] : [schema.text(block.value)],
      );
    case 'thematicBreak':
      return schema.node('rule');
    case 'table':
      return readTable(block, source);
    default:
      throw new NoForm(block.type);
  }
}

function orEmpty(blocks: Node[]): Node[] {
  return blocks.length === 0 ? [schema.node('paragraph')] : blocks;
}

function readList(list: Extract<Nodes, { type: 'list' }>, source: string): Node {
  const isTight = !list.spread && list.children.every((item) => !item.spread);
  const items = list.children.map((item) =>
    schema.node('listItem', { isDone: item.checked ?? null }, orEmpty(item.children.map((child) => readBlock(child, source)))),
  );
  const marker = /^(?:\d+([.)])|([-*+]))/u.exec(source.slice(list.children[0]?.position?.start.offset ?? 0));
  return list.ordered
    ? schema.node('orderedList', { isTight, start: list.start ?? 1, marker: marker?.[1] ?? '.' }, items)
    : schema.node('bulletList', { isTight, marker: marker?.[2] ?? '-' }, items);
}

function readTable(table: Extract<Nodes, { type: 'table' }>, source: string): Node {
  const width = Math.max(...table.children.map((row) => row.children.length));
  const rows = table.children.map(({ children }) => {
    const cells = Array.from({ length: width }, (_, column) => {
      const words = oneLine(readWords(children[column]?.children ?? [], source));
      return schema.node('tableCell', { align: table.align?.[column] ?? null }, words);
    });
    return schema.node('tableRow', null, cells);
  });
  return schema.node('table', null, rows);
}

/** A cell has no second line in Markdown; HTML can bring one. */
function oneLine(words: Node[]): Node[] {
  return words.map((word) => (word.isText || word.type === schema.nodes.image ? word : schema.text(' ')));
}

function wordsOf(node: Nodes): string {
  if ('children' in node) return node.children.map(wordsOf).join('');
  return 'value' in node ? node.value : '';
}

function readWords(children: readonly PhrasingContent[], source: string, marks: readonly Mark[] = []): Node[] {
  return children.flatMap((child) => readPhrase(child, source, marks));
}

function readPhrase(phrase: PhrasingContent, source: string, marks: readonly Mark[]): Node[] {
  const inside = (mark: Mark) => ('children' in phrase ? readWords(phrase.children, source, mark.addToSet(marks)) : []);
  switch (phrase.type) {
    case 'text':
      return readText(phrase.value, marks);
    case 'strong':
      return inside(schema.mark('strong'));
    case 'emphasis':
      return inside(schema.mark('emphasis'));
    case 'delete':
      return inside(schema.mark('struck'));
    case 'inlineCode':
      return phrase.value === '' ? [] : [schema.text(phrase.value, schema.mark('code').addToSet(marks))];
    case 'link':
      // an address that leads nowhere good is not taken over from another program
      if (source === '' && !safeLink(phrase.url)) return readWords(phrase.children, source, marks);
      return inside(schema.mark('link', { address: phrase.url, title: phrase.title ?? null }));
    case 'image':
      return [readImage(phrase, source, marks)];
    case 'break':
      return [schema.node('lineBreak', { source: own(phrase, source) || '\\\n' })];
    default:
      return [verbatim(phrase, source)];
  }
}

/** An image of the studio is shown; one from elsewhere stays as it is written. */
function readImage(image: Extract<PhrasingContent, { type: 'image' }>, source: string, marks: readonly Mark[]): Node {
  const kept = imageAt(withoutOrigin(image.url));
  if (!kept) return verbatim(image, source);
  return schema.node('image', { address: kept.address, description: image.alt ?? '', title: image.title ?? null }, undefined, marks);
}

/** What was copied from a page of the studio has its whole address. */
function withoutOrigin(address: string): string {
  return address.startsWith(`${location.origin}/`) ? address.slice(location.origin.length) : address;
}

const tag = /(<\/?[a-z][^<>\n]*>|<!--.*?-->)/giu;

/** Words, with line endings as breaks and tags of HTML, which Markdown would escape, as they are. */
function readText(value: string, marks: readonly Mark[]): Node[] {
  return value.split('\n').flatMap((line, index) => {
    const words = line
      .split(tag)
      .filter((part) => part !== '')
      .map((part) => schema.text(part, part.startsWith('<') && part.match(tag)?.[0] === part ? [schema.mark('verbatim')] : marks));
    return index === 0 ? words : [schema.node('lineBreak', { source: '\n' }), ...words];
  });
}

function verbatim(phrase: PhrasingContent, source: string): Node {
  const words = source === '' ? pastedSource(phrase) : own(phrase, source);
  // over several lines it would carry the marks of the quotation or list around it
  if (words === '' || words.includes('\n')) throw new NoForm(phrase.type);
  return schema.text(words, [schema.mark('verbatim')]);
}

/** Of an image that was pasted: its address as words, nothing is fetched. */
function pastedSource(phrase: PhrasingContent): string {
  if (phrase.type !== 'image' || !/^https?:[^\s()]+$/iu.test(phrase.url)) return '';
  return `![${(phrase.alt ?? '').replaceAll(/[[\]\\]|\s+/gu, ' ').trim()}](${phrase.url})`;
}

function own({ position }: Nodes, source: string): string {
  return source.slice(position?.start.offset, position?.end.offset);
}
