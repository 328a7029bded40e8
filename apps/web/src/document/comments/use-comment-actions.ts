import type { Comment } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { isAway, useConnection } from '../../studio/connection.ts';
import { showToast } from '../../toasts/toasts.ts';
import { useAttempt } from '../use-attempt.ts';
import { CommentActions } from './comment-actions.ts';
import { commentDrafts, type CommentDraft } from './comment-drafts.ts';
import { whenNotOpen } from './open-remarks.ts';

/** What the writer can do with comments; what goes wrong is said, and what is lost can be taken back. */
export function useCommentActions(documentId: string) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const attempt = useAttempt();
  const actions = useMemo(() => new CommentActions(cache, documentId), [cache, documentId]);
  return useMemo(() => {
    const offerUndo = (text: string, undo: () => Promise<void>) =>
      showToast({ text, action: { label: t('shell.undo'), run: () => void attempt(undo) } });
    return {
      write: (draft: CommentDraft) =>
        attempt(async () => {
          if (await actions.write(draft)) showToast({ text: t('comments.merged') });
        }),
      resolve: (comment: Comment) =>
        attempt(async () => {
          await actions.setResolved(comment, true);
          offerUndo(t('comments.wasResolved'), () => actions.setResolved(comment, false));
        }),
      reopen: (comment: Comment) =>
        attempt(async () => {
          await actions.setResolved(comment, false);
          offerUndo(t('comments.wasReopened'), () => actions.setResolved(comment, true));
        }),
      remove: (comment: Comment) =>
        attempt(async () => {
          await actions.remove(comment);
          offerUndo(t('comments.wasRemoved'), () => actions.restore(comment));
        }),
    };
  }, [actions, attempt, t]);
}

/** Remarks that could not be kept, because the page went away or the studio did not answer, are kept now; those being written are left to their field. */
export function useKeptRemarks(documentId: string, isReadOnly: boolean): void {
  const { write } = useCommentActions(documentId);
  const isReachable = !useConnection(isAway);
  const keepNewest = async (id: string) => {
    const draft = commentDrafts.of(documentId).find((each) => each.id === id);
    if (draft) await write(draft);
  };
  const keep = useEffectEvent((signal: AbortSignal) => {
    for (const { id } of commentDrafts.of(documentId)) whenNotOpen(id, signal, () => keepNewest(id));
  });
  useEffect(() => {
    if (!isReachable || isReadOnly) return undefined;
    const leaving = new AbortController();
    keep(leaving.signal);
    return () => leaving.abort();
  }, [documentId, isReachable, isReadOnly]);
}
