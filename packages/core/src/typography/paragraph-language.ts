/** `mixed`: has Chinese characters, but is not Chinese by weight. `none`: has neither. */
export type ParagraphLanguage = 'zh' | 'en' | 'mixed' | 'none';

const hanCharacter = /\p{Script=Han}/gu;
const latinWord = /\p{Script=Latin}[\p{Script=Latin}\d'’-]*/gu;

/** Which punctuation a paragraph takes: that of the language it has more of, a Chinese character counting as much as a word. */
export function paragraphLanguage(paragraph: string): ParagraphLanguage {
  const characters = paragraph.match(hanCharacter)?.length ?? 0;
  const words = paragraph.match(latinWord)?.length ?? 0;
  if (characters === 0) return words === 0 ? 'none' : 'en';
  return characters >= words ? 'zh' : 'mixed';
}
