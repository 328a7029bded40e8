import type { DocumentSummary } from './documents.ts';

/** `own`: those that are no rows of a batch; `batch`: those that are. */
export const listedTexts = ['own', 'batch', 'all'] as const;
export type ListedTexts = (typeof listedTexts)[number];

/** The last changed, the newest and the longest first; titles as they are looked up, Chinese ones by pinyin. */
export const documentSorts = ['updated', 'created', 'title', 'length'] as const;
export type DocumentSort = (typeof documentSorts)[number];
/** `done`: as long as was asked for, and no job has it in hand (`isDocumentDone`). */
export const listedProgress = ['unfinished', 'done'] as const;
export type ListedProgress = (typeof listedProgress)[number];
/** The template of documents whose brief names none. */
export const freeWriting = 'free-writing';

/** Of the length that was asked for: from there on a text counts as written (S6). */
const writtenShare = 0.9;

/** The count from which on a document is done. One without a length to come to is done with its first word. */
export function doneFrom({ words, isOpenEnded }: Pick<DocumentSummary['brief'], 'words' | 'isOpenEnded'>): number {
  return isOpenEnded ? 1 : words * writtenShare;
}

/** Whether a document is as long as was asked for, and no job has it in hand. */
export function isDocumentDone({ count, jobState, brief }: Pick<DocumentSummary, 'count' | 'jobState' | 'brief'>): boolean {
  return jobState === null && count >= doneFrom(brief);
}
