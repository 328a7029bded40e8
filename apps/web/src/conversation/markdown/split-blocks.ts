import { parseMarkdown } from '@maobi/markdown-tree';

/** A growing text, cut into blocks that will never change again and the part still being written. */
export interface SplitText {
  readonly frozen: readonly FrozenBlock[];
  /** What follows the last frozen block; empty or the beginning of a block. */
  readonly tail: string;
}

export interface FrozenBlock {
  /** Where it begins in the text: its identity, as nothing before it changes. */
  readonly start: number;
  readonly source: string;
}

export const emptySplit: SplitText = { frozen: [], tail: '' };

/**
 * Cuts a text that begins with the one already split. Markdown closes a block for good once the next one has begun after a
 * blank line, so everything before such a line is frozen. Only whole lines count: `1` may yet become `1.`, `-` a list.
 */
export function splitFurther(before: SplitText, text: string): SplitText {
  const tailStart = endOfFrozen(before.frozen);
  const tail = text.slice(tailStart);
  if (tail === before.tail) return before;
  const lines = tail.slice(0, tail.lastIndexOf('\n') + 1);
  const grown = lines.slice(before.tail.lastIndexOf('\n') + 1);
  if (!grown || !hasBlankLineBeforeText(lines)) return { frozen: before.frozen, tail };
  const starts = blockStarts(lines, tailStart > 0);
  if (starts.length === 0) return { frozen: before.frozen, tail };
  const bounds = [0, ...starts];
  const frozen = starts.map((end, index) => ({
    start: tailStart + (bounds[index] as number),
    source: tail.slice(bounds[index], end),
  }));
  return { frozen: [...before.frozen, ...frozen], tail: tail.slice(starts.at(-1)) };
}

/** Cuts a text that will not grow any more: the tail is empty. */
export function splitFinished(text: string): SplitText {
  if (definesReferences(text)) return { frozen: [{ start: 0, source: text }], tail: '' };
  const { frozen } = splitFurther(emptySplit, `${text}\n`);
  const start = endOfFrozen(frozen);
  const rest = text.slice(start);
  return { frozen: isBlank(rest) ? frozen : [...frozen, { start, source: rest }], tail: '' };
}

/**
 * Link and footnote definitions reach into every other block, so a text that has any is drawn as one when it is complete;
 * until then its references stay the words they are.
 */
export function definesReferences(text: string): boolean {
  return /^[ \t>]*\[[^\]\n]+\]:/m.test(text);
}

function endOfFrozen(frozen: readonly FrozenBlock[]): number {
  const last = frozen.at(-1);
  return last ? last.start + last.source.length : 0;
}

function hasBlankLineBeforeText(lines: string): boolean {
  return /\S[^\n]*\n[ \t\r]*\n\s*\S/.test(lines);
}

/** What may hold blank lines: a list, a quotation, code, a formula, a footnote; also behind a byte order mark. */
const mayHoldBlankLines = /^\uFEFF?[ \t]*(?:[-*+](?:[ \t]|$)|\d{1,9}[.)]|[>[]|`{3}|~{3}|\$\$|\\\[)|\r/m;

/** Offsets of the lines on which a top-level block begins after a blank line, without the first block. */
function blockStarts(lines: string, isWithin: boolean): number[] {
  // most texts are paragraphs and headings, and parsing takes longer than drawing them
  if (!mayHoldBlankLines.test(lines)) return startsBehindBlankLines(lines);
  const starts: number[] = [];
  for (const block of parseMarkdown(lines, { isWithin }).children.slice(1)) {
    const lineStart = lines.lastIndexOf('\n', (block.position?.start.offset ?? 0) - 1) + 1;
    const previousLine = lines.slice(lines.lastIndexOf('\n', lineStart - 2) + 1, lineStart);
    if (isBlank(previousLine) && lineStart > 0) starts.push(lineStart);
  }
  return starts;
}

function startsBehindBlankLines(lines: string): number[] {
  const starts: number[] = [];
  let isFirst = true;
  let isBehindBlankLine = false;
  for (let at = 0; at < lines.length;) {
    const end = lines.indexOf('\n', at) + 1 || lines.length;
    const isEmpty = isBlank(lines.slice(at, end));
    if (!isEmpty && isBehindBlankLine && !isFirst) starts.push(at);
    if (!isEmpty) isFirst = false;
    isBehindBlankLine = isEmpty;
    at = end;
  }
  return starts;
}

/** As Markdown takes it: other white space, and a byte order mark, are words. */
function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}
