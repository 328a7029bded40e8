import type {
  ContextPart,
  Conversation,
  ConversationSummary,
  Folder,
  Id,
  Message,
  Recovery,
  Run,
  RunAction,
  RunState,
  SearchHit,
  Settings,
  WritingOptions,
} from '@maobi/contract';
import type { Calibration, CalibrationKey, FileStamp } from '../calibration/calibration.ts';
import type { StoredFigures } from '../comparison/stored-figures.ts';
import type { BatchStore } from './batch-store.ts';
import type { BinStore } from './bin-store.ts';
import type { CommentStore } from './comment-store.ts';
import type { DocumentStore } from './document-store.ts';
import type { PromptMessage } from './engine.ts';
import type { ImageStore } from './image-store.ts';
import type { JobStore, NightStore, PolishStore } from './job-store.ts';

/**
 * Store port: what must survive. Messages and run chunks are rows that are never overwritten; every method is one
 * transaction that is on disk when the promise resolves. Adapters: store-sqlite and the memory store of testkit; both
 * pass `storeContract`. Times come from the caller (`now`, ISO 8601), ids from whoever creates the thing: repeating a
 * call with the same id changes nothing and returns what stands there.
 */
export interface Store extends AsyncDisposable {
  readonly conversations: ConversationStore;
  readonly documents: DocumentStore;
  readonly comments: CommentStore;
  readonly jobs: JobStore;
  readonly polishing: PolishStore;
  readonly night: NightStore;
  readonly batches: BatchStore;
  readonly bin: BinStore;
  readonly images: ImageStore;
  readonly runs: RunStore;
  readonly settings: SettingsStore;
  readonly calibrations: CalibrationStore;
  readonly comparisons: ComparisonStore;
  /** What happened when the store was opened that the writer has to know, e.g. a restored backup. */
  readonly notices: readonly StoreNotice[];
  /** e.g. `3.53.0`. */
  readonly version: string;
}

export interface StoreNotice {
  readonly code: 'restored-from-backup' | 'set-aside';
  /** In English, for the log and the terminal. */
  readonly text: string;
  readonly recovery: Recovery;
}

export interface ConversationStore {
  list(query: ConversationQuery): Promise<{ conversations: ConversationSummary[]; total: number }>;
  /** `null` when there is none. */
  summary(id: Id): Promise<ConversationSummary | null>;
  /** Throws `not-found` for an unknown folder or document. */
  create(conversation: NewConversation): Promise<Conversation>;
  /** Throws `conflict` when the stored revision is another, `not-found` for an unknown conversation or folder. */
  update(id: Id, change: ConversationChange): Promise<Conversation>;
  bin(id: Id, now: string): Promise<Conversation>;
  restore(id: Id, now: string): Promise<Conversation>;
  /** For good, with messages and runs. Throws `conflict` when it is not in the bin. */
  delete(id: Id): Promise<void>;
  /** All messages not deleted, oldest first. Throws `not-found`. */
  messages(id: Id): Promise<Message[]>;
  /** Throws `not-found`. */
  message(id: Id): Promise<Message>;
  /**
   * Adds messages and, with `run`, the run that writes into the last of them, in one transaction; the last message
   * becomes the active leaf. Throws `not-found` for an unknown parent or conversation, `invalid-request` when the
   * parent belongs to another conversation.
   */
  addMessages(conversationId: Id, messages: readonly NewMessage[], run: NewRun | null, now: string): Promise<Message[]>;
  /** Hides the message and everything under it. The active leaf moves to its parent when it was among them. */
  deleteMessage(id: Id, now: string): Promise<void>;
  folders(): Promise<Folder[]>;
  createFolder(folder: { id: Id; name: string; now: string }): Promise<Folder>;
  renameFolder(id: Id, name: string): Promise<Folder>;
  deleteFolder(id: Id): Promise<void>;
  /** Full text over titles and messages outside the bin, best first. Finds Chinese words of any length. */
  search(query: string, limit: number): Promise<SearchHit[]>;
}

export interface NewConversation {
  readonly id: Id;
  readonly title: string;
  readonly folderId: Id | null;
  /** Default: about none. It goes with its document when that is deleted for good. */
  readonly documentId?: Id | null;
  readonly now: string;
}

export interface ConversationQuery {
  readonly folder: Id | 'none' | 'all';
  /** Only those about this document; default: those about none, and in the bin all. */
  readonly documentId?: Id;
  readonly inBin: boolean;
  readonly limit: number;
  /** Only rows updated before this time. */
  readonly before: string | null;
}

export interface ConversationChange {
  readonly revision: number;
  readonly title?: string;
  readonly folderId?: Id | null;
  readonly activeLeafId?: Id | null;
  readonly now: string;
}

