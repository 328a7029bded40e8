import { fenceAfter } from '@maobi/contract';
import { pathBehind, type HeadingPath } from './heading-levels.ts';

/** Shorter texts are drawn as a whole. In characters. */
export const longestWhole = 6000;
/** About a screen. */
const usualPiece = 1000;
/** Where no better place comes, a piece ends at the next empty line that is not in code. */
const longestPiece = 12 * usualPiece;

export interface TextPiece {
  /** Where it begins in the whole text. */
  readonly start: number;
  readonly source: string;
  /** The headings that it stands under. */
  readonly path: HeadingPath;
}

/** A long finished text in pieces that can be drawn one by one: cut at empty lines, outside of code and formulas, if it can be not in a list. */
export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  const headings = new HeadingReader();
  let start = 0;
  let path = headings.path;
  let fence: string | null = null;
  let isAfterBlank = false;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at) + 1 || text.length;
    const line = text.slice(at, end);
    const length = at - start;
    if (isAfterBlank && fence === null && length >= usualPiece && (length >= longestPiece || beginsAnew(line))) {
      pieces.push({ start, source: text.slice(start, at), path });
      start = at;
      path = headings.path;
    }
    const isCode = fence !== null;
    fence = fenceAfter(line, fence);
    isAfterBlank = line.trim() === '';
    headings.read(isCode || fence !== null || isAfterBlank ? null : line);
    at = end;
  }
  return [...pieces, { start, source: text.slice(start), path }];
}

/** Follows the headings of a text line by line; only paragraphs that may hold one are parsed, so that a long text costs little. */
class HeadingReader {
  #path: HeadingPath = [];
  #paragraph = '';

  /** Behind the last paragraph that has ended. */
  get path(): HeadingPath {
    return this.#path;
  }

  /** @param line `null`: one that ends the paragraph */
  read(line: string | null): void {
    if (line !== null) {
      this.#paragraph += line;
      return;
    }
    // what is indented belongs to a list, whose headings lead nowhere
    if (/^\S/u.test(this.#paragraph)) this.#path = pathBehind(this.#paragraph, this.#path);
    this.#paragraph = '';
  }
}

function beginsAnew(line: string): boolean {
  return /^[^\s]/u.test(line) && !/^(?:[-*+]|\d{1,9}[.)])\s/u.test(line);
}
