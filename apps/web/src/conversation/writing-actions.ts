import {
  ClientError,
  type ConversationDetail,
  type Message,
  type QuestionContext,
  type RunOptions,
  type StartedAnswer,
} from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { newId } from '../studio/new-id.ts';
import { conversationQuery } from '../studio/queries.ts';
import { withMessage, withStartedAnswer } from './tree/message-tree.ts';
import type { RunView } from './stream/run-follower.ts';

/** Ids of a question that is being sent: a second attempt after a failure names the same things. */
export interface SendIds {
  readonly conversationId: string;
  readonly questionId: string;
  readonly answerId: string;
  readonly runId: string;
}

export function newSendIds(conversationId: string | null): SendIds {
  return { conversationId: conversationId ?? newId(), questionId: newId(), answerId: newId(), runId: newId() };
}

/** A question that is being sent until it has arrived. */
export class SendAttempt {
  #last: { readonly text: string; readonly ids: SendIds } | null = null;

  /** The same ids for the same words; other words are another question, of the conversation that the first ones may have made. */
  idsFor(text: string, conversationId: string | null): SendIds {
    if (this.#last?.text !== text) this.#last = { text, ids: newSendIds(this.#last?.ids.conversationId ?? conversationId) };
    return this.#last.ids;
  }

  arrived(): void {
    this.#last = null;
  }
}

interface Asking {
  readonly overflow?: RunOptions['overflow'];
  /** What of its document the question is about. */
  readonly context?: QuestionContext | null;
}

/** What the writer can do in one conversation. Failures are thrown as `ClientError`. */
export class WritingActions {
  readonly #cache: QueryClient;
  readonly #conversationId: string | null;
  readonly #documentId: string | null;

  /**
   * @param conversationId `null` before the first message
   * @param documentId the document that it is about
   */
  constructor(cache: QueryClient, conversationId: string | null, documentId: string | null = null) {
    this.#cache = cache;
    this.#conversationId = conversationId;
    this.#documentId = documentId;
  }

  /** Sends a question below `parentId`; the first one makes the conversation, and where it is refused none is made. */
  async send(ids: SendIds, parentId: string | null, text: string, { overflow, context }: Asking = {}): Promise<void> {
    const question = { parentId, text, ...(overflow ? { options: { overflow } } : {}), ...(context ? { context } : {}) };
    const id = ids.conversationId;
    const isFirst = this.#conversationId === null;
    const body = { id: ids.questionId, answerId: ids.answerId, runId: ids.runId, ...question };
    const about = this.#documentId === null ? {} : { documentId: this.#documentId };
    const started = await client.call('sendMessage', { params: { id }, body: isFirst ? { ...body, conversation: about } : body });
    if (isFirst) await this.#cache.prefetchQuery(conversationQuery(id));
    this.#takeIn(id, started);
  }

  /** Answers a question once more, beside the answers it has. */
  async regenerate(questionId: string, overflow?: RunOptions['overflow']): Promise<void> {
    const id = this.#existing();
    const body = { parentId: questionId, answerId: newId(), runId: newId(), ...(overflow ? { options: { overflow } } : {}) };
    this.#takeIn(id, await client.call('regenerate', { params: { id }, body }));
  }

  /** Goes on with an answer that was broken off. */
  async continueAnswer(answerId: string, overflow?: RunOptions['overflow']): Promise<void> {
    const body = { runId: newId(), ...(overflow ? { options: { overflow } } : {}) };
    this.#takeIn(this.#existing(), await client.call('continueMessage', { params: { id: answerId }, body }));
  }

  /** Keeps an answer as the writer has changed it, beside the one it was, and shows it. */
  async editAnswer(answerId: string, id: string, text: string): Promise<void> {
    const edited = await client.call('editAnswer', { params: { id: answerId }, body: { id, text } });
    this.#change(this.#existing(), (detail) => ({
      ...detail,
      messages: withMessage(detail.messages, edited),
      activeLeafId: edited.id,
    }));
  }

  async stop(runId: string): Promise<void> {
    await client.call('stopRun', { params: { id: runId }, body: {} });
  }

  /** Shows the branch that ends with this message, here at once and everywhere after it is saved. */
  async show(leafId: string | null): Promise<void> {
    const id = this.#existing();
    this.#change(id, (detail) => ({ ...detail, activeLeafId: leafId }));
    try {
      await this.#saveLeaf(id, leafId);
    } catch (error) {
      if (!(error instanceof ClientError) || error.body.code !== 'conflict') throw error;
      // something else changed in between, e.g. an answer began: which branch is shown does not depend on it
      const newest = await client.call('getConversation', { params: { id } });
      this.#cache.setQueryData<ConversationDetail>(keys.conversation(id), { ...newest, activeLeafId: leafId });
      await this.#saveLeaf(id, leafId);
    }
  }

  /** Moves a message and everything under it to the bin. */
  async delete(messageId: string): Promise<void> {
    const id = this.#existing();
    this.#cache.setQueryData(keys.conversation(id), await client.call('deleteMessage', { params: { id: messageId } }));
  }

  /** Keeps what a watched run has brought. */
  takeEnd(message: Message, view: RunView): void {
    const id = message.conversationId;
    if (!view.run) {
      void this.#cache.invalidateQueries({ queryKey: keys.conversation(id) });
      return;
    }
    const ended: Message = { ...message, text: view.text, run: view.run, lastSeq: view.lastSeq };
    this.#change(id, (detail) => ({ ...detail, messages: withMessage(detail.messages, ended) }));
  }

  #existing(): string {
    if (this.#conversationId === null) throw new Error('The conversation has no messages yet.');
    return this.#conversationId;
  }

  async #saveLeaf(id: string, activeLeafId: string | null): Promise<void> {
    const revision = this.#cache.getQueryData<ConversationDetail>(keys.conversation(id))?.revision ?? 1;
    const saved = await client.call('updateConversation', { params: { id }, body: { revision, activeLeafId } });
    this.#change(id, (detail) => ({ ...detail, ...saved }));
  }

  #takeIn(id: string, started: StartedAnswer): void {
    this.#change(id, (detail) => withStartedAnswer(detail, started));
  }

  #change(id: string, change: (detail: ConversationDetail) => ConversationDetail): void {
    this.#cache.setQueryData<ConversationDetail>(keys.conversation(id), (detail) => detail && change(detail));
  }
}
