import type { Comment } from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import { client } from '../../studio/client.ts';
import { keys } from '../../studio/keys.ts';
import { isConflict } from '../document-actions.ts';
import { commentDrafts, type CommentDraft } from './comment-drafts.ts';

/** What the writer can do with the comments of one document. Failures are thrown as `ClientError`. */
export class CommentActions {
  readonly #cache: QueryClient;
  readonly #documentId: string;

  constructor(cache: QueryClient, documentId: string) {
    this.#cache = cache;
    this.#documentId = documentId;
  }

  /**
   * Keeps a remark, new or changed. What was written elsewhere meanwhile stays in it, below (W44). The draft goes only when the studio has it.
   * Resolves with whether two texts came together.
   */
  async write(draft: CommentDraft): Promise<boolean> {
    commentDrafts.keep(draft);
    let standing = await this.#standing(draft);
    for (;;) {
      // an earlier state of the same remark may have been kept already
      const isMerged = draft.baseText !== null && standing.text !== draft.baseText && !draft.text.includes(standing.text);
      const text = isMerged ? `${draft.text}\n\n${standing.text}` : draft.text;
      try {
        if (standing.text !== text) await this.#update(standing, { text });
        commentDrafts.drop(draft.id);
        return isMerged;
      } catch (error) {
        if (!isConflict(error)) throw error;
        standing = await this.#newest(draft.id);
      } finally {
        this.#reload();
      }
    }
  }

  /** Whoever was quicker elsewhere changed something else, so it is no reason to refuse. */
  async setResolved(comment: Comment, isResolved: boolean): Promise<void> {
    try {
      await this.#update(comment, { isResolved });
    } catch (error) {
      if (!isConflict(error)) throw error;
      await this.#update(await this.#newest(comment.id), { isResolved });
    } finally {
      this.#reload();
    }
  }

  async remove({ id }: Comment): Promise<void> {
    await client.call('removeComment', { params: { id } });
    this.#reload();
  }

  async restore({ id }: Comment): Promise<void> {
    await client.call('restoreComment', { params: { id }, body: {} });
    this.#reload();
  }

  #update({ id, revision }: Comment, change: { readonly text?: string; readonly isResolved?: boolean }): Promise<Comment> {
    return client.call('updateComment', { params: { id }, body: { revision, ...change } });
  }

  /** A new comment is made; repeated, that answers with what stands there. */
  async #standing({ id, sectionId, quote, before, after, text, baseText }: CommentDraft): Promise<Comment> {
    const known = this.#cache.getQueryData<Comment[]>(keys.comments(this.#documentId))?.find((comment) => comment.id === id);
    if (baseText !== null && known) return known;
    return client.call('addComment', { params: { id: sectionId }, body: { id, quote, before, after, text } });
  }

  /** One that was deleted elsewhere comes back. */
  #newest(id: string): Promise<Comment> {
    return client.call('restoreComment', { params: { id }, body: {} });
  }

  #reload(): void {
    void this.#cache.invalidateQueries({ queryKey: keys.comments(this.#documentId) });
  }
}
