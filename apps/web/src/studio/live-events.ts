import {
  ClientError,
  conversationOfSummary,
  type ConversationDetail,
  type ConversationSummary,
  type DocumentDetail,
  type Model,
  type QueueEntry,
  type StudioClient,
  type StudioEvent,
  type System,
} from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import { isAway, setConnection, useConnection, type BrokenConnection, type Connection } from './connection.ts';
import { patchConversationLists } from './conversation-lists.ts';
import { patchDocumentLists } from './document-lists.ts';
import { isAskedEarly, letGoOf } from './early-answers.ts';
import { keys } from './keys.ts';
import {
  pagesOfThisBrowser,
  SharedListening,
  type BrowserPages,
  type Listen,
  type ListeningOptions,
  type News,
} from './shared-listening.ts';

const newsAddress = '/api/events';
const firstRetryMs = 500;
const longestRetryMs = 5000;
/** A page that is being opened has asked by itself. */
const justAskedMs = 5000;

/**
 * Hears what changes in the studio and keeps the query cache true, until the signal fires. After a lost connection
 * it tries again by itself, and everything is asked for anew because events were missed.
 */
export async function followStudio(
  studio: StudioClient,
  queryClient: QueryClient,
  signal: AbortSignal,
  pages: BrowserPages | null = pagesOfThisBrowser(),
): Promise<void> {
  const listen: Listen = (hear, options) => listenToStudio(studio, queryClient, hear, options);
  const hear = (news: News) => takeNews(queryClient, news);
  // what this page asked for while it opened is complete only if it has listened since before that
  const hasMissed = !isAskedEarly(newsAddress);
  // a page that is left before it has taken it, and brought back, must not take it for what it has heard meanwhile
  signal.addEventListener('abort', () => letGoOf(newsAddress), { once: true });
  if (!pages) return listen(hear, { signal, hasMissed });
  try {
    await new SharedListening(pages, listen, hear).follow(signal, { hasMissed });
  } catch (error) {
    reportError(error);
    await listen(hear, { signal, hasMissed: true });
  }
}

async function listenToStudio(
  studio: StudioClient,
  queryClient: QueryClient,
  hear: (news: News) => void,
  { signal, hasMissed }: ListeningOptions,
): Promise<void> {
  let retryMs = firstRetryMs;
  let hasMissedSome = hasMissed;
  // else it holds one of the few connections although it is another page's turn
  signal.addEventListener('abort', () => letGoOf(newsAddress), { once: true });
  while (!signal.aborted) {
    const onConnected = () => {
      retryMs = firstRetryMs;
      hear({ type: 'connected', hasMissed: hasMissedSome });
      hasMissedSome = true;
    };
    const freshForMs = hasMissedSome ? 0 : justAskedMs;
    const connection = await listenOnce(studio, queryClient, hear, { signal, onConnected, freshForMs });
    if (signal.aborted) return;
    hear({ type: 'gone', connection });
    await pause(retryMs, signal);
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  }
}

interface Listening {
  readonly signal: AbortSignal;
  readonly onConnected: () => void;
  /** An answer that is no older shows that the studio is there. */
  readonly freshForMs: number;
}

async function listenOnce(
  studio: StudioClient,
  queryClient: QueryClient,
  hear: (news: News) => void,
  { signal, onConnected, freshForMs }: Listening,
): Promise<BrokenConnection> {
  try {
    // asked first: an event stream that never says anything would not show that it is open
    await askForSystem(studio, queryClient, freshForMs);
    if (signal.aborted) return 'lost';
    onConnected();
    for await (const event of studio.streamStudio({ signal })) hear({ type: 'event', event });
    return 'lost';
  } catch (error) {
    return brokenBy(error);
  }
}

function brokenBy(error: unknown): BrokenConnection {
  if (!(error instanceof ClientError)) return 'lost';
  if (error.status === 401) return 'signed-out';
  return error.body.code === 'other-studio' ? 'other-studio' : 'lost';
}

function takeNews(queryClient: QueryClient, news: News): void {
  if (news.type === 'event') return applyWhatIsKnown(queryClient, news.event);
  const { connection } = useConnection.getState();
  setConnection(news.type === 'gone' ? news.connection : 'online');
  if (news.type === 'connected' && (news.hasMissed || isBroken(connection))) void queryClient.invalidateQueries();
}

