export type BlockKind = 'prose' | 'heading' | 'code' | 'table' | 'math' | 'other';

/** A stretch of Markdown between blank lines; code and math also hold blank lines. */
export interface TextBlock {
  readonly kind: BlockKind;
  readonly text: string;
  /** Where it stands in the whole text. */
  readonly start: number;
  readonly end: number;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** What opens a block that goes on over blank lines, and the line that closes it. */
const fences: readonly { readonly kind: BlockKind; readonly closing: (line: string) => RegExp | null }[] = [
  {
    kind: 'code',
    closing: (line) => {
      const mark = /^\s*(?<mark>`{3,}|~{3,})/u.exec(line)?.groups?.['mark'];
      return mark === undefined ? null : new RegExp(`^\\s*${mark}${mark.slice(0, 1)}*\\s*$`, 'u');
    },
  },
  { kind: 'math', closing: (line) => (/^\s*\$\$/u.test(line) ? /\$\$\s*$/u : null) },
  { kind: 'math', closing: (line) => (/^\s*\\\[/u.test(line) ? /\\\]\s*$/u : null) },
];

/** The blocks of a Markdown text in their order. What lies between two of them is blank. */
export function textBlocks(markdown: string): TextBlock[] {
  const lines = linesOf(markdown);
  const blocks: TextBlock[] = [];
  for (let at = 0; at < lines.length;) {
    const length = blockLength(lines, at);
    if (length > 0) blocks.push(blockOf(lines.slice(at, at + length)));
    at += Math.max(1, length);
  }
  return blocks;
}

function linesOf(markdown: string): Line[] {
  return [...markdown.matchAll(/[^\n]*(?:\n|$)/gu)].map(({ 0: text, index }) => ({ text: text.replace(/\r?\n$/u, ''), start: index }));
}

/** Lines of the block that begins here; 0: the line is blank. */
function blockLength(lines: readonly Line[], from: number): number {
  const first = lines[from]?.text ?? '';
  if (first.trim() === '') return 0;
  const closing = closingOf(first);
  if (closing) return fencedLength(lines, from, closing);
  if (isHeading(first)) return 1;
  let to = from + 1;
  for (; to < lines.length; to += 1) {
    const text = lines[to]?.text ?? '';
    if (text.trim() === '' || isHeading(text) || closingOf(text)) break;
  }
  return to - from;
}

function closingOf(line: string): RegExp | null {
  for (const { closing } of fences) {
    const found = closing(line);
    if (found) return found;
  }
  return null;
}

/** To the end of the text where it is never closed. */
function fencedLength(lines: readonly Line[], from: number, closing: RegExp): number {
  const opening = lines[from]?.text.trim() ?? '';
  if (/^(?:\$\$.+\$\$|\\\[.*\\\])$/u.test(opening)) return 1;
  const place = lines.findIndex(({ text }, index) => index > from && closing.test(text));
  return (place < 0 ? lines.length : place + 1) - from;
}

function blockOf(lines: readonly Line[]): TextBlock {
  const start = lines[0]?.start ?? 0;
  const last = lines.at(-1);
  const text = lines.map((line) => line.text).join('\n');
  return { kind: kindOf(lines.map((line) => line.text)), text, start, end: (last?.start ?? 0) + (last?.text.length ?? 0) };
}

function kindOf(lines: readonly string[]): BlockKind {
  const [first = '', second = ''] = lines;
  const fence = fences.find(({ closing }) => closing(first));
  if (fence) return fence.kind;
  const isUnderlined = lines.length > 1 && /^ {0,3}(?:=+|-+)\s*$/u.test(lines.at(-1) ?? '');
  if (isHeading(first) || isUnderlined) return 'heading';
  if (second.includes('-') && /^[\s|:-]*\|[\s|:-]*$/u.test(second)) return 'table';
  if (lines.every((line) => /^(?: {4}|\t)/u.test(line))) return 'code';
  const isRule = /^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/u.test(first);
  const isMarkup = /^\s*(?:<[/a-z!]|!\[[^\]]*\]\([^)]*\)\s*$|\[[^\]]+\]:\s)/iu.test(first);
  return isRule || isMarkup ? 'other' : 'prose';
}

function isHeading(line: string): boolean {
  return /^ {0,3}#{1,6}(?:\s|$)/u.test(line);
}
