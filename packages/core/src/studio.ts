import type {
  BatchCost,
  BatchDetail,
  BatchExportFormat,
  BatchSummary,
  Brief,
  CodeCheck,
  Comment,
  CommentHit,
  Comparison,
  Conversation,
  ConversationDetail,
  ConversationSummary,
  Cost,
  DocumentChecks,
  DocumentDetail,
  DocumentExportFormat,
  DocumentHit,
  DocumentSummary,
  EndpointBody,
  EndpointResponse,
  EngineStatus,
  Folder,
  Id,
  Job,
  ListedJob,
  ListedRun,
  Message,
  Model,
  ModelSourceName,
  NightPlan,
  PartialSampling,
  PolishCost,
  QueueEntry,
  Run,
  RunEvent,
  RunOptions,
  SearchHit,
  SectionPrompt,
  Settings,
  StartedAnswer,
  Storage,
  StoredImage,
  StudioEvent,
  System,
  Usage,
  Version,
  WritingLanguage,
} from '@maobi/contract';
import type { DocumentQuery } from './ports/document-store.ts';
import type { StudioFile } from './ports/table-files.ts';
import type { EngineEnd, Prompt } from './ports/engine.ts';
import type { TemplateLibrary } from './ports/templates.ts';

/**
 * What a writing studio can do, as http-api and the command line see it. Built by `createStudio` from the ports; every
 * method throws only `StudioError`.
 */
export interface Studio extends AsyncDisposable {
  /** Brings the store into order after a crash: runs that had not ended become `interrupted`. Call once, first. */
  start(): Promise<void>;
  readonly conversations: StudioConversations;
  readonly documents: StudioDocuments;
  readonly comments: StudioComments;
  readonly images: StudioImages;
  readonly jobs: StudioJobs;
  readonly batches: StudioBatches;
  readonly bin: StudioBin;
  readonly templates: StudioTemplates;
  readonly runs: StudioRuns;
  readonly models: StudioModels;
  readonly comparison: StudioComparison;
  readonly settings: StudioSettings;
  readonly storage: StudioStorage;
  readonly code: StudioCode;
  system(): Promise<System>;
  /**
   * Starts the engine anew with the same model. What was at work is interrupted with its text kept; answers and sections then go on by themselves
   * where they were. Resolves when the model is loaded again. Throws as loading does.
   */
  restartEngine(): Promise<EngineStatus>;
  /** What changes, for every open page; ends when the signal fires. */
  events(signal: AbortSignal): AsyncIterable<StudioEvent>;
  /**
   * The first half of closing: ends all runs as `interrupted`, text kept, so that their streams end while the store is
   * still open. Closing does it too.
   */
  interruptRuns(): Promise<void>;
}

export interface StudioConversations {
  list(query: {
    folder?: Id | 'none';
    /** Those about this document; absent: those about none. */
    documentId?: Id;
    inBin?: boolean;
    limit?: number;
    before?: string;
  }): Promise<{ conversations: ConversationSummary[]; total: number }>;
  create(input: EndpointBody<'createConversation'>): Promise<Conversation>;
  get(id: Id): Promise<ConversationDetail>;
  update(id: Id, change: EndpointBody<'updateConversation'>): Promise<Conversation>;
  /** A running answer in it is stopped and kept. */
  bin(id: Id): Promise<Conversation>;
  restore(id: Id): Promise<Conversation>;
  delete(id: Id): Promise<void>;
  send(id: Id, input: EndpointBody<'sendMessage'>): Promise<StartedAnswer>;
  regenerate(id: Id, input: EndpointBody<'regenerate'>): Promise<StartedAnswer>;
  continueMessage(messageId: Id, input: EndpointBody<'continueMessage'>): Promise<StartedAnswer>;
  /** Throws `conflict` while the answer is still being written. */
  editAnswer(messageId: Id, input: EndpointBody<'editAnswer'>): Promise<Message>;
  /**
   * The writer is about to ask something here: reads the conversation ahead while nobody needs the engine. Returns at
   * once. Throws `not-found`, and `conflict` when it lies in the bin.
   */
  warm(id: Id): Promise<void>;
  /** The same for a conversation that does not exist yet. */
  warmStart(language: WritingLanguage): Promise<void>;
  deleteMessage(messageId: Id): Promise<ConversationDetail>;
  folders(): Promise<Folder[]>;
  createFolder(input: { id: Id; name: string }): Promise<Folder>;
  renameFolder(id: Id, name: string): Promise<Folder>;
  deleteFolder(id: Id): Promise<void>;
  search(query: string, limit: number): Promise<SearchHit[]>;
  /** The conversation as a file: Markdown of the active path, or JSON of the whole tree. */
  export(id: Id, format: 'md' | 'json'): Promise<{ fileName: string; mediaType: string; text: string }>;
}

