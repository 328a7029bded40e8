import {
  ClientError,
  conversationOfSummary,
  type ConversationSummary,
  type ErrorBody,
  type Run,
  type StudioClient,
  type StudioEvent,
} from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  sampleDocument,
  sampleDocumentSummary,
  sampleRun as documentRun,
  sampleSection,
  sampleVersion,
} from '../testing/document-samples.ts';
import { sampleBatchSummary } from '../testing/batch-samples.ts';
import { sampleConversation, sampleEntry, sampleId, sampleModel, sampleSystem } from '../testing/samples.ts';
import { useConnection } from './connection.ts';
import { keys } from './keys.ts';
import { applyEvent, followStudio } from './live-events.ts';
import { queryClient as queryClientOfThePage } from './query-client.ts';

const offline: ErrorBody = { code: 'offline', message: 'gone', retryable: true };
const unauthorized: ErrorBody = { code: 'unauthorized', message: 'no session', retryable: false };
const otherStudio: ErrorBody = { code: 'other-studio', message: 'not yours', retryable: false };

/** A studio whose connections run as the list says: events, then the end; or an error before any. */
function studioWith(connections: (StudioEvent[] | ClientError)[]): StudioClient {
  let events: StudioEvent[] = [];
  return {
    call: async () => {
      const next = connections.shift() ?? new ClientError(0, offline);
      if (next instanceof ClientError) throw next;
      events = next;
      return sampleSystem() as never;
    },
    keepImage: () => {
      throw new Error('not used');
    },
    streamRun: () => {
      throw new Error('not used');
    },
    streamStudio: async function* () {
      yield* events;
    },
  };
}

describe('followStudio', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('R1 tries at once when the window is looked at again, as after sleep', async () => {
    const leaving = new AbortController();
    const lost = new ClientError(0, offline);
    const connections: (StudioEvent[] | ClientError)[] = [lost, lost, lost, lost, [{ type: 'folders' }]];
    void followStudio(studioWith(connections), new QueryClient(), leaving.signal);
    await vi.advanceTimersByTimeAsync(500 + 1000 + 2000);
    expect(connections).toHaveLength(1);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(connections).toHaveLength(0);
    leaving.abort();
  });

  it('R4 stays connected when the studio tells what cannot be understood here', async () => {
    const leaving = new AbortController();
    const told = vi.fn<(error: unknown) => void>();
    vi.stubGlobal('reportError', told);
    const queryClient = new QueryClient();
    queryClient.setQueryData(keys.queue, []);
    const news = [{ type: 'queue' }, { type: 'weather', is: 'fine' }, { type: 'queue', entries: [sampleEntry(1)] }];
    void followStudio(studioWith([news as StudioEvent[]]), queryClient, leaving.signal);
    await vi.advanceTimersByTimeAsync(0);
    expect(queryClient.getQueryData(keys.queue)).toHaveLength(1);
    expect(told).toHaveBeenCalledTimes(1);
    vi.unstubAllGlobals();
    leaving.abort();
  });

  it('comes back by itself after a lost connection and asks for everything anew', async () => {
    const queryClient = new QueryClient();
    const asked = vi.spyOn(queryClient, 'invalidateQueries');
    const leaving = new AbortController();
    const states: string[] = [];
    const unsubscribe = useConnection.subscribe((state) => states.push(state.connection));
    const lost = new ClientError(0, offline);
    void followStudio(studioWith([[], lost, lost, [{ type: 'folders' }]]), queryClient, leaving.signal);
    await vi.advanceTimersByTimeAsync(10_000);
    unsubscribe();
    leaving.abort();
    expect(states.slice(0, 5)).toEqual(['online', 'lost', 'lost', 'lost', 'online']);
    expect(asked).toHaveBeenCalledWith();
  });

  it('R1 comes back also while the machine has no network', async () => {
    const leaving = new AbortController();
    queryClientOfThePage.mount();
    window.dispatchEvent(new Event('offline'));
    const connections: (StudioEvent[] | ClientError)[] = [new ClientError(0, offline), [{ type: 'folders' }]];
    void followStudio(studioWith(connections), queryClientOfThePage, leaving.signal);
    await vi.advanceTimersByTimeAsync(500);
    expect(connections).toHaveLength(0);
    const opened = queryClientOfThePage.fetchQuery({ queryKey: keys.models, queryFn: async () => [] });
    const written = queryClientOfThePage.getMutationCache().build(queryClientOfThePage, { mutationFn: async () => 'kept' });
    await vi.advanceTimersByTimeAsync(0);
    expect(queryClientOfThePage.getQueryState(keys.models)?.status).toBe('success');
    await expect(Promise.all([opened, written.execute(undefined)])).resolves.toEqual([[], 'kept']);
    leaving.abort();
    window.dispatchEvent(new Event('online'));
    queryClientOfThePage.clear();
    queryClientOfThePage.unmount();
  });

  it('says that this browser is not signed in, and goes on once it is', async () => {
    const leaving = new AbortController();
    const states: string[] = [];
    const unsubscribe = useConnection.subscribe((state) => states.push(state.connection));
    void followStudio(studioWith([new ClientError(401, unauthorized), []]), new QueryClient(), leaving.signal);
    await vi.advanceTimersByTimeAsync(2_000);
    unsubscribe();
    leaving.abort();
    expect(states.slice(0, 2)).toEqual(['signed-out', 'online']);
  });

  it('R11 says that another data folder is served at its address, and asks anew for everything once its own is back', async () => {
    const leaving = new AbortController();
    const cache = new QueryClient();
    cache.setQueryData(keys.models, []);
    void followStudio(studioWith([new ClientError(409, otherStudio), []]), cache, leaving.signal);
    await vi.advanceTimersByTimeAsync(100);
    expect(useConnection.getState().connection).toBe('other-studio');
    await vi.advanceTimersByTimeAsync(600);
    leaving.abort();
    expect(cache.getQueryState(keys.models)?.isInvalidated).toBe(true);
  });
});

