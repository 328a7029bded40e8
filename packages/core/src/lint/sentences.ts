import { placeholder } from '../typography/protected-text.ts';

export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** Without marks of Markdown in front, trimmed. */
  readonly text: string;
}

/** A sentence ends with its mark and the quotes and brackets behind it; a line ends it too, and so does a cell of a table. */
const sentence = /[^。！？!?….|\n]*(?:\.(?!\s|$)[^。！？!?….|\n]*)*(?:[。！？!?…]+|\.(?=\s|$)|[|\n]|$)[”’"'）)」』]*/gu;
const inFront = /^(?:[\s>#*+|-]|\d+[.)]\s|[（(]\d+[)）])*/u;

/** The sentences of a text whose protected pieces are masked; headings and items of lists count as sentences, code does not. */
export function sentencesOf(masked: string): Sentence[] {
  return [...masked.matchAll(sentence)].flatMap(({ 0: found, index }) => {
    const skipped = inFront.exec(found)?.[0].length ?? 0;
    const text = found.slice(skipped).trimEnd();
    const isText = /[\p{L}\p{N}]/u.test(text.replaceAll(placeholder, ''));
    return isText ? [{ start: index + skipped, end: index + skipped + text.length, text }] : [];
  });
}
