import { ClientError, type ErrorBody, type StudioClient, type StudioEvent } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleModel, sampleSystem } from '../testing/samples.ts';
import { useConnection } from './connection.ts';
import { keys } from './keys.ts';
import { applyEvent, followStudio } from './live-events.ts';

const offline: ErrorBody = { code: 'offline', message: 'gone', retryable: true };
const unauthorized: ErrorBody = { code: 'unauthorized', message: 'no session', retryable: false };

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