describe('applyEvent', () => {
  it('shows the progress of a download without asking again', () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(keys.models, [sampleModel('standard')]);
    const download = {
      state: 'downloading' as const,
      source: null,
      receivedBytes: 10,
      totalBytes: 100,
      bytesPerSecond: 1,
      remainingMs: 90_000,
      error: null,
    };
    applyEvent(queryClient, { type: 'download', model: 'standard', download });
    expect(queryClient.getQueryData(keys.models)).toMatchObject([{ id: 'standard', download: { receivedBytes: 10 } }]);
  });
});

describe('the queue', () => {
  it('stands as the last event tells it', () => {
    const queryClient = new QueryClient();
    const entries = [sampleEntry(1, { state: 'writing' }), sampleEntry(2, { position: 1 })];
    applyEvent(queryClient, { type: 'queue', entries });
    expect(queryClient.getQueryData(keys.queue)).toEqual(entries);
    applyEvent(queryClient, { type: 'queue', entries: [] });
    expect(queryClient.getQueryData(keys.queue)).toEqual([]);
  });
});

const askedAt = '2026-11-01T00:00:00.000Z';
const continuedAt = '2026-11-01T00:05:00.000Z';
const [questionId, answerId, firstRun, secondRun] = [sampleId(11), sampleId(12), sampleId(13), sampleId(14)];

function sampleRun(id: string, createdAt: string): Run {
  const owner = { action: 'answer', conversationId: sampleId(1), messageId: answerId, documentId: null, versionId: null } as const;
  const run = { model: 'demo', state: 'stopped', seed: 1, usage: null, timings: null, error: null } as const;
  return { ...owner, ...run, id, createdAt, endedAt: continuedAt };
}

