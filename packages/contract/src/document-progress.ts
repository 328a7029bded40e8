import type { DocumentSummary } from './documents.ts';

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