export interface StudioImages {
  /** Throws `image-unusable` for anything but a PNG, JPEG, WebP or GIF image, `image-too-large` for one that is too large. */
  keep(bytes: Uint8Array<ArrayBuffer>): Promise<StoredImage>;
  /** Throws `not-found`. */
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
}

export interface StudioDocuments {
  /** Default: the last changed outside the bin, a hundred of them; `texts`: `own`, in the bin `all`. */
  list(query: Partial<DocumentQuery>): Promise<{ documents: DocumentSummary[]; total: number }>;
  /** With the outline of its template, where that is fixed. */
  create(input: EndpointBody<'createDocument'>): Promise<DocumentDetail>;
  get(id: Id): Promise<DocumentDetail>;
  /** Throws `conflict` when another page changed it. */
  update(id: Id, change: EndpointBody<'updateDocument'>): Promise<DocumentDetail>;
  bin(id: Id): Promise<DocumentDetail>;
  restore(id: Id): Promise<DocumentDetail>;
  delete(id: Id): Promise<void>;
  search(query: string, limit: number): Promise<DocumentHit[]>;
  /** Throws `conflict` when another page changed it. A section that is taken away while it is written is stopped. */
  replaceOutline(id: Id, change: EndpointBody<'replaceOutline'>): Promise<DocumentDetail>;
  /**
   * Other texts for several sections, all of them or none. Throws `conflict` when one was changed elsewhere, is gone or being written, `section-locked`
   * when one is locked; repeating it changes nothing.
   */
  replaceTexts(id: Id, input: EndpointBody<'replaceTexts'>): Promise<DocumentDetail>;
  /** Its rows come into the document when the run has ended, also when it was stopped in the middle. */
  writeOutline(id: Id, input: EndpointBody<'writeOutline'>): Promise<Run>;
  suggestRows(id: Id, input: EndpointBody<'suggestRows'>): Promise<Run>;
  polishText(id: Id, input: EndpointBody<'polishText'>): Promise<Run>;
  /** The prompt with which this section will be written next, as the engine will get it. Throws `not-found`, and as `wordBrief` does. */
  nextPrompt(sectionId: Id): Promise<SectionPrompt>;
  /** Cuts a section in two. Throws `conflict` when it was changed elsewhere, is locked or being written; repeating it changes nothing. */
  splitSection(sectionId: Id, input: EndpointBody<'splitSection'>): Promise<DocumentDetail>;
  /** Joins a section and the one that follows. Throws as `splitSection` does. */
  mergeSections(sectionId: Id, input: EndpointBody<'mergeSections'>): Promise<DocumentDetail>;
  /** Of a section, the newest first. */
  versions(sectionId: Id): Promise<Version[]>;
  /** Throws `conflict` while the section is being written, and when another version counts than the one the writer saw. */
  addVersion(sectionId: Id, input: EndpointBody<'addVersion'>): Promise<DocumentDetail>;
  chooseVersion(sectionId: Id, input: EndpointBody<'chooseVersion'>): Promise<DocumentDetail>;
  /** The suggestion waits no more; nothing happens when it does not wait. */
  dismissSuggestion(sectionId: Id, input: EndpointBody<'dismissSuggestion'>): Promise<DocumentDetail>;
  /** What can be found in its text without a model. */
  check(id: Id): Promise<DocumentChecks>;
  estimateCost(input: EndpointBody<'estimateCost'>): Promise<Cost>;
  /** What the model is asked for this brief, without its outline. Throws `invalid-request` when the form is not filled in. */
  wordBrief(brief: Brief): Promise<EndpointResponse<'wordBrief'>>;
  /** Throws `context-too-long` where this brief leaves no room for an answer, as far as that can be known now. Loads the model. */
  checkBrief(input: EndpointBody<'checkBrief'>): Promise<void>;
  /** The writer is about to have this section, or the next one, written: reads ahead for it while nobody needs the engine. Returns at once. */
  warm(id: Id, sectionId?: Id): Promise<void>;
  /** The same for what every text of this template begins with. Throws `not-found`. */
  warmTemplate(template: string, language: WritingLanguage): Promise<void>;
  /**
   * As a file to keep. `md`: Markdown, or where it has images a ZIP of the Markdown and of them. `html`: one page that has them in it, laid out
   * for print as its template says. Throws `not-found`.
   */
  export(id: Id, format: DocumentExportFormat): Promise<StudioFile>;
}

