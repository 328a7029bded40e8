import { documentWordsRange } from '@maobi/contract';

/** A length of a whole document as the studio takes it, from what was typed; `null`: no number. */
export function withinDocument(typed: string): number | null {
  const words = Number.parseInt(typed.replaceAll(/[,，\s]/gu, ''), 10);
  if (!Number.isFinite(words)) return null;
  return Math.min(documentWordsRange.maximum, Math.max(documentWordsRange.minimum, words));
}
