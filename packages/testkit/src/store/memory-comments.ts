import type { Comment, CommentHit, Id } from '@maobi/contract';
import { type CommentChange, type CommentStore, type NewComment, StudioError } from '@maobi/core';
import { sectionOf } from './memory-document-state.ts';
import { searchMemoryComments } from './memory-search.ts';
import type { MemoryComment, MemoryState } from './memory-state.ts';

export class MemoryComments implements CommentStore {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async list(documentId: Id): Promise<Comment[]> {
    const shown = [...this.#state.comments.values()].filter(({ comment, isRemoved }) => comment.documentId === documentId && !isRemoved);
    return shown.map(({ comment }) => ({ ...comment }));
  }

  async get(id: Id): Promise<Comment> {
    return { ...this.#commentOf(id).comment };
  }

  async add({ now, ...fields }: NewComment): Promise<Comment> {
    const standing = this.#state.comments.get(fields.id);
    if (standing?.comment.sectionId === fields.sectionId) return { ...standing.comment };
    const { documentId } = sectionOf(this.#state, fields.sectionId);
    if (standing) throw new StudioError('conflict', 'A comment with this id belongs to another section.');
    const comment = { ...fields, documentId, revision: 1, createdAt: now, updatedAt: now, resolvedAt: null };
    this.#state.comments.set(comment.id, { comment, isRemoved: false });
    return { ...comment };
  }

  async update(id: Id, { revision, text, isResolved, now }: CommentChange): Promise<Comment> {
    const stored = this.#commentOf(id);
    const { comment } = stored;
    if (comment.revision !== revision) {
      throw new StudioError('conflict', 'The comment was changed elsewhere in the meantime.', { details: { revision: comment.revision } });
    }
    if (text !== undefined) stored.isRemoved = false;
    const resolvedAt = isResolved === undefined ? comment.resolvedAt : isResolved ? (comment.resolvedAt ?? now) : null;
    stored.comment = { ...comment, text: text ?? comment.text, resolvedAt, revision: revision + 1, updatedAt: now };
    return { ...stored.comment };
  }

  async remove(id: Id): Promise<void> {
    this.#commentOf(id).isRemoved = true;
  }

  async restore(id: Id): Promise<Comment> {
    const stored = this.#commentOf(id);
    stored.isRemoved = false;
    return { ...stored.comment };
  }

  async search(query: string, limit: number): Promise<CommentHit[]> {
    return searchMemoryComments(this.#state, query, limit);
  }

  #commentOf(id: Id): MemoryComment {
    const stored = this.#state.comments.get(id);
    if (!stored) throw new StudioError('not-found', 'There is no such comment.');
    return stored;
  }
}

/** Of a document that is deleted for good. */
export function removeComments({ comments }: MemoryState, documentId: Id): void {
  for (const { comment } of comments.values()) if (comment.documentId === documentId) comments.delete(comment.id);
}