/** What the writer remarks on words of a document. It reaches no model, no count and no export. */
export interface StudioComments {
  /** Open and resolved ones, the oldest first. Throws `not-found`. */
  list(documentId: Id): Promise<Comment[]>;
  /** Throws `not-found`, and `conflict` when the document lies in the bin. */
  add(sectionId: Id, input: EndpointBody<'addComment'>): Promise<Comment>;
  /** Throws `conflict` when another page changed it. A new text brings a removed one back. */
  update(id: Id, change: EndpointBody<'updateComment'>): Promise<Comment>;
  remove(id: Id): Promise<void>;
  restore(id: Id): Promise<Comment>;
  search(query: string, limit: number): Promise<CommentHit[]>;
}

/** Forms of text; without a library there are none. */
export type StudioTemplates = Pick<TemplateLibrary, 'list' | 'copy'>;

/** What works on documents section after section, one job at a time, over restarts. */
export interface StudioJobs {
  /** Open and paused ones in the order in which they are worked on, then those that ended last. */
  list(): Promise<ListedJob[]>;
  /** Throws `conflict` while the document has an open or paused job, `invalid-request` without an outline. */
  start(documentId: Id, input: EndpointBody<'startJob'>): Promise<Job>;
  rewrite(sectionId: Id, input: EndpointBody<'rewriteSection'>): Promise<Job>;
  /** Words every paragraph anew, as suggestions. Throws as `start` does, and `invalid-request` when nothing may be polished. */
  polish(documentId: Id, input: EndpointBody<'startPolish'>): Promise<Job>;
  estimatePolish(documentId: Id, input: EndpointBody<'estimatePolish'>): Promise<PolishCost>;
  pause(id: Id): Promise<Job>;
  resume(id: Id): Promise<Job>;
  stop(id: Id): Promise<Job>;
  /** Before another open or paused one, or last with `null`. Throws `conflict` when one of them has ended. */
  move(id: Id, before: Id | null): Promise<ListedJob[]>;
  readonly night: StudioNight;
}

/** The time in which open jobs may work, and what was done in it. */
export interface StudioNight {
  plan(): Promise<NightPlan>;
  set(input: EndpointBody<'setNightRun'>): Promise<NightPlan>;
  cancel(): Promise<NightPlan>;
  seen(): Promise<NightPlan>;
}

/** Tables whose rows become documents, written in their order, over restarts. */
export interface StudioBatches {
  list(query: { inBin?: boolean; limit?: number }): Promise<{ batches: BatchSummary[]; total: number }>;
  create(input: EndpointBody<'createBatch'>): Promise<BatchDetail>;
  get(id: Id): Promise<BatchDetail>;
  /** Throws `conflict` when another page changed it. */
  update(id: Id, change: EndpointBody<'updateBatch'>): Promise<BatchDetail>;
  /** Throws `conflict` when another page changed it. */
  changeRows(id: Id, change: EndpointBody<'changeBatchRows'>): Promise<BatchDetail>;
  start(id: Id, input: EndpointBody<'startBatch'>): Promise<BatchDetail>;
  pause(id: Id): Promise<BatchDetail>;
  /** Throws `conflict` when no row waits. */
  resume(id: Id): Promise<BatchDetail>;
  stop(id: Id): Promise<BatchDetail>;
  /** Throws `invalid-request` when the row is not right. */
  retryRow(id: Id, rowId: Id, input: EndpointBody<'retryBatchRow'>): Promise<BatchDetail>;
  /** A paragraph more for each section that came out short. Throws `not-found` for an unknown row. */
  extendRows(id: Id, input: EndpointBody<'extendBatchRows'>): Promise<BatchDetail>;
  bin(id: Id): Promise<BatchDetail>;
  restore(id: Id): Promise<BatchDetail>;
  delete(id: Id): Promise<void>;
  estimate(id: Id): Promise<BatchCost>;
  /** Rows that say nearly the same as an earlier one. */
  likenesses(id: Id): Promise<EndpointResponse<'listLikenesses'>['likenesses']>;
  /** Throws `invalid-request` for what is no table. */
  readTable(input: EndpointBody<'readTable'>): Promise<EndpointResponse<'readTable'>>;
  /** As a file to keep. @param language of the names of columns and states */
  export(id: Id, wanted: { readonly format: BatchExportFormat; readonly language: WritingLanguage }): Promise<StudioFile>;
}

