import { create } from 'zustand';
import type { CommentPlace } from './find-words.ts';

interface ShownComment {
  /** One that is to be gone to as soon as its document is there; `null`: none. */
  readonly sought: string | null;
  /** The one that the writer is at; `null`: none. */
  readonly id: string | null;
  /** Words that something is being said about: the field in which it is written has taken their selection away. */
  readonly remarked: Pick<CommentPlace, 'sectionId' | 'start' | 'end'> | null;
}

/** What of the comments the writer is at, in the text and beside it. */
export const useShownComment = create<ShownComment>(() => ({ sought: null, id: null, remarked: null }));

const listeners = new Set<() => void>();

/** Goes to a comment of the document that is open, or about to be. */
export function seekComment(id: string): void {
  useShownComment.setState({ sought: id });
}

/** Asks for a comment to be shown beside the text. */
export function wantComment(id: string): void {
  useShownComment.setState({ id });
  for (const listener of listeners) listener();
}

/** Hears when a comment is to be shown. Returns the way to stop that. */
export function onCommentWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
