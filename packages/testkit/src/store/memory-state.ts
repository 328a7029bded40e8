import type {
  Batch,
  Comment,
  ContextPart,
  Conversation,
  Document,
  Folder,
  Id,
  Message,
  NightPlan,
  OutlineRow,
  Run,
  Settings,
  Version,
  WritingOptions,
} from '@maobi/contract';
import {
  type JobTask,
  type NewRun,
  type RunChunk,
  type RunRequestRecord,
  type StoredBatchRow,
  type StoredJob,
  StudioError,
} from '@maobi/core';

export interface StoredMessage {
  readonly id: Id;
  readonly conversationId: Id;
  readonly parentId: Id | null;
  readonly role: Message['role'];
  readonly text: string;
  readonly context?: ContextPart[];
  readonly createdAt: string;
  isDeleted: boolean;
}

export interface StoredRun {
  run: Run;
  readonly request: RunRequestRecord;
  readonly chunks: RunChunk[];
}

export interface MemoryDocument {
  document: Document;
  /** The batch that it was written for. */
  readonly batchId: Id | null;
  /** The newest run whose rows were taken over. */
  outlineRunId: Id | null;
}

export interface MemorySection {
  readonly documentId: Id;
  row: OutlineRow;
  position: number;
  /** The version that counts. */
  versionId: Id | null;
  /** The version that waits for a verdict. */
  suggestionId: Id | null;
  isRemoved: boolean;
}

export interface MemoryJob extends Omit<StoredJob, 'title' | 'kind' | 'request'> {
  readonly task: JobTask;
  /** Among those that have not ended. */
  position: number;
}

export interface MemoryPolish {
  readonly sectionId: Id;
  readonly baseId: Id;
  isDone: boolean;
  /** Ids of the last runs, by the place of the paragraph. */
  readonly runIds: Map<number, Id>;
}

export interface MemoryVersion extends Pick<Version, 'id' | 'sectionId' | 'parentId' | 'source' | 'text' | 'createdAt'> {
  readonly rootId: Id;
}

export interface MemoryComment {
  comment: Comment;
  isRemoved: boolean;
}

export interface MemoryBatch {
  batch: Batch;
  options: WritingOptions;
  rows: MemoryBatchRow[];
  /** They may come back. */
  removed: MemoryBatchRow[];
}

export type MemoryBatchRow = { -readonly [K in keyof Omit<StoredBatchRow, 'document'>]: StoredBatchRow[K] };

/** Everything the memory store holds; maps keep the order in which things were created. */
export interface MemoryState {
  readonly conversations: Map<Id, Conversation>;
  readonly folders: Map<Id, Folder>;
  readonly messages: Map<Id, StoredMessage>;
  readonly documents: Map<Id, MemoryDocument>;
  readonly sections: Map<Id, MemorySection>;
  readonly versions: Map<Id, MemoryVersion>;
  readonly comments: Map<Id, MemoryComment>;
  readonly jobs: Map<Id, MemoryJob>;
  /** By the job, then by the section. */
  readonly polishes: Map<Id, Map<Id, MemoryPolish>>;
  night: NightPlan;
  readonly batches: Map<Id, MemoryBatch>;
  readonly runs: Map<Id, StoredRun>;
  settings: Settings;
  apiKey: string | null;
}

export function emptyState(): MemoryState {
  return {
    conversations: new Map(),
    folders: new Map(),
    messages: new Map(),
    documents: new Map(),
    sections: new Map(),
    versions: new Map(),
    comments: new Map(),
    jobs: new Map(),
    polishes: new Map(),
    night: { nightRun: null, summary: null },
    batches: new Map(),
    runs: new Map(),
    settings: { language: 'system', theme: 'system', model: null, contextTokens: null, typographyOff: [] },
    apiKey: null,
  };
}

export function conversationOf(state: MemoryState, id: Id): Conversation {
  const conversation = state.conversations.get(id);
  if (!conversation) throw new StudioError('not-found', 'There is no such conversation.');
  return conversation;
}

/** With its messages and runs. */
export function removeConversation(state: MemoryState, id: Id): void {
  state.conversations.delete(id);
  for (const message of state.messages.values()) if (message.conversationId === id) state.messages.delete(message.id);
  for (const { run } of state.runs.values()) if (run.conversationId === id) state.runs.delete(run.id);
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

/** Where a run belongs: to a message of a conversation, or to a document and perhaps to a version of one of its sections. */
type RunPlace = Partial<Pick<Run, 'conversationId' | 'messageId' | 'documentId' | 'versionId'>> & { readonly now: string };

export function addRun(state: MemoryState, run: NewRun, place: RunPlace): Run {
  const { id, action = 'answer', model, seed, request } = run;
  const { conversationId = null, messageId = null, documentId = null, versionId = null, now } = place;
  const added: Run = {
    id,
    action,
    conversationId,
    messageId,
    documentId,
    versionId,
    model,
    state: 'queued',
    seed,
    createdAt: now,
    endedAt: null,
    usage: null,
    timings: null,
    error: null,
  };
  state.runs.set(id, { run: added, request: structuredClone(request), chunks: [] });
  return added;
}

export function textOf({ chunks }: StoredRun): string {
  return chunks.map(({ text }) => text).join('');
}

/** The message as it is shown: its own text and that of its runs, one after the other. */
export function shownMessage(message: StoredMessage, runs: readonly StoredRun[]): Message {
  const { isDeleted: _isDeleted, ...fields } = message;
  const last = runs.at(-1);
  return {
    ...fields,
    text: message.text + runs.map(textOf).join(''),
    run: last ? structuredClone(last.run) : null,
    lastSeq: last?.chunks.at(-1)?.seq ?? 0,
  };
}