/** Everything that was put into the bin, whatever it is. */
export interface StudioBin {
  /** Deletes for good what has lain there since this time, all or nothing. What is being written in it is stopped. */
  empty(input: EndpointBody<'emptyBin'>): Promise<EndpointResponse<'emptyBin'>>;
}

export interface StudioRuns {
  /** Waiting and running ones in the order they will be served. */
  list(): Promise<ListedRun[]>;
  /** Everything that uses the engine or waits for it, in the order of service; completions of programs too. */
  queue(): Promise<QueueEntry[]>;
  /**
   * Ends what stands in the queue under this id, a run with its text kept or a program's completion; returns the queue. A run
   * that has ended is left alone; throws `not-found` for an id that nobody knows.
   */
  stopQueued(id: Id): Promise<QueueEntry[]>;
  /**
   * Puts a waiting run before another one of its urgency, or last with `null`; returns the new order. Throws `not-found`
   * for an unknown run and `conflict` for one that no longer waits.
   */
  move(id: Id, before: Id | null): Promise<QueueEntry[]>;
  get(id: Id): Promise<Run>;
  /** Ends it as `stopped`, text kept; a run that has ended is returned as it is. */
  stop(id: Id): Promise<Run>;
  /** Replays the text after `afterSeq` and goes on live until `ended`. */
  stream(id: Id, afterSeq: number, signal: AbortSignal): AsyncIterable<RunEvent>;
  /**
   * A generation that is not kept in any conversation (OpenAI-compatible API). It waits in the same queue as a job; the
   * signal stops it.
   */
  complete(request: CompletionRequest, signal: AbortSignal): AsyncIterable<CompletionEvent>;
}

export interface CompletionRequest {
  readonly model: string | null;
  readonly prompt: Prompt;
  readonly sampling: PartialSampling;
  readonly maxTokens: number | null;
  readonly stop: readonly string[];
  readonly jsonSchema: Readonly<Record<string, unknown>> | null;
  readonly seed: number | null;
  readonly overflow: NonNullable<RunOptions['overflow']>;
  /** A text that the answer is likely to repeat in large part: it is then written faster. */
  readonly reference: string | null;
  /** On whose behalf the program asks; owners take turns. `null`: it does not say. */
  readonly owner: string | null;
}

export type CompletionEvent =
  | { readonly type: 'started'; readonly model: string }
  | { readonly type: 'text'; readonly text: string; readonly written: number }
  | {
      readonly type: 'ended';
      readonly reason: 'stop' | 'length' | 'stopped';
      readonly usage: Usage;
      /** Tokens drafted from the reference, and those of them that were right. */
      readonly drafts: EngineEnd['drafts'];
    };

export interface StudioModels {
  list(): Promise<Model[]>;
  pull(id: string, source: ModelSourceName | null): Promise<Model>;
  pause(id: string): Promise<Model>;
  cancel(id: string): Promise<Model>;
  importFile(path: string): Promise<Model>;
  verify(id: string): Promise<Model>;
  remove(id: string): Promise<Model | null>;
  /** Makes it the model of new runs, clears a suspect mark, and loads it in the background. */
  use(id: string): Promise<Settings>;
  /** Waits for a download under way; throws what made it fail. */
  settled(id: string): Promise<Model>;
}

/** How installed models are here, side by side. */
export interface StudioComparison {
  read(): Promise<Comparison>;
  /** Measures these one after another when nothing is being written. Throws `invalid-request`, `not-found`, `model-not-installed`. */
  start(ids: readonly string[]): Promise<Comparison>;
  /** What was finished is kept. */
  stop(): Promise<Comparison>;
}

export interface StudioCode {
  /** Whether each block can be parsed, in their order. Nothing of it is run. */
  check(blocks: EndpointBody<'checkCode'>['blocks']): Promise<CodeCheck[]>;
}

/** What is kept, and how much room it takes. */
export interface StudioStorage {
  read(): Promise<Storage>;
  /** What was read already is read again when it is needed; no text goes. Throws `conflict` while something is written. */
  clearStates(): Promise<Storage>;
}

export interface StudioSettings {
  read(): Promise<Settings>;
  update(change: Partial<Settings>): Promise<Settings>;
  apiKey(): Promise<string>;
  replaceApiKey(): Promise<string>;
}
