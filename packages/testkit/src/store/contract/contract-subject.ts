import type { Conversation, Id, Message } from '@maobi/contract';
import type { NewMessage, NewRun, RunEnd, Store } from '@maobi/core';
import { afterEach, beforeEach } from 'vitest';
import { testId } from '../../surroundings/test-surroundings.ts';

/** A new, empty store. */
export type StoreMaker = () => Promise<Store>;

/** A store and what tests do with it again and again. Ids and times count up, so later things have later times. */
export interface StoreSubject {
  readonly store: Store;
  id(): Id;
  /** A later time at each call. */
  now(): string;
  conversation(title?: string): Promise<Conversation>;
  question(conversationId: Id, text: string, parentId?: Id | null): Promise<Message>;
  /** A question and the run that is about to answer it. */
  asked(conversationId: Id, text?: string): Promise<{ question: Message; answer: Message; runId: Id }>;
  /** A run that has written these chunks and ended. */
  written(runId: Id, ...texts: string[]): Promise<void>;
}

/** Gives every test of the group around a new store. */
export function storeSubject(makeStore: StoreMaker): () => StoreSubject {
  let subject: StoreSubject;
  beforeEach(async () => {
    subject = createSubject(await makeStore());
  });
  afterEach(() => subject.store[Symbol.asyncDispose]());
  return () => subject;
}

function createSubject(store: Store): StoreSubject {
  let made = 0;
  const id = (): Id => testId((made += 1));
  const now = (): string => new Date(Date.UTC(2026, 0, 1) + (made += 1) * 1000).toISOString();
  return {
    store,
    id,
    now,
    conversation: (title = '') => store.conversations.create({ id: id(), title, folderId: null, now: now() }),
    async question(conversationId, text, parentId = null) {
      const [message] = await store.conversations.addMessages(conversationId, [{ id: id(), parentId, role: 'user', text }], null, now());
      return message!;
    },
    async asked(conversationId, text = '写一篇文章') {
      const runId = id();
      const [first, second] = [userMessage(id(), null, text), answerTo(id())];
      const messages = [first, { ...second, parentId: first.id }];
      const [question, answer] = await store.conversations.addMessages(conversationId, messages, newRun(runId), now());
      return { question: question!, answer: answer!, runId };
    },
    async written(runId, ...texts) {
      for (const [index, text] of texts.entries()) await store.runs.appendChunk(runId, { seq: index + 1, text, written: index + 1 });
      await store.runs.end(runId, runEnd({ now: now() }));
    },
  };
}

export function userMessage(id: Id, parentId: Id | null, text: string): NewMessage {
  return { id, parentId, role: 'user', text };
}

export function answerTo(id: Id, parentId: Id | null = null): NewMessage {
  return { id, parentId, role: 'assistant', text: '' };
}

export function newRun(id: Id): NewRun {
  return { id, model: 'demo', seed: 7, request: { sampling: { temperature: 0.7 }, maxTokens: 100, overflow: 'refuse' } };
}

export function runEnd(fields: Partial<RunEnd> & { now: string }): RunEnd {
  return {
    state: 'done',
    usage: { promptTokens: 10, cachedTokens: 2, writtenTokens: 3, drafts: { drafted: 4, accepted: 2 } },
    timings: { queuedMs: 0, readingMs: 12.5, writingMs: 30 },
    error: null,
    ...fields,
  };
}
