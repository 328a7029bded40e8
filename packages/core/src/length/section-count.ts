import { maxSections } from '@maobi/contract';

/** What one section should have: a model of this size writes as much in one go and stays with its subject (design §5). */
const sectionWords = { least: 150, most: 500 } as const;
/** Most documents want about this many. */
const usualSections = 6;

/** Up to this length a text is written in one piece. */
const onePieceWords = 400;

/** How many sections suit a document of this length. @param usual how long a section this model writes; absent: nobody knows */
export function sectionCountFor(words: number, usual?: number): number {
  if (words <= onePieceWords) return 1;
  const each = usual ?? Math.min(sectionWords.most, Math.max(sectionWords.least, words / usualSections));
  return Math.min(maxSections, Math.max(1, Math.round(words / each)));
}