/** Whether the open page asks for a conversation anew that it last saw with one stopped answer. */
function asksAnewAfter(change: Partial<ConversationSummary>, cachedRun = sampleRun(firstRun, askedAt)): boolean {
  const queryClient = new QueryClient();
  const summary = sampleConversation(1, { updatedAt: askedAt });
  const conversation = conversationOfSummary(summary);
  const message = { conversationId: summary.id, createdAt: askedAt, text: '春', lastSeq: 0 };
  const messages = [
    { ...message, id: questionId, parentId: null, role: 'user', run: null },
    { ...message, id: answerId, parentId: questionId, role: 'assistant', run: cachedRun },
  ];
  queryClient.setQueryData(keys.conversation(summary.id), { ...conversation, messages });
  applyEvent(queryClient, { type: 'conversation', conversation: { ...summary, ...change } });
  expect(queryClient.getQueryData(keys.conversation(summary.id))).toMatchObject({ updatedAt: change.updatedAt ?? askedAt });
  return queryClient.getQueryState(keys.conversation(summary.id))?.isInvalidated ?? false;
}

describe('the open conversation', () => {
  it('is asked for anew when its answer is continued elsewhere', () => {
    expect(asksAnewAfter({ activeRunId: secondRun })).toBe(true);
  });

  it('is asked for anew when a run elsewhere was over before it could be told of', () => {
    expect(asksAnewAfter({ updatedAt: continuedAt })).toBe(true);
  });

  it('is asked for anew when messages came or went', () => {
    expect(asksAnewAfter({ messageCount: 4 })).toBe(true);
  });

  it('is left alone when the change came from this page', () => {
    const continued = sampleRun(secondRun, continuedAt);
    expect(asksAnewAfter({ updatedAt: continuedAt, activeRunId: secondRun }, continued)).toBe(false);
    expect(asksAnewAfter({ updatedAt: continuedAt }, continued)).toBe(false);
  });

  it('is left alone when only its own fields changed, which the event brings', () => {
    expect(asksAnewAfter({ title: '春', revision: 2, updatedAt: continuedAt })).toBe(false);
    expect(asksAnewAfter({})).toBe(false);
  });
});

describe('the open document', () => {
  const documentKey = keys.document(sampleId(1));
  const isAskedAnew = (queryClient: QueryClient) => queryClient.getQueryState(documentKey)?.isInvalidated ?? false;
  const opened = (): QueryClient => {
    const queryClient = new QueryClient();
    const version = sampleVersion(1, 1, { run: documentRun(1) });
    queryClient.setQueryData(documentKey, sampleDocument({ sections: [sampleSection(1, { version })] }));
    return queryClient;
  };
  const entry = (number: number) => sampleEntry(number, { conversationId: null, documentId: sampleId(1) });

  it('is asked for anew when something of it has changed', () => {
    const queryClient = opened();
    applyEvent(queryClient, { type: 'document', document: sampleDocumentSummary(1) });
    expect(isAskedAnew(queryClient)).toBe(true);
  });

  it('is asked for anew when a run that it does not know has come into the queue, and only then', () => {
    const queryClient = opened();
    applyEvent(queryClient, { type: 'queue', entries: [entry(1)] });
    expect(isAskedAnew(queryClient)).toBe(false);
    applyEvent(queryClient, { type: 'queue', entries: [entry(1), entry(2)] });
    expect(isAskedAnew(queryClient)).toBe(true);
  });

  it('is forgotten when it was deleted', () => {
    const queryClient = opened();
    applyEvent(queryClient, { type: 'document-deleted', id: sampleId(1) });
    expect(queryClient.getQueryData(documentKey)).toBeUndefined();
  });
});

describe('a batch', () => {
  it('is asked for anew when the document of a row has changed', () => {
    const queryClient = new QueryClient();
    const { id, title, template } = sampleBatchSummary(1);
    queryClient.setQueryData(keys.batch(id), {});
    applyEvent(queryClient, { type: 'document', document: sampleDocumentSummary(1, { batch: { id, title, template } }) });
    expect(queryClient.getQueryState(keys.batch(id))?.isInvalidated).toBe(true);
  });

  it('has its likenesses looked for again once a row was written anew, and not with each event', () => {
    const queryClient = new QueryClient();
    const batch = sampleBatchSummary(1);
    const key = [...keys.likenesses(batch.id), 2];
    queryClient.setQueryData(key, []);
    applyEvent(queryClient, { type: 'batch', batch });
    expect(queryClient.getQueryState(key)).toMatchObject({ isInvalidated: true, fetchStatus: 'idle' });
  });
});
