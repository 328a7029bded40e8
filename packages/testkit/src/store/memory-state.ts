import type { Conversation, Folder, Id, Message, Run, Settings } from '@maobi/contract';
import { type NewRun, type RunChunk, type RunRequestRecord, StudioError } from '@maobi/core';

export interface StoredMessage {
  readonly id: Id;
  readonly conversationId: Id;
  readonly parentId: Id | null;
  readonly role: Message['role'];
  readonly text: string;
  readonly createdAt: string;
  isDeleted: boolean;
}

export interface StoredRun {
  run: Run;
  readonly conversationId: Id;
  readonly messageId: Id;
  readonly request: RunRequestRecord;
  readonly chunks: RunChunk[];
}

/** Everything the memory store holds; maps keep the order in which things were created. */
export interface MemoryState {
  readonly conversations: Map<Id, Conversation>;
  readonly folders: Map<Id, Folder>;
  readonly messages: Map<Id, StoredMessage>;
  readonly runs: Map<Id, StoredRun>;
  settings: Settings;
  apiKey: string | null;
}

export function emptyState(): MemoryState {
  return {
    conversations: new Map(),
    folders: new Map(),
    messages: new Map(),
    runs: new Map(),
    settings: { language: 'system', theme: 'system', model: null, contextTokens: null },
    apiKey: null,
  };
}

export function conversationOf(state: MemoryState, id: Id): Conversation {
  const conversation = state.conversations.get(id);
  if (!conversation) throw new StudioError('not-found', 'There is no such conversation.');
  return conversation;
}

export function messageOf(state: MemoryState, id: Id): StoredMessage {
  const message = state.messages.get(id);
  if (!message || message.isDeleted) throw new StudioError('not-found', 'There is no such message.');
  return message;
}

export function runOf(state: MemoryState, id: Id): StoredRun {
  const run = state.runs.get(id);
  if (!run) throw new StudioError('not-found', 'There is no such run.');
  return run;
}

export function addRun(state: MemoryState, message: StoredMessage, run: NewRun, now: string): Run {
  const { id, model, seed, request } = run;
  const { conversationId } = message;
  const added: Run = {
    id,
    conversationId,
    messageId: message.id,
    model,
    state: 'queued',
    seed,
    createdAt: now,
    endedAt: null,
    usage: null,
    timings: null,
    error: null,
  };
  state.runs.set(id, { run: added, conversationId, messageId: message.id, request: structuredClone(request), chunks: [] });
  return added;
}

/** The message as it is shown: its own text and that of its runs, one after the other. */
export function shownMessage(message: StoredMessage, runs: readonly StoredRun[]): Message {
  const { isDeleted: _isDeleted, ...fields } = message;
  const last = runs.at(-1);
  return {
    ...fields,
    text: message.text + runs.flatMap((stored) => stored.chunks.map((chunk) => chunk.text)).join(''),
    run: last ? structuredClone(last.run) : null,
    lastSeq: last?.chunks.at(-1)?.seq ?? 0,
  };
}
