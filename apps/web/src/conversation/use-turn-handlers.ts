import type { ConversationDetail, Message } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { errorText } from '../language/error-text.ts';
import { showToast } from '../toasts/toasts.ts';
import { hideMessage, unhideMessage } from './tree/hidden-messages.ts';
import type { MessageTree } from './tree/message-tree.ts';
import { askedContext, nextContext } from './asked-context.ts';
import type { TurnHandlers } from './turn/turn-handlers.ts';
import { newSendIds, SendAttempt, type SendIds, type WritingActions } from './writing-actions.ts';

/** What turns may do, bound to the open conversation. The object stays the same as long as the conversation does. */
export function useTurnHandlers(actions: WritingActions, tree: MessageTree, detail: ConversationDetail | undefined): TurnHandlers {
  const { t } = useTranslation();
  const latest = useRef({ tree, detail, t });
  useLayoutEffect(() => {
    latest.current = { tree, detail, t };
  });
  return useMemo(() => {
    const say = (failure: unknown) => {
      const { what, hint } = errorText(latest.current.t, failure);
      showToast({ text: what, hint, isFailure: true });
    };
    const attempt = (work: Promise<void>) => void work.catch(say);
    const attempts = new Map<string, SendAttempt>();
    /** A second attempt at the same change of a message names the same things. */
    const change = async (message: Message, text: string, send: (ids: SendIds) => Promise<void>) => {
      const tried = attempts.get(message.id) ?? new SendAttempt();
      attempts.set(message.id, tried);
      await send(tried.idsFor(text, message.conversationId));
      attempts.delete(message.id);
    };
    return {
      editQuestion: (question, text, overflow) => {
        const context = askedContext(latest.current.tree.pathTo(question.id));
        return change(question, text, (ids) => actions.send(ids, question.parentId, text, { overflow, context }));
      },
      editAnswer: (answer, text) => change(answer, text, ({ answerId }) => actions.editAnswer(answer.id, answerId, text)),
      regenerate: (questionId, overflow) => attempt(actions.regenerate(questionId, overflow)),
      continueAnswer: (answerId, overflow) => attempt(actions.continueAnswer(answerId, overflow)),
      showBranch: (messageId) => attempt(actions.show(latest.current.tree.newestLeaf(messageId))),
      askNext: async (text) => {
        const { tree: shown, detail: open } = latest.current;
        if (!open) return;
        const leaf = shown.shownLeaf(open.activeLeafId);
        const context = nextContext(open.documentId, shown.pathTo(leaf));
        await actions.send(newSendIds(open.id), leaf, text, { context }).catch(say);
      },
      runEnded: (message, view) => actions.takeEnd(message, view),
      delete: (message) => deleteWithUndo(message, { actions, attempt, ...latest.current }),
    };
  }, [actions]);
}

interface Deleting {
  readonly actions: WritingActions;
  readonly attempt: (work: Promise<void>) => void;
  readonly tree: MessageTree;
  readonly detail: ConversationDetail | undefined;
  readonly t: TFunction;
}

/** Hides a message at once and deletes it when the writer has let the chance to take it back go by. */
function deleteWithUndo(message: Message, { actions, attempt, tree, detail, t }: Deleting): void {
  const leafBefore = detail?.activeLeafId ?? null;
  hideMessage(message.id);
  attempt(actions.show(tree.leafWithout(message)));
  showToast({
    text: message.role === 'user' ? t('conversation.turn.deletedTurn') : t('conversation.turn.deletedVersion'),
    action: {
      label: t('shell.undo'),
      run: () => {
        unhideMessage(message.id);
        attempt(actions.show(leafBefore));
      },
    },
    onExpired: () => attempt(actions.delete(message.id).finally(() => unhideMessage(message.id))),
  });
}
