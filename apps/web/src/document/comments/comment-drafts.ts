import type { Comment } from '@maobi/contract';
import { keptHere } from '../../studio/kept-here.ts';

/** A remark that is being written: all that is needed to keep it, whatever becomes of the page. */
export interface CommentDraft extends Pick<Comment, 'id' | 'documentId' | 'sectionId' | 'quote' | 'before' | 'after' | 'text'> {
  /** What the comment said when the writer began; `null`: it is a new one. */
  readonly baseText: string | null;
}

const storageKey = 'maobi.comment-drafts';

function read(): readonly CommentDraft[] {
  try {
    return JSON.parse(keptHere.read(storageKey) ?? '[]') as CommentDraft[];
  } catch {
    return [];
  }
}

function write(drafts: readonly CommentDraft[]): void {
  keptHere.write(storageKey, drafts.length === 0 ? null : JSON.stringify(drafts));
}

/** Remarks that are not with the studio yet, kept in this browser. */
export const commentDrafts = {
  of: (documentId: string): readonly CommentDraft[] => read().filter((draft) => draft.documentId === documentId),
  keep: (draft: CommentDraft): void => write([...read().filter(({ id }) => id !== draft.id), draft]),
  drop: (id: string): void => write(read().filter((draft) => draft.id !== id)),
};
