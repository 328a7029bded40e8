import type { Comment } from '@maobi/contract';

/** A remark that is being written: all that is needed to keep it, whatever becomes of the page. */
export interface CommentDraft extends Pick<Comment, 'id' | 'documentId' | 'sectionId' | 'quote' | 'before' | 'after' | 'text'> {
  /** What the comment said when the writer began; `null`: it is a new one. */
  readonly baseText: string | null;
}

const storageKey = 'maobi.comment-drafts';
/** Where storage is switched off or full, they live as long as the page. */
let onPage: readonly CommentDraft[] | null = null;

function read(): readonly CommentDraft[] {
  if (onPage) return onPage;
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '[]') as CommentDraft[];
  } catch {
    return [];
  }
}

function write(drafts: readonly CommentDraft[]): void {
  try {
    if (drafts.length === 0) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, JSON.stringify(drafts));
    onPage = null;
  } catch {
    onPage = drafts;
  }
}

/** Remarks that are not with the studio yet, kept in this browser. */
export const commentDrafts = {
  of: (documentId: string): readonly CommentDraft[] => read().filter((draft) => draft.documentId === documentId),
  keep: (draft: CommentDraft): void => write([...read().filter(({ id }) => id !== draft.id), draft]),
  drop: (id: string): void => write(read().filter((draft) => draft.id !== id)),
};
