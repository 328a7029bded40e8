import { imageAt } from '@maobi/contract';
import { partAtAddresses, safeLink } from '@maobi/markdown-tree';
import type { Nodes, Parents, PhrasingContent, TableRow } from 'mdast';
import { drawParagraph } from './draw-paragraph.ts';
import type { Drawing } from './drawing.ts';
import { escapeHtml } from './escape-html.ts';
import { pageWords } from './page-words.ts';

type Draw<T extends Nodes['type']> = (node: Extract<Nodes, { type: T }>, drawing: Drawing) => string;
type Drawers = { readonly [T in Nodes['type']]?: Draw<T> };

/** Nodes of a Markdown tree as HTML: only elements named here can come out of a text. */
export function drawNodes(nodes: readonly Nodes[], drawing: Drawing): string {
  return nodes.map((node) => draw(node, drawing)).join('');
}

function draw(node: Nodes, drawing: Drawing): string {
  const drawer = drawers[node.type] as ((node: Nodes, drawing: Drawing) => string) | undefined;
  return drawer ? drawer(node, drawing) : '';
}

function inner(node: Parents, drawing: Drawing): string {
  return drawNodes(node.children, drawing);
}

const drawers: Drawers = {
  paragraph: (node, drawing) => {
    const tex = loneFormula(node.children, drawing);
    if (tex !== null) return displayed(tex, drawing);
    return drawParagraph(node, drawing, (children) => drawNodes(children, drawing));
  },
  heading: (node, drawing) => {
    const heading = drawing.headings.get(node);
    const level = heading?.level ?? 6;
    const number = heading?.number ? `<span class="number">${heading.number}</span> ` : '';
    return `<h${level}${heading ? ` id="${heading.id}"` : ''}>${number}${inner(node, drawing)}</h${level}>\n`;
  },
  blockquote: (node, drawing) => `<blockquote>\n${inner(node, drawing)}</blockquote>\n`,
  thematicBreak: () => '<hr>\n',
  list: (node, drawing) => {
    const isLoose = node.spread || node.children.some((item) => item.spread);
    const className = isLoose ? 'loose' : 'tight';
    if (!node.ordered) return `<ul class="${className}">\n${inner(node, drawing)}</ul>\n`;
    return `<ol class="${className}" start="${node.start ?? 1}">\n${inner(node, drawing)}</ol>\n`;
  },
  listItem: (node, drawing) =>
    typeof node.checked === 'boolean'
      ? `<li class="task"><span class="box">${node.checked ? '☑' : '☐'}</span> ${inner(node, drawing)}</li>\n`
      : `<li>${inner(node, drawing)}</li>\n`,
  code: (node) => {
    const language = node.lang ? ` data-language="${escapeHtml(node.lang)}"` : '';
    // the end of a line belongs to it, so that it is none of its own where lines are blocks
    const lines = node.value.split(/(?<=\n)/u).map((line) => `<span class="line">${escapeHtml(line)}</span>`);
    return `<pre${language}><code>${lines.join('')}</code></pre>\n`;
  },
  math: (node, drawing) => displayed(node.value, drawing),
  table: (node, drawing) => {
    const [head, ...body] = node.children.map((row, index) => drawRow(row, index === 0 ? 'th' : 'td', node.align ?? [], drawing));
    return `<table>\n<thead>${head ?? ''}</thead>\n<tbody>\n${body.join('')}</tbody>\n</table>\n`;
  },
  text: ({ value }, drawing) =>
    value
      .split('\n')
      .map((line) => (drawing.isInLink ? escapeHtml(line) : withAddresses(line)))
      .join('<br>\n'),
  strong: (node, drawing) => `<strong>${inner(node, drawing)}</strong>`,
  emphasis: (node, drawing) => `<em>${inner(node, drawing)}</em>`,
  delete: (node, drawing) => `<del>${inner(node, drawing)}</del>`,
  inlineCode: ({ value }) => `<code>${escapeHtml(value)}</code>`,
  inlineMath: ({ value }, { setFormula }) => setFormula(value, false),
  break: () => '<br>\n',
  link: (node, drawing) => linked(node.url, inner(node, { ...drawing, isInLink: true })),
  linkReference: (node, drawing) => linked(drawing.links.get(node.identifier) ?? '', inner(node, { ...drawing, isInLink: true })),
  image: (node, drawing) => drawImage(node.url, node.alt ?? '', drawing),
  imageReference: (node, drawing) => drawImage(drawing.links.get(node.identifier) ?? '', node.alt ?? '', drawing),
  footnoteReference: (node, { notes, section }) => {
    const note = notes.refer(section, node.identifier);
    if (!note) return escapeHtml(`[^${node.label ?? node.identifier}]`);
    const id = note.isFirst ? ` id="r${note.number}"` : '';
    return `<sup class="note"${id}><a href="#n${note.number}">${note.number}</a></sup>`;
  },
};

function displayed(tex: string, { setFormula }: Drawing): string {
  return `<div class="formula">${setFormula(tex, true)}</div>\n`;
}

/** A paragraph that is nothing but `$$…$$` or `\[…\]` is a display formula. */
function loneFormula(children: readonly PhrasingContent[], { source }: Drawing): string | null {
  const only = children.length === 1 ? children[0] : undefined;
  if (only?.type !== 'inlineMath') return null;
  return /^(?:\$\$|\\\[)/u.test(source.slice(only.position?.start.offset)) ? only.value : null;
}

function drawRow(row: TableRow, cell: 'th' | 'td', align: readonly (string | null)[], drawing: Drawing): string {
  const cells = row.children.map((node, index) => {
    const className = align[index] ? ` class="to-${align[index]}"` : '';
    return `<${cell}${cell === 'th' ? ' scope="col"' : ''}${className}>${inner(node, drawing)}</${cell}>`;
  });
  return `<tr>${cells.join('')}</tr>\n`;
}

function withAddresses(line: string): string {
  return partAtAddresses(line)
    .map(({ text, isAddress }) => (isAddress ? linked(text, escapeHtml(text)) : escapeHtml(text)))
    .join('');
}

/** @param words HTML. A link that says where it leads does not say so once more on paper. */
function linked(url: string, words: string): string {
  const link = safeLink(url);
  if (!link) return words;
  const isSaid = words.includes(escapeHtml(link.host));
  return `<a href="${escapeHtml(link.href)}"${isSaid ? '' : ' class="away"'} rel="noopener noreferrer">${words}</a>`;
}

/** An image of the studio comes along; of one from elsewhere, which is never fetched, it is said where it lies. */
function drawImage(url: string, description: string, { images, language }: Drawing): string {
  // also with the studio in front, as a browser copies it
  const image = imageAt(url.replace(/^https?:\/\/[\w.:[\]-]+/iu, ''));
  const source = image && images.get(image.name);
  if (image && source) {
    return `<img src="${source}" alt="${escapeHtml(description)}" width="${image.width}" height="${image.height}">`;
  }
  const words = pageWords[language];
  const missing = [image ? words.missingImage : words.image, description].filter((part) => part !== '').map(escapeHtml);
  return `<span class="no-image">${linked(url, missing.join(' '))}</span>`;
}
