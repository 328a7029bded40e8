import { preparedElements } from './prepared-elements.ts';

/** What the studio says of a text is no part of it. */
const ofTheStudio = [
  '.side, .section-actions, .outcome, .waiting-line, .section-editor-bar, .words-bar-frame, .float, .review-lost',
  '.link-host, figcaption, .code-check, .cells, .blank-line, .heading-field, .sr, svg, button, input, [aria-hidden="true"]',
].join();

/** Elements that other programs are given, with the attributes that say something. */
const keptElements: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    'h1 h2 h3 h4 h5 h6 p ul blockquote pre code strong em del ins sup br hr table thead tbody tr th td'
      .split(' ')
      .map((name) => [name, []]),
  ),
  li: [],
  ol: ['start'],
  a: ['href'],
  img: ['src', 'alt'],
};

/** A selection that lies inside of one of these says nothing without it. */
const wholes = 'ul, ol, li, table, thead, tbody, tr, pre, blockquote';

export interface CopiedText {
  readonly html: string;
  readonly plain: string;
}

/** The selected words of a document without anything that the studio adds to them; `null`: none of them is the document's. */
export function copiedText(range: Range): CopiedText | null {
  if (elementOf(range.commonAncestorContainer)?.closest(ofTheStudio)) return null;
  const copy = document.createElement('div');
  copy.append(...withWholes(range).flatMap(cleaned));
  // code may begin with spaces that are meant
  const plain = plainOf(copy).replaceAll(/^\n+|\s+$/gu, '');
  return plain.trim() === '' ? null : { html: copy.innerHTML, plain };
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** What is selected; where it is a part of a list, of a table or of code, inside of that. */
function withWholes(range: Range): Node[] {
  const fragment = range.cloneContents();
  let element = elementOf(range.commonAncestorContainer);
  let nodes: Node[] = [...fragment.childNodes];
  // a few words of an entry, or of a cell, are words
  const isWords = !fragment.querySelector('li, tr, td, p, pre') && !element?.closest('pre');
  for (; element && !element.matches('.answer, article'); element = element.parentElement) {
    if (!element.matches(isWords ? 'a' : wholes)) continue;
    const whole = element.cloneNode(false);
    for (const node of nodes) whole.appendChild(node);
    nodes = [whole];
  }
  return nodes;
}

function cleaned(node: Node): Node[] {
  if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE ? [node.cloneNode()] : [];
  if (node.matches('.formula')) return [document.createTextNode(formulaOf(node))];
  if (node.matches(ofTheStudio)) return [];
  // far away it stands there as its Markdown
  if (node.matches('.plain-text')) return preparedElements(node.textContent);
  const inside = [...node.childNodes].flatMap(cleaned);
  const attributes = keptElements[node.localName];
  // the lines of a list without space between them are no paragraphs elsewhere
  if (!attributes || node.matches('.tight > li > p')) return inside;
  const copy = document.createElement(node.localName);
  for (const name of attributes) if (node.hasAttribute(name)) copy.setAttribute(name, addressOf(node, name));
  const side = sideOf(node);
  if (side !== undefined) copy.setAttribute('align', side);
  copy.append(...inside);
  return [copy];
}

/** To which side the words of a cell stand, which the page tells its style alone. */
function sideOf(element: Element): string | undefined {
  return element.matches('td, th') ? /\bto-(left|center|right)\b/u.exec(element.className)?.[1] : undefined;
}

/** Elsewhere an address means something only as a whole. */
function addressOf(element: Element, name: string): string {
  const value = element.getAttribute(name) ?? '';
  return name === 'src' ? new URL(value, location.href).href : value;
}

/** As it is written in Markdown. */
function formulaOf(formula: Element): string {
  const source = (formula.querySelector('annotation') ?? formula).textContent.trim();
  return formula.matches('.formula-display') ? `$$${source}$$` : `$${source}$`;
}

const blocks = 'h1, h2, h3, h4, h5, h6, p, ul, ol, li, blockquote, pre, hr, table, thead, tbody, tr';

function plainOf(element: Element): string {
  if (element.localName === 'pre') return element.textContent;
  if (element.localName === 'tr') return [...element.children].map((cell) => plainOf(cell).replaceAll('\n', ' ')).join('\t');
  const parts: string[] = [];
  let words = '';
  const end = () => {
    if (words.trim() !== '') parts.push(words.trim());
    words = '';
  };
  for (const node of element.childNodes) {
    if (!(node instanceof Element)) words += node.textContent ?? '';
    else if (node.localName === 'br') words += '\n';
    else if (node.localName === 'img') words += node.getAttribute('alt') ?? '';
    else if (node.matches(blocks)) {
      end();
      parts.push(entryMark(node) + plainOf(node));
    } else words += plainOf(node);
  }
  if (parts.length === 0) return words;
  end();
  return parts.join(element.matches('ul, ol, li, table, thead, tbody') ? '\n' : '\n\n');
}

function entryMark(element: Element): string {
  if (element.localName !== 'li') return '';
  const list = element.parentElement;
  if (list?.localName !== 'ol') return '- ';
  return `${Number(list.getAttribute('start') ?? 1) + [...list.children].indexOf(element)}. `;
}
