import { maxHeadingLength } from './documents.ts';
import { plainWords } from './plain-words.ts';

/** A section's text cut in two. */
export interface SectionParts {
  readonly first: string;
  readonly second: string;
  /** What the second part is called when the writer says nothing. */
  readonly heading: string;
}

/** Between backticks and others on the same line stands code among words. */
const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,}|\$\$)/u;
const formula = '$$';
const markdownHeading = /^ {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*(?:\n|$)/u;
const mostFirstWords = 24;

/**
 * Where a text can be cut in two: the offsets at which a paragraph, or another block of Markdown, begins after an empty line or a heading
 * begins; never inside a block of code or a formula, and not before the first words.
 */
export function splitPlaces(text: string): number[] {
  const places: number[] = [];
  let closing: string | null = null;
  let isAfterGap = false;
  let hasWords = false;
  let offset = 0;
  for (const line of text.split('\n')) {
    const isBlank = line.trim() === '';
    const isStart = closing === null && !isBlank && hasWords && (isAfterGap || markdownHeading.test(line));
    if (isStart && !/^\s/u.test(line)) places.push(offset);
    closing = fenceAfter(line, closing);
    isAfterGap = isBlank;
    hasWords ||= !isBlank;
    offset += line.length + 1;
  }
  return places;
}

/**
 * What ends the block of code or the formula that is open behind this line of Markdown; `null`: none is.
 * @param closing what ends the one that is open in front of it
 */
export function fenceAfter(line: string, closing: string | null): string | null {
  const mark = fence.exec(line)?.[1];
  if (closing === formula) return line.trimEnd().endsWith(formula) ? null : closing;
  if (closing !== null) return mark?.startsWith(closing) && line.trim() === mark ? null : closing;
  if (mark !== formula) return mark ?? null;
  const isClosedAtOnce = line.trim().length > mark.length && line.trimEnd().endsWith(mark);
  return isClosedAtOnce ? null : mark;
}

/** Cuts the text at one of its places. A Markdown heading that stands there becomes the heading of the second part, unless another one is given. */
export function partsAt(text: string, at: number, heading?: string): SectionParts {
  const rest = text.slice(at).trim();
  const own = markdownHeading.exec(rest);
  const proposed = own ? plainWords(own[1] as string).slice(0, maxHeadingLength) : firstWords(rest);
  const takesOwn = own !== null && (heading === undefined || heading === proposed) && rest.length > own[0].length;
  return {
    first: text.slice(0, at).trimEnd(),
    second: takesOwn ? rest.slice(own[0].length).trim() : rest,
    heading: heading ?? (proposed || '…'),
  };
}

function firstWords(text: string): string {
  const words = plainWords(text.slice(0, 400));
  const sentence = /^[^。！？!?；;，,：:\n]+/u.exec(words)?.[0].trim() ?? words;
  if ([...sentence].length <= mostFirstWords) return sentence.replace(/\.$/u, '');
  const cut = [...sentence].slice(0, mostFirstWords).join('');
  // not in the middle of a Latin word
  return (/[a-z]$/iu.test(cut) ? cut.replace(/\s+\S*$/u, '') : cut).trim();
}