function isBroken(connection: Connection): boolean {
  return connection === 'signed-out' || isAway({ connection });
}

/** What a newer studio tells in words of its own says nothing about the connection. */
function applyWhatIsKnown(queryClient: QueryClient, event: StudioEvent): void {
  try {
    applyEvent(queryClient, event);
  } catch (error) {
    reportError(error);
  }
}

/** Not beside the page that asks at this moment too, or has just asked. */
function askForSystem(studio: StudioClient, queryClient: QueryClient, freshForMs: number): Promise<System> {
  const queryFn = ({ signal }: { signal: AbortSignal }) => studio.call('getSystem', { signal });
  return queryClient.fetchQuery({ queryKey: keys.system, queryFn, staleTime: freshForMs });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      document.removeEventListener('visibilitychange', whenSeen);
      signal.removeEventListener('abort', done);
      resolve();
    };
    // timers of a window that nobody sees, or of a machine that slept, run late
    const whenSeen = () => {
      if (document.visibilityState === 'visible') done();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    document.addEventListener('visibilitychange', whenSeen);
    signal.addEventListener('abort', done);
  });
}

/** What depends on how fast the model is. */
const expectations = [keys.everyCost, keys.everyBatchCost, keys.everyPolishCost, keys.jobs] as const;

/** What has to be asked for anew after an event that tells nothing but that it is another one. */
const staleAfter: Partial<Record<StudioEvent['type'], readonly (readonly string[])[]>> = {
  models: [keys.models, keys.system],
  calibration: [keys.system, ...expectations],
  pace: [keys.system, ...expectations],
  comparison: [keys.comparison],
  folders: [keys.folders],
  // when a batch is done depends on what goes before it
  jobs: [keys.jobs, keys.night, keys.everyBatchCost],
};

/** Puts one event into the cache. */
export function applyEvent(queryClient: QueryClient, event: StudioEvent): void {
  if (isOfDocument(event)) return applyDocumentEvent(queryClient, event);
  for (const queryKey of staleAfter[event.type] ?? []) void queryClient.invalidateQueries({ queryKey });
  switch (event.type) {
    case 'engine':
      queryClient.setQueryData<System>(keys.system, (system) => system && { ...system, engine: event.status });
      return;
    case 'settings':
      queryClient.setQueryData<System>(keys.system, (system) => system && { ...system, settings: event.settings });
      void queryClient.invalidateQueries({ queryKey: keys.system });
      return;
    case 'conversation':
      applyConversation(queryClient, event.conversation);
      return;
    case 'conversation-deleted':
      patchConversationLists(queryClient, event.id, null);
      queryClient.removeQueries({ queryKey: keys.conversation(event.id) });
      void queryClient.invalidateQueries({ queryKey: keys.everyDocumentConversationList });
      return;
    case 'batch':
    case 'batch-deleted':
      applyBatchEvent(queryClient, event);
      return;
    case 'download':
      patchDownload(queryClient, event);
      return;
    case 'queue':
      askForDocumentsOf(queryClient, newRuns(queryClient, event.entries));
      putQueue(queryClient, event.entries);
  }
}

function applyConversation(queryClient: QueryClient, conversation: ConversationSummary): void {
  patchConversationLists(queryClient, conversation.id, conversation);
  patchConversationDetail(queryClient, conversation);
  const { documentId } = conversation;
  if (documentId !== null) void queryClient.invalidateQueries({ queryKey: keys.documentConversations(documentId) });
}

type DocumentEvent = Extract<StudioEvent, { type: 'document' | 'document-deleted' | 'comments' }>;

function isOfDocument(event: StudioEvent): event is DocumentEvent {
  return event.type === 'document' || event.type === 'document-deleted' || event.type === 'comments';
}

