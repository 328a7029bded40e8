/** Shorter texts are drawn as a whole. In characters. */
export const longestWhole = 12_000;
const usualPiece = 4000;
/** Where no better place comes, a piece ends at the next empty line that is not in code. */
const longestPiece = 3 * usualPiece;

export interface TextPiece {
  /** Where it begins in the whole text. */
  readonly start: number;
  readonly source: string;
}

/** A long finished text in pieces that can be drawn one by one: cut at empty lines, outside of code and formulas, if it can be not in a list. */
export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let start = 0;
  let fence: string | null = null;
  let isAfterBlank = false;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at) + 1 || text.length;
    const line = text.slice(at, end);
    const length = at - start;
    if (isAfterBlank && fence === null && length >= usualPiece && (length >= longestPiece || beginsAnew(line))) {
      pieces.push({ start, source: text.slice(start, at) });
      start = at;
    }
    fence = fenceAfter(line, fence);
    isAfterBlank = line.trim() === '';
    at = end;
  }
  return [...pieces, { start, source: text.slice(start) }];
}

function beginsAnew(line: string): boolean {
  return /^[^\s]/u.test(line) && !/^(?:[-*+]|\d{1,9}[.)])\s/u.test(line);
}

/** The mark of the block of code or the formula that is open behind this line; `null`: none is. */
function fenceAfter(line: string, open: string | null): string | null {
  const mark = /^ {0,3}(`{3,}|~{3,}|\$\$)/u.exec(line)?.[1];
  if (mark === undefined) return open;
  if (open === null) return mark === '$$' && line.trim().length > 2 ? null : mark;
  return mark[0] === open[0] && mark.length >= open.length ? null : open;
}
