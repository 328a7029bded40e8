/** Stands for one protected piece; private use, so texts do not have it. */
export const placeholder = '\uE000';

const han = '\\p{Script=Han}';

/** A line end within a paragraph: what follows is neither blank nor the start of another block. */
const softBreak = `\\n(?![ \\t\\r]*(?:\\n|#{1,6}[ \\t]|[-*+][ \\t]|\\d{1,9}[.)][ \\t]|\\||${placeholder}))`;

/**
 * An address ends at a space, a bracket of markup or a full-width mark. Chinese characters may belong to it, so words directly
 * behind it are left alone rather than an address changed.
 */
const notInAddress = `\\s<>"\`，。！？；：、（）“”‘’《》【】「」『』…—${placeholder}`;

/** An amount of money, then Chinese or the end of the line: no formula begins there. */
const amount = `\\d[\\d,.]*[万亿kKmMbB]?[ \\t]*(?:[${han}，。！？；：、）]|$)`;
const inFormula = '\\\\[^\\n]|[^$\\\\\\n]';
const formula = `(?<![\\\\$\\w])\\$(?![\\s$])(?:(?:${inFormula})*?|(?!${amount})(?:${inFormula}|${softBreak})*?)(?<!\\s)\\$(?![\\d$])`;

const codeElements = 'code|pre|script|style|textarea|kbd|samp|math';

const anyOf = (kinds: readonly string[], flags: string) => new RegExp(kinds.map((kind) => `(?:${kind})`).join('|'), flags);

/** What has a beginning and an end of its own. Looked for together: what begins first decides what the rest of it means. */
const enclosed = anyOf(
  [
    '^[ \\t>]*(?<fence>`{3,}|~{3,})[^\\n]*(?:\\n(?![ \\t>]*\\k<fence>)[^\\n]*)*(?:\\n[ \\t>]*\\k<fence>[^\\n]*)?', // fenced code, to the end where it is not closed
    '^(?: {4}|\\t)[^\\n]*$', // indented code
    '\\$\\$[\\s\\S]+?\\$\\$|(?<!\\\\)\\\\\\[(?:(?!(?<!\\\\)\\\\\\[)[\\s\\S])+?\\\\\\]|\\\\begin\\{(?<formula>\\w+\\*?)\\}[\\s\\S]*?\\\\end\\{\\k<formula>\\}', // math
    `\\\\\\((?:[^\\\\\\n]|\\\\(?!\\()|${softBreak})+?\\\\\\)`, // math in a line, as TeX writes it
    '(?<!`)(?<ticks>`+)(?!`)(?:[^`\\n]|\\n(?!\\n)|(?!(?<!`)\\k<ticks>(?!`))`)+?(?<!`)\\k<ticks>(?!`)', // code in a line
    `<(?<element>${codeElements})(?=[\\s>])[^<>]*>(?:(?!<\\k<element>[\\s>])[\\s\\S])*?</\\k<element>\\s*>`, // code in HTML
    '<!--[\\s\\S]*?-->',
  ],
  'gimu',
);

/**
 * Math in a line and addresses. Looked for together too: a `$` in an address is no math, an address in math ends with it. What comes
 * behind the last comma is not the address; math in Chinese words behind an address is math.
 */
const formulasAndAddresses = anyOf(
  [formula, `(?:[a-z][a-z\\d+.-]{0,30}://|mailto:|www\\.)(?:(?<=${han})${formula}|[^${notInAddress},;]|[,;]+(?=[^${notInAddress},;]))+`],
  'gimu',
);

/**
 * What typography must not touch, in the order in which it is looked for: code, math, addresses, marks of Markdown and HTML. What
 * is not closed is no math and no code in a line, and is left to the rules like any other text.
 */
