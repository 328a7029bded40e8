import type { Comment, CommentHit, Id } from '@maobi/contract';

/** Part of the store port: what the writer remarks on words of a document. Removed comments are kept until their document is deleted for good. */
export interface CommentStore {
  /** Of a document, without those that were removed, the oldest first. */
  list(documentId: Id): Promise<Comment[]>;
  /** Also one that was removed. Throws `not-found`. */
  get(id: Id): Promise<Comment>;
  /** Throws `not-found` for an unknown section, which may have left its outline, and `conflict` for an id of a comment on another one. */
  add(comment: NewComment): Promise<Comment>;
  /** A new text brings a removed one back. Throws `conflict` when the stored revision is another (details: `revision`), and `not-found`. */
  update(id: Id, change: CommentChange): Promise<Comment>;
  /** Repeating it changes nothing. Throws `not-found`. */
  remove(id: Id, now: string): Promise<void>;
  /** As it was when it was removed. Throws `not-found`. */
  restore(id: Id): Promise<Comment>;
  /** By their text, the best match first; none that was removed, and none of a document in the bin. */
  search(query: string, limit: number): Promise<CommentHit[]>;
}

export interface NewComment extends Pick<Comment, 'id' | 'sectionId' | 'quote' | 'before' | 'after' | 'text'> {
  readonly now: string;
}

export interface CommentChange {
  readonly revision: number;
  readonly text?: string;
  readonly isResolved?: boolean;
  readonly now: string;
}
