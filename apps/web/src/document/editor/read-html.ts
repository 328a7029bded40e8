import type { Element, ElementContent, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultHandlers, toMdast, type Handle } from 'hast-util-to-mdast';
import type { List, ListItem, Paragraph, Root as MarkdownRoot, RootContent as MarkdownContent } from 'mdast';
import type { Node } from 'prosemirror-model';
import { readTree } from './read-markdown.ts';

/**
 * What was copied in another program, in the editor's form. The HTML becomes data and never a page: no script of it runs, no style of it
 * counts, and no image is fetched.
 */
export function readHtml(html: string): Node[] {
  const tree = fromHtml(html);
  const tidied: Root = { ...tree, children: tree.children.flatMap((child) => tidy(child) as RootContent[]) };
  const read = toMdast(tidied, { document: true, handlers: { table: readTable } }) as MarkdownRoot;
  return readTree(/\bMsoList/u.test(html) ? withListsOfWord(read.children) : read.children);
}

/** A table of Markdown has a heading row. Where none is marked, as Word does, it is the first row, not an empty one added above it. */
const readTable: Handle = (state, node) => {
  const read = defaultHandlers.table(state, node);
  if (read?.type !== 'table' || isHeadMarked(node)) return read;
  const [first, ...rows] = read.children;
  const isAdded = rows.length > 0 && first?.children.every((cell) => cell.children.length === 0);
  return isAdded ? { ...read, children: rows } : read;
};

function isHeadMarked({ children }: Element): boolean {
  return children.some((child) => child.type === 'element' && (/^(?:thead|th)$/u.test(child.tagName) || isHeadMarked(child)));
}

const dropped = new Set(['script', 'style', 'template', 'iframe', 'object', 'embed', 'svg', 'math', 'noscript', 'meta', 'link', 'title']);

/** Weight and slope that stand in styles become what Markdown has for them; a bold that says it is none goes. */
function tidy(node: RootContent | ElementContent): (RootContent | ElementContent)[] {
  if (node.type === 'comment' || node.type === 'doctype') return [];
  if (node.type === 'text') return [{ ...node, value: node.value.replaceAll('\u00a0', ' ') }];
  if (node.type !== 'element') return [node];
  if (dropped.has(node.tagName)) return [];
  const children = node.children.flatMap((child) => tidy(child) as ElementContent[]);
  const style = String(node.properties['style'] ?? '');
  if (/^(?:b|strong)$/u.test(node.tagName) && /font-weight:\s*(?:normal|400)/iu.test(style)) return children;
  const isCell = node.tagName === 'td' || node.tagName === 'th';
  const plain: Element = { ...node, properties: keptProperties(node), children: isCell ? inOneLine(children) : children };
  if (node.tagName !== 'span') return [plain];
  if (/font-weight:\s*(?:bold|[6-9]00)/iu.test(style)) return [{ ...plain, tagName: 'strong' }];
  return /font-style:\s*italic/iu.test(style) ? [{ ...plain, tagName: 'em' }] : [plain];
}

/** Word has paragraphs in each cell. A cell of Markdown is one line, and a table with anything else in it would be taken for mere layout. */
function inOneLine(children: readonly ElementContent[]): ElementContent[] {
  return children.flatMap((child, index): ElementContent[] => {
    if (child.type !== 'element' || (child.tagName !== 'p' && child.tagName !== 'div')) return [child];
    return index === 0 ? inOneLine(child.children) : [{ type: 'text', value: ' ' }, ...inOneLine(child.children)];
  });
}

function keptProperties({ properties }: Element): Element['properties'] {
  const kept = ['href', 'title', 'src', 'alt', 'start', 'align', 'checked', 'type', 'className', 'colSpan', 'rowSpan'];
  return Object.fromEntries(Object.entries(properties).filter(([name]) => kept.includes(name)));
}

const wordMark = /^(?:[·•▪§]|o(?=\s{2})|(\d{1,3})[.、)])\s+/u;

/** Word writes lists as paragraphs that begin with a drawn mark. */
function withListsOfWord(blocks: readonly MarkdownContent[]): MarkdownContent[] {
  const result: MarkdownContent[] = [];
  for (const block of blocks) {
    const first = block.type === 'paragraph' ? block.children[0] : undefined;
    const mark = first?.type === 'text' ? wordMark.exec(first.value) : null;
    if (block.type !== 'paragraph' || first?.type !== 'text' || !mark) {
      result.push(block);
      continue;
    }
    const rest: Paragraph = { ...block, children: [{ ...first, value: first.value.slice(mark[0].length) }, ...block.children.slice(1)] };
    const item: ListItem = { type: 'listItem', spread: false, children: [rest] };
    const [last, isOrdered] = [result.at(-1), mark[1] !== undefined];
    if (last?.type === 'list' && last.ordered === isOrdered) last.children.push(item);
    else
      result.push({
        type: 'list',
        ordered: isOrdered,
        start: isOrdered ? Number(mark[1]) : null,
        spread: false,
        children: [item],
      } satisfies List);
  }
  return result;
}