export interface NewMessage {
  readonly id: Id;
  readonly parentId: Id | null;
  readonly role: Message['role'];
  /** Empty for a message that a run will write. */
  readonly text: string;
  /** What is read with it. */
  readonly context?: readonly ContextPart[];
}

export interface NewRun {
  readonly id: Id;
  /** Default `answer`. */
  readonly action?: RunAction;
  readonly model: string;
  readonly seed: number;
  /** The whole request as the run manager understands it, to continue it after a restart. */
  readonly request: RunRequestRecord;
}

/** Stored with the run, as JSON. */
export interface RunRequestRecord {
  readonly sampling: Record<string, number>;
  readonly maxTokens: number | null;
  /** How many it will probably write, where what is asked for tells. */
  readonly likelyTokens?: number;
  readonly overflow: 'refuse' | 'drop-oldest-turns';
  /** The text is forced to be JSON of this schema. */
  readonly jsonSchema?: Readonly<Record<string, unknown>>;
  /** A text that will be repeated in large part. */
  readonly reference?: string;
  /** Stands before what the model writes, such as the empty line before another paragraph; kept as a chunk without tokens. */
  readonly opening?: string;
  /** Its whole prompt, where that is not made from what the store holds: a passage to polish, an outline to plan. */
  readonly messages?: readonly PromptMessage[];
  /** Of an outline: the job that begins once it stands in its document. */
  readonly thenJob?: { readonly id: Id; readonly options?: WritingOptions };
}

export interface RunStore {
  /** Throws `not-found`. */
  get(id: Id): Promise<Run>;
  request(id: Id): Promise<RunRequestRecord>;
  /** Adds a further run that goes on writing into an existing assistant message. */
  addToMessage(messageId: Id, run: NewRun, now: string): Promise<Run>;
  /** Adds a run that writes into a section's version, behind what stands there. Throws `conflict` while another one writes into it. */
  addToVersion(versionId: Id, run: NewRun, now: string): Promise<Run>;
  /** Adds a run whose text belongs to a document but to none of its sections: an outline, suggestions, a polished passage. */
  addToDocument(documentId: Id, run: NewRun, now: string): Promise<Run>;
  /** All that a run has written so far. */
  text(id: Id): Promise<string>;
  /** Not ended, oldest first. */
  open(): Promise<Run[]>;
  /** Those that ended with figures of what they took, newest first, at most so many. */
  lastMeasured(count: number): Promise<Run[]>;
  setState(id: Id, state: Extract<RunState, 'queued' | 'reading' | 'writing'>): Promise<void>;
  /** `seq` is the last one plus one, starting at 1 per run; a repeated seq is ignored. */
  appendChunk(id: Id, chunk: RunChunk): Promise<void>;
  /** Chunks after this seq, in order. */
  chunks(id: Id, afterSeq: number): Promise<RunChunk[]>;
  /** Writes the end; a run that has ended already stays as it is. */
  end(id: Id, end: RunEnd): Promise<Run>;
  /** On start: every run that has not ended becomes `interrupted`. Returns them. */
  interruptOpen(now: string): Promise<Run[]>;
}

export interface RunChunk {
  readonly seq: number;
  readonly text: string;
  /** Tokens of the run up to and including this chunk. */
  readonly written: number;
}

export interface RunEnd {
  readonly state: Extract<RunState, 'done' | 'length' | 'stopped' | 'interrupted' | 'failed'>;
  readonly usage: Run['usage'];
  readonly timings: Run['timings'];
  readonly error: Run['error'];
  readonly now: string;
}

export interface SettingsStore {
  read(): Promise<Settings>;
  update(change: Partial<Settings>): Promise<Settings>;
  /** The API key; made at the first call from the given candidate, afterwards always the same. */
  apiKey(candidate: string): Promise<string>;
  replaceApiKey(key: string): Promise<void>;
}

export interface CalibrationStore {
  /** `null` when this model was not measured on this machine with this engine. */
  get(key: CalibrationKey): Promise<Calibration | null>;
  /** Takes the place of an earlier one with the same key. */
  put(calibration: Calibration): Promise<void>;
  /** What this file contained when it was last loaded; `null` when it never was, or has changed since. */
  fingerprintOf(file: FileStamp): Promise<string | null>;
  /** One entry for each path: the newest. */
  rememberFile(file: FileStamp, fingerprint: string): Promise<void>;
}

export interface ComparisonStore {
  /** Of every model and machine the newest. */
  list(): Promise<StoredFigures[]>;
  /** Takes the place of an earlier one of the same model and machine. */
  put(figures: StoredFigures): Promise<void>;
}
