import { countText } from '@maobi/contract';
import { acceptedLength } from './length-state.ts';

/** The end of a sentence, with the quotes and brackets behind it. */
const sentenceEnd = /(?:[。！？!?…]|\.(?=[\s”"')\]]|$))+[”’"'）)」』\]]*/gu;
const paragraphEnd = /\n[ \t]*\n/gu;

/** The text up to its last whole sentence; all of it when there is none. */
export function toLastSentence(text: string): string {
  const ends = sentenceEnds(text).filter((end) => isOutsideCode(text.slice(0, end)));
  return text.slice(0, ends.at(-1) ?? text.length).trimEnd();
}

/** Whether a text ends where a sentence, an item of a list, a table or a block ends. */
export function isWholeEnd(text: string): boolean {
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  return /[。！？.!?…”’"）)」』|`~\]}]$/u.test(last) || /^\s*(?:[-*+]|\d+[.)])\s/u.test(last);
}

/**
 * The longest beginning whose length is right for the target: up to the end of a paragraph, else of a sentence. `null` when none
 * is: it would have to be worded anew.
 */
export function cutToLength(text: string, target: number): string | null {
  const fits = (end: number): boolean => {
    const count = countText(text.slice(0, end));
    return count >= target * acceptedLength.least && count <= target * acceptedLength.most && isOutsideCode(text.slice(0, end));
  };
  const paragraphs = [...text.matchAll(paragraphEnd)].map(({ index }) => index);
  const end = paragraphs.findLast(fits) ?? sentenceEnds(text).findLast(fits);
  return end === undefined ? null : text.slice(0, end).trimEnd();
}

function sentenceEnds(text: string): number[] {
  return [...text.matchAll(sentenceEnd)].map(({ 0: mark, index }) => index + mark.length);
}

function isOutsideCode(text: string): boolean {
  return (text.match(/^[ \t>]*(?:`{3,}|~{3,})/gmu)?.length ?? 0) % 2 === 0;
}
