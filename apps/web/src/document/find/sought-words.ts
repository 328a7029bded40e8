import type { DocumentHit } from '@maobi/contract';
import { create } from 'zustand';

interface SoughtWords {
  readonly documentId: string;
  readonly sectionId: string;
  /** What stands in front of them, as far as it was found with them. */
  readonly before: string;
  /** Empty where it was the heading that was found. */
  readonly words: string;
}

/** Words of a document that are to be gone to as soon as it is there; `null`: none. */
export const useSought = create<{ readonly sought: SoughtWords | null }>(() => ({ sought: null }));

/** Where a text was cut for a hit. */
const cutOff = '…';

/** Goes to what was found in a section of the document that is open, or about to be. */
export function seekWords(sectionId: string, { documentId, heading, parts }: DocumentHit): void {
  const pieces = parts.filter(({ text, match }) => match || text !== cutOff);
  const found = pieces.findIndex(({ match }) => match);
  const isOfHeading = heading?.includes(pieces.map(({ text }) => text).join('')) ?? false;
  const before = pieces.slice(0, Math.max(0, found)).map(({ text }) => text);
  const words = isOfHeading ? '' : (pieces[found]?.text ?? '');
  useSought.setState({ sought: { documentId, sectionId, before: before.join(''), words } });
}

/** Where the words stand in the text of their section; `null`: not there, as where its points were found. */
export function soughtPlace(text: string, { before, words }: SoughtWords): { readonly start: number; readonly end: number } | null {
  const found = words === '' ? -1 : text.indexOf(before + words);
  if (found < 0) return null;
  const start = found + before.length;
  return { start, end: start + words.length };
}
