import { countText } from '@maobi/contract';
import { acceptedLength } from './length-state.ts';

/** The end of a sentence, with the quotes and brackets behind it. */
const sentenceEnd = /(?:[。！？!?…]|\.(?=[\s”"')\]]|$))+[”’"'）)」』\]]*/gu;
const paragraphEnd = /\n[ \t]*\n/gu;

/** The text up to its last whole sentence; all of it when there is none. */
export function toLastSentence(text: string): string {
  const end = sentenceEnds(text).findLast((each) => mayEndAt(text, each));
  return text.slice(0, end ?? text.length).trimEnd();
}

/** Whether a text ends where a sentence, an item of a list, a table or a block ends. */
export function isWholeEnd(text: string): boolean {
  const last = lineAt(text, text.trimEnd().length);
  if (isHeading(last) || leadsOn(last)) return false;
  return /[。！？.!?…”’"）)」』|`~\]}*]$/u.test(last.trimEnd()) || /^\s*(?:[-*+]|\d+[.)])\s/u.test(last);
}

/**
 * The longest beginning whose length is right for the target: up to the end of a paragraph, else of a sentence. `null` when none
 * is: it would have to be worded anew.
 */
export function cutToLength(text: string, target: number): string | null {
  const fits = (end: number): boolean => {
    const count = countText(text.slice(0, end));
    return count >= target * acceptedLength.least && count <= target * acceptedLength.most && mayEndAt(text, end);
  };
  const paragraphs = [...text.matchAll(paragraphEnd)].map(({ index }) => index);
  const end = paragraphs.findLast(fits) ?? sentenceEnds(text).findLast(fits);
  return end === undefined ? null : text.slice(0, end).trimEnd();
}

function sentenceEnds(text: string): number[] {
  return [...text.matchAll(sentenceEnd)].map(({ 0: mark, index }) => {
    const end = index + mark.length;
    const isInBold = (text.slice(text.lastIndexOf('\n', index) + 1, end).split('**').length - 1) % 2 === 1;
    return isInBold && text.startsWith('**', end) ? end + '**'.length : end;
  });
}

/** Not within code, and not with what is nothing without the words below it. */
function mayEndAt(text: string, end: number): boolean {
  const isInCode = (text.slice(0, end).match(/^[ \t>]*(?:`{3,}|~{3,})/gmu)?.length ?? 0) % 2 === 1;
  return !isInCode && !isHeading(lineAt(text, end)) && !leadsOn(text.slice(0, end));
}

/** The line that a place is in, or at whose end it is. */
function lineAt(text: string, place: number): string {
  const end = text.indexOf('\n', place);
  return text.slice(text.lastIndexOf('\n', place - 1) + 1, end < 0 ? text.length : end);
}

/** Also a line of bold words that is no sentence. */
function isHeading(line: string): boolean {
  return /^ {0,3}#{1,6}(?:[ \t]|$)|^\s*\*\*[^*]*[^*。！？.!?]\*\*\s*$/u.test(line);
}

function leadsOn(text: string): boolean {
  return /[:：](?:\*\*)?\s*$/u.test(text);
}
