import { parseMarkdown, safeLink } from '@maobi/markdown-tree';
import type { Nodes, Parents, Root, Table, TableRow } from 'mdast';

/** Markdown as elements of the page, as other programs understand them: for words that are taken along without having been drawn. */
export function markdownElements(markdown: string): Node[] {
  const root = parseMarkdown(markdown, { isWithin: true });
  const definitions = new Map<string, string>();
  for (const node of root.children) if (node.type === 'definition') definitions.set(node.identifier, node.url);
  return inside(root, { definitions });
}

interface Surroundings {
  /** Addresses of links by the names they are given elsewhere in the text. */
  readonly definitions: ReadonlyMap<string, string>;
  /** Lines of a list without space between them are no paragraphs. */
  readonly isTight?: boolean;
}

function inside(node: Parents | Root, around: Surroundings): Node[] {
  return node.children.flatMap((child) => elementsOf(child, around));
}

function element(name: string, children: readonly Node[], attributes: Readonly<Record<string, string>> = {}): Node[] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return [made];
}

const words = (text: string): Node[] => [document.createTextNode(text)];

/** Of nodes that hold others and become one element. */
const plainNames: Partial<Record<Nodes['type'], string>> = {
  blockquote: 'blockquote',
  emphasis: 'em',
  strong: 'strong',
  delete: 'del',
};

function elementsOf(node: Nodes, around: Surroundings): Node[] {
  const plain = plainNames[node.type];
  if (plain !== undefined && 'children' in node) return element(plain, inside(node, around));
  return leafOf(node) ?? blockOf(node, around);
}

/** `null`: it holds other nodes. */
function leafOf(node: Nodes): Node[] | null {
  switch (node.type) {
    case 'text':
    case 'html':
      return words(node.value);
    case 'inlineCode':
      return element('code', words(node.value));
    case 'code':
      return element('pre', element('code', words(node.value)));
    case 'inlineMath':
      return words(`$${node.value}$`);
    case 'math':
      return element('p', words(`$$${node.value}$$`));
    case 'break':
      return element('br', []);
    case 'thematicBreak':
      return element('hr', []);
    case 'footnoteReference':
      return element('sup', words(`[${node.label ?? node.identifier}]`));
    case 'image':
      return element('img', [], { src: new URL(node.url, location.href).href, alt: node.alt ?? '' });
    case 'definition':
      return [];
    default:
      return null;
  }
}

function blockOf(node: Nodes, around: Surroundings): Node[] {
  switch (node.type) {
    case 'heading':
      // the document's own headings stand above those of a section
      return element(`h${Math.min(6, Math.max(3, node.depth))}`, inside(node, around));
    case 'paragraph':
      return around.isTight ? inside(node, around) : element('p', inside(node, around));
    case 'list': {
      const isTight = !node.spread && node.children.every(({ spread }) => !spread);
      const start: Record<string, string> = node.ordered && (node.start ?? 1) !== 1 ? { start: String(node.start) } : {};
      return element(node.ordered ? 'ol' : 'ul', inside(node, { ...around, isTight }), start);
    }
    case 'listItem':
      return element('li', inside(node, around));
    case 'table':
      return element('table', tableParts(node, around));
    default:
      return referenceOf(node, around);
  }
}

/** The cells of the first row are headings; each is aligned as its column is, in the way that writing programs understand. */
function tableParts({ align, children: [head, ...rows] }: Table, around: Surroundings): Node[] {
  const rowOf = (name: 'th' | 'td', row: TableRow): Node[] => {
    const cells = row.children.flatMap((cell, column) => {
      const side = align?.[column];
      return element(name, inside(cell, around), side ? { align: side } : {});
    });
    return element('tr', cells);
  };
  const body = rows.flatMap((row) => rowOf('td', row));
  return [...element('thead', head ? rowOf('th', head) : []), ...element('tbody', body)];
}

function referenceOf(node: Nodes, around: Surroundings): Node[] {
  switch (node.type) {
    case 'link':
      return linked(node.url, inside(node, around));
    case 'linkReference':
      return linked(around.definitions.get(node.identifier) ?? '', inside(node, around));
    case 'footnoteDefinition':
      return element('p', [...words(`[${node.label ?? node.identifier}] `), ...inside(node, { ...around, isTight: true })]);
    default:
      return 'children' in node ? inside(node, around) : [];
  }
}

function linked(address: string, shown: Node[]): Node[] {
  const link = safeLink(address);
  return link ? element('a', shown, { href: link.href }) : shown;
}
