import { imageAt } from '@maobi/contract';
import { Schema, type Attrs, type DOMOutputSpec, type MarkSpec, type NodeSpec } from 'prosemirror-model';

/** Without classes and addresses of other pages: what is drawn looks as the same text does when it is read. */
const nodes = {
  doc: { content: 'block+' },
  paragraph: { content: 'inline*', group: 'block', toDOM: () => ['p', 0] },
  heading: {
    attrs: { level: { default: 2 } },
    content: 'inline*',
    group: 'block',
    defining: true,
    // the document and the section have the first two levels of the page
    toDOM: ({ attrs }) => [`h${Math.min(6, Number(attrs['level']) + 2)}`, { class: `h-${attrs['level']}` }, 0],
  },
  quote: { content: 'block+', group: 'block', defining: true, toDOM: () => ['blockquote', 0] },
  bulletList: {
    attrs: { isTight: { default: true }, marker: { default: '-' } },
    content: 'listItem+',
    group: 'block',
    toDOM: ({ attrs }) => ['ul', { class: attrs['isTight'] ? 'tight' : 'loose' }, 0],
  },
  orderedList: {
    attrs: { isTight: { default: true }, start: { default: 1 }, marker: { default: '.' } },
    content: 'listItem+',
    group: 'block',
    toDOM: ({ attrs }) => ['ol', { class: attrs['isTight'] ? 'tight' : 'loose', start: String(attrs['start']) }, 0],
  },
  listItem: {
    /** `null`: it is no task. */
    attrs: { isDone: { default: null } },
    content: 'block+',
    defining: true,
    toDOM: ({ attrs }) => listItemDom(attrs['isDone'] as boolean | null),
  },
  codeBlock: {
    attrs: { language: { default: '' }, meta: { default: null } },
    content: 'text*',
    marks: '',
    group: 'block',
    code: true,
    defining: true,
    toDOM: ({ attrs }) => [
      'pre',
      { class: 'code-words', 'data-language': String(attrs['language']) },
      ['code', { spellcheck: 'false' }, 0],
    ],
  },
  /** What the editor has no form of its own for, word for word: formulas, footnotes, definitions. */
  sourceBlock: {
    content: 'text*',
    marks: '',
    group: 'block',
    code: true,
    defining: true,
    toDOM: () => ['pre', { class: 'source-words' }, ['code', { spellcheck: 'false' }, 0]],
  },
  rule: { group: 'block', toDOM: () => ['hr'] },
  table: {
    content: 'tableRow+',
    group: 'block',
    isolating: true,
    toDOM: () => ['table', ['tbody', 0]],
  },
  tableRow: { content: 'tableCell+', toDOM: () => ['tr', 0] },
  tableCell: {
    /** As are all of its column; what stands in the first row is what is written. */
    attrs: { align: { default: null } },
    content: '(text | image)*',
    isolating: true,
    toDOM: ({ attrs }) => ['td', attrs['align'] ? { class: `to-${attrs['align']}` } : {}, 0],
  },
  lineBreak: {
    /** The characters it is in Markdown: a bare line ending, or one that is marked as meant. */
    attrs: { source: { default: '\\\n' } },
    inline: true,
    group: 'inline',
    selectable: false,
    leafText: () => '\n',
    toDOM: () => ['br'],
  },
  /** One that the studio keeps; those from elsewhere stay as they are written, so that nothing is fetched. */
  image: {
    attrs: { address: {}, description: { default: '' }, title: { default: null } },
    inline: true,
    group: 'inline',
    draggable: true,
    toDOM: ({ attrs }) => imageDom(attrs),
  },
  text: { group: 'inline' },
} satisfies Record<string, NodeSpec>;

const marks = {
  link: {
    attrs: { address: {}, title: { default: null } },
    inclusive: false,
    // it leads nowhere while it is edited
    toDOM: ({ attrs }) => ['span', { class: 'link-words', title: String(attrs['address']) }, 0],
  },
  strong: { toDOM: () => ['strong', 0] },
  emphasis: { toDOM: () => ['em', 0] },
  struck: { toDOM: () => ['del', 0] },
  code: { inclusive: false, excludes: 'strong emphasis struck verbatim', toDOM: () => ['code', { class: 'inline-code' }, 0] },
  /** Markdown that stays as it is written: formulas, notes, images, references, HTML. */
  verbatim: { inclusive: false, excludes: '_', toDOM: () => ['span', { class: 'source-words', spellcheck: 'false' }, 0] },
} satisfies Record<string, MarkSpec>;

function listItemDom(isDone: boolean | null): DOMOutputSpec {
  if (isDone === null) return ['li', 0];
  return ['li', { class: 'task', 'data-done': String(isDone) }, ['div', { class: 'task-words' }, 0]];
}

function imageDom({ address, description, title }: Attrs): DOMOutputSpec {
  const { width, height } = imageAt(String(address)) ?? { width: 0, height: 0 };
  const size = { width: String(width), height: String(height) };
  return [
    'img',
    { class: 'kept-image', src: String(address), alt: String(description), ...(title ? { title: String(title) } : {}), ...size },
  ];
}

/** What a section's text can be made of under the writer's hands. */
export const schema = new Schema<keyof typeof nodes, keyof typeof marks>({
  nodes,
  marks,
});