/** A document is told of in short, its comments not at all; what is shown of them is asked for. */
function applyDocumentEvent(queryClient: QueryClient, event: DocumentEvent): void {
  switch (event.type) {
    case 'document':
      patchDocumentLists(queryClient, event.document.id, event.document);
      if (event.document.batch) void queryClient.invalidateQueries({ queryKey: keys.batch(event.document.batch.id) });
      void queryClient.invalidateQueries({ queryKey: keys.document(event.document.id) });
      void queryClient.invalidateQueries({ queryKey: keys.everyVersionList });
      return;
    case 'document-deleted':
      patchDocumentLists(queryClient, event.id, null);
      queryClient.removeQueries({ queryKey: keys.document(event.id) });
      return;
    case 'comments':
      void queryClient.invalidateQueries({ queryKey: keys.comments(event.documentId) });
  }
}

/** A batch is told of in short; its rows are asked for where they are shown. */
function applyBatchEvent(queryClient: QueryClient, event: Extract<StudioEvent, { type: 'batch' | 'batch-deleted' }>): void {
  void queryClient.invalidateQueries({ queryKey: keys.everyBatchList });
  const id = event.type === 'batch' ? event.batch.id : event.id;
  if (event.type === 'batch-deleted') return queryClient.removeQueries({ queryKey: keys.batch(id) });
  void queryClient.invalidateQueries({ queryKey: keys.batch(id) });
  void queryClient.invalidateQueries({ queryKey: keys.batchCost(id) });
  // comparing all texts costs much: it is done again when another one has been written, or the page is opened
  void queryClient.invalidateQueries({ queryKey: keys.likenesses(id), refetchType: 'none' });
}

/** Shows how the queue stands; an answer still on its way is older. */
export function putQueue(queryClient: QueryClient, entries: QueueEntry[]): void {
  void queryClient.cancelQueries({ queryKey: keys.queue }, { revert: false });
  queryClient.setQueryData<QueueEntry[]>(keys.queue, entries);
}

function newRuns(queryClient: QueryClient, entries: readonly QueueEntry[]): QueueEntry[] {
  const known = queryClient.getQueryData<QueueEntry[]>(keys.queue) ?? [];
  return entries.filter(({ runId }) => !known.some((entry) => entry.runId === runId));
}

/** A document is told of only when a run begins to write; that one waits or reads for it shows in the queue before. */
function askForDocumentsOf(queryClient: QueryClient, entries: readonly QueueEntry[]): void {
  for (const { documentId, runId } of entries) {
    if (documentId === null) continue;
    const detail = queryClient.getQueryData<DocumentDetail>(keys.document(documentId));
    const isKnown = detail?.outlineRun?.id === runId || detail?.sections.some(({ version }) => version?.run?.id === runId);
    if (detail && !isKnown) void queryClient.invalidateQueries({ queryKey: keys.document(documentId) });
  }
}

function patchDownload(queryClient: QueryClient, event: Extract<StudioEvent, { type: 'download' }>): void {
  queryClient.setQueryData<Model[]>(keys.models, (models) =>
    models?.map((model) => (model.id === event.model ? { ...model, download: event.download } : model)),
  );
  // a download that is over changes more than itself: the file is there, and it may be the model used from now on
  if (event.download === null) {
    void queryClient.invalidateQueries({ queryKey: keys.models });
    void queryClient.invalidateQueries({ queryKey: keys.system });
  }
}

function patchConversationDetail(queryClient: QueryClient, summary: ConversationSummary): void {
  const fields = conversationOfSummary(summary);
  const detail = queryClient.getQueryData<ConversationDetail>(keys.conversation(fields.id));
  if (!detail) return;
  queryClient.setQueryData<ConversationDetail>(keys.conversation(fields.id), { ...detail, ...fields });
  if (missesMessagesOf(detail, summary)) void queryClient.invalidateQueries({ queryKey: keys.conversation(fields.id) });
}

/** Whether the messages have changed in a way that the page does not know: asked, answered or continued elsewhere. */
function missesMessagesOf({ messages, revision, updatedAt }: ConversationDetail, summary: ConversationSummary): boolean {
  if (messages.length !== summary.messageCount) return true;
  if (summary.activeRunId !== null && !messages.some(({ run }) => run?.id === summary.activeRunId)) return true;
  // a run that ended before its event was made is named nowhere; it has moved the time, but not the revision
  const hasMoved = summary.updatedAt !== updatedAt && summary.revision === revision;
  return hasMoved && !messages.some(({ createdAt, run }) => [createdAt, run?.createdAt].includes(summary.updatedAt));
}
