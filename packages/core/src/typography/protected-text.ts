/** Ends an address: a space, a bracket of markup, Chinese text or Chinese punctuation. */
const notInAddress = '\\s<>"`\\p{Script=Han}，。！？；：、（）“”‘’《》【】「」…—';

/**
 * What typography must not touch, in the order in which it is looked for: code, math, addresses, marks of Markdown and HTML. What
 * is not closed is no math and no code in a line, and is left to the rules like any other text.
 */
const protectedKinds: readonly RegExp[] = [
  /^---[ \t]*\n(?:[^\n]*\n)*?---[ \t]*(?=\n|$(?![\s\S]))/gu, // front matter, at the very start only
  /^[ \t>]*(`{3,}|~{3,})[^\n]*(?:\n(?![ \t>]*\1)[^\n]*)*(?:\n[ \t>]*\1[^\n]*)?/gmu, // fenced code, to the end where it is not closed
  /^(?: {4}|\t)[^\n]*$/gmu, // indented code
  /\$\$[\s\S]+?\$\$|\\\[[\s\S]+?\\\]|\\\([^\n]+?\\\)|\\begin\{(\w+\*?)\}[\s\S]*?\\end\{\1\}/gu, // math
  /(?<!`)(`+)(?!`)(?:[^`\n]|\n(?!\n)|(?!(?<!`)\1(?!`))`)+?(?<!`)\1(?!`)/gu, // code in a line
  /(?<![\\$\w])\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?![\d$])/gu, // math in a line
  /<!--[\s\S]*?-->|<\/?[A-Za-z][^<>\n]*>/gu, // HTML and addresses in angle brackets
  /(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+"[^"\n]*")?\)/gu, // where a link or an image leads
  /^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*$/gmu, // definitions of links; those of footnotes are text
  new RegExp(`(?:(?:https?|ftp|file)://|www\\.)[^${notInAddress}]+`, 'giu'),
  /(?<![\w.+-])(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gu,
  /(?<!\w):[a-z][a-z0-9_+-]*:(?!\w)/giu, // names of emoji
  /\\[!-/:-@[-`{-~]/gu, // escaped characters
  /^[ \t]*[|:\-–—=*_+ \t]+$/gmu, // lines made of marks only
];

/** Stands for one protected piece; private use, so texts do not have it. */
export const placeholder = '\uE000';

/** The text with a placeholder for each protected piece, and the way to put the pieces back. */
export function withoutProtected(text: string): { readonly open: string; readonly restore: (open: string) => string } {
  const spans = protectedSpans(text);
  const pieces = spans.map(([start, end]) => text.slice(start, end));
  const starts = [0, ...spans.map(([, end]) => end)];
  const open = starts.map((start, index) => text.slice(start, spans[index]?.[0])).join(placeholder);
  const restore = (tidied: string) => {
    const [first = '', ...rest] = tidied.split(placeholder);
    return first + rest.map((part, index) => (pieces[index] ?? '') + part).join('');
  };
  return { open, restore };
}

/** The text with each protected character turned into a placeholder: as long as before, so places in it are places in the text. */
export function withProtectedMasked(text: string): string {
  return protectedKinds.reduce((masked, kind) => masked.replaceAll(kind, (piece) => placeholder.repeat(piece.length)), text);
}

/** Beginning and end of each protected piece, in order; none touches another. */
function protectedSpans(text: string): (readonly [start: number, end: number])[] {
  const pieces = withProtectedMasked(text).matchAll(new RegExp(`${placeholder}+`, 'gu'));
  return [...pieces].map(({ 0: piece, index }) => [index, index + piece.length]);
}