const protectedBeforeReferences: readonly RegExp[] = [
  /^(---|\+\+\+)[ \t\r]*\n(?:[^\n]*\n)*?\1[ \t\r]*(?=\n|$(?![\s\S]))/gu, // front matter, at the very start only
  enclosed,
  /<\/?[A-Za-z][^<>\n]*>/gu, // HTML and addresses in angle brackets
  /(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+"[^"\n]*")?\)/gu, // where a link or an image leads
  /!?\[\[[^[\]\n]+\]\]/gu, // links and pictures of a wiki
  /\[\^[^[\]\n]+\]/gu, // marks of footnotes, in the text and before the note
  /\{[#.:][^{}\n]*\}/gu, // names and classes of headings
];

/** Of a link. What a footnote says is text. */
const definition =
  /^[ \t>]*\[(?!\^)((?:\\[^\n]|[^[\]\\\n])+)\]:(?:[ \t]*\n[ \t>]*\S+(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$|[^\n]*$)/gmu;
const label = /(?<!\\)!?\[((?:\\[^\n]|[^[\]\\]){1,999})\]/gu;

const protectedAfterReferences: readonly RegExp[] = [
  formulasAndAddresses,
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gu,
  /(?<!\w):[a-z][a-z0-9_+-]*:(?!\w)/giu, // names of emoji
  /\\[!-/:-@[-`{-~]/gu, // escaped characters
  /^[ \t]*[|:\-–—=*_+ \t]+$/gmu, // lines made of marks only
];

/** Labels of links, as Markdown compares them. */
export type LinkLabels = ReadonlySet<string>;

const noLabels: LinkLabels = new Set();

/** The labels of links that these texts define: together they are one document, so each may use what another one defines. */
export function linkLabelsOf(texts: readonly string[]): LinkLabels {
  return new Set(texts.flatMap((text) => labelsDefinedIn(masked(text, protectedBeforeReferences))));
}

/**
 * The text with a placeholder for each protected piece, and the way to put the pieces back.
 *
 * @param elsewhere labels that are defined outside this text
 */
export function withoutProtected(
  text: string,
  elsewhere: LinkLabels = noLabels,
): { readonly open: string; readonly restore: (open: string) => string } {
  const spans = protectedSpans(text, elsewhere);
  const pieces = spans.map(([start, end]) => text.slice(start, end));
  const starts = [0, ...spans.map(([, end]) => end)];
  const open = starts.map((start, index) => text.slice(start, spans[index]?.[0])).join(placeholder);
  const restore = (tidied: string) => {
    const [first = '', ...rest] = tidied.split(placeholder);
    return first + rest.map((part, index) => (pieces[index] ?? '') + part).join('');
  };
  return { open, restore };
}

/**
 * The text with each protected character turned into a placeholder: as long as before, so places in it are places in the text.
 *
 * @param elsewhere labels that are defined outside this text
 */
export function withProtectedMasked(text: string, elsewhere: LinkLabels = noLabels): string {
  return masked(withReferencesMasked(masked(text, protectedBeforeReferences), elsewhere), protectedAfterReferences);
}

function masked(text: string, kinds: readonly RegExp[]): string {
  return kinds.reduce((rest, kind) => rest.replaceAll(kind, mask), text);
}

function mask(piece: string): string {
  return placeholder.repeat(piece.length);
}

/** Definitions of links, and the labels that they define: both must stay alike, or the link loses its address. */
function withReferencesMasked(text: string, elsewhere: LinkLabels): string {
  const defined = new Set([...labelsDefinedIn(text), ...elsewhere]);
  if (defined.size === 0) return text;
  return text.replaceAll(definition, mask).replaceAll(label, (piece, name: string) => (defined.has(nameOf(name)) ? mask(piece) : piece));
}

/** @param text without code and the like */
function labelsDefinedIn(text: string): string[] {
  return [...text.matchAll(definition)].map(([, name = '']) => nameOf(name));
}

/** As Markdown compares labels: neither case nor the kind of space counts. */
function nameOf(written: string): string {
  return written.trim().replaceAll(/\s+/gu, ' ').toLowerCase();
}

/** Beginning and end of each protected piece, in order; none touches another. */
function protectedSpans(text: string, elsewhere: LinkLabels): (readonly [start: number, end: number])[] {
  const pieces = withProtectedMasked(text, elsewhere).matchAll(new RegExp(`${placeholder}+`, 'gu'));
  return [...pieces].map(({ 0: piece, index }) => [index, index + piece.length]);
}
