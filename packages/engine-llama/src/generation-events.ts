import { StudioError, type EngineEnd, type EngineEvent, type PauseSignal } from '@maobi/core';
import type { Reply, ToChild } from './protocol.ts';
import type { EngineProcess } from './supervision/engine-process.ts';

export interface Listening {
  readonly question: Omit<Extract<ToChild, { type: 'generate' }>, 'id'> | Omit<Extract<ToChild, { type: 'warm' }>, 'id'>;
  readonly signal: AbortSignal;
  readonly pause?: PauseSignal | undefined;
  /** Time in which a Stop has to be obeyed before the process is killed. */
  readonly stopWithinMs: number;
}

/** The end of a generation that was stopped before the process heard of it. */
export const stoppedBeforeReading: EngineEvent = {
  type: 'ended',
  reason: 'stopped',
  usage: { promptTokens: 0, cachedTokens: 0, writtenTokens: 0 },
  evaluatedTokens: 0,
  timings: { readingMs: 0, writingMs: 0 },
  drafts: { drafted: 0, accepted: 0 },
  error: null,
};

/**
 * One generation as the port tells it. A Stop that the process does not obey in time kills it; a process that dies ends
 * the generation at once. When the listener leaves, the generation is stopped before this returns.
 */
export async function* listenToGeneration(process: EngineProcess, listening: Listening): AsyncGenerator<EngineEvent> {
  const account = new Account();
  const { id, replies } = process.ask(listening.question);
  const stop = new Stop(process, id, listening.stopWithinMs);
  const onAbort = () => stop.request();
  if (listening.signal.aborted) onAbort();
  listening.signal.addEventListener('abort', onAbort, { once: true });
  const tellPause = () => process.setPaused(id, listening.pause?.isPaused ?? false);
  const unwatchPause = listening.pause?.watch(tellPause);
  const reader = heeding(replies, stop)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const event = await nextEvent(reader, account, listening.signal);
      yield event;
      if (event.type === 'ended') return;
    }
  } finally {
    listening.signal.removeEventListener('abort', onAbort);
    unwatchPause?.();
    if (!account.hasEnded) {
      stop.request();
      await settle(reader);
    }
    stop.done();
  }
}

/** The replies but for those that only say that a Stop was heard. */
async function* heeding(replies: AsyncIterable<Reply>, stop: Stop): AsyncGenerator<Reply> {
  for await (const reply of replies) {
    if (reply.type === 'stopping') stop.grant(reply.withinMs);
    else yield reply;
  }
}

async function nextEvent(reader: AsyncIterator<Reply>, account: Account, signal: AbortSignal): Promise<EngineEvent> {
  try {
    const { value } = await reader.next();
    return account.event(value as Reply | undefined);
  } catch (error) {
    if (account.hasEnded) throw error;
    return account.died(StudioError.from(error), signal.aborted);
  }
}

/** Waits until the process is done with the generation: by itself or by dying. */
async function settle(reader: AsyncIterator<Reply>): Promise<void> {
  try {
    while (!(await reader.next()).done);
  } catch {
    // It died, which is an end as well; the engine sees the exit and restarts it.
  }
}

/**
 * Stops a generation once: politely first, by force when that does not help in time. Who hears it gets the time that the batch at
 * hand may take: killing a process that works costs everything it holds.
 */
class Stop {
  readonly #process: EngineProcess;
  readonly #id: number;
  readonly #withinMs: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(process: EngineProcess, id: number, withinMs: number) {
    this.#process = process;
    this.#id = id;
    this.#withinMs = withinMs;
  }

  request(): void {
    if (this.#timer) return;
    this.#process.stop(this.#id);
    this.#timer = setTimeout(() => void this.#process.kill(), this.#withinMs);
  }

  grant(withinMs: number): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#process.kill(), withinMs);
  }

  done(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }
}

/** Keeps count, so that a generation cut short by a crash still says what it did. */
class Account {
  readonly #startedMs = performance.now();
  #firstTextMs: number | null = null;
  #usage = { promptTokens: 0, cachedTokens: 0, writtenTokens: 0 };
  #hasEnded = false;

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  event(reply: Reply | undefined): EngineEvent {
    switch (reply?.type) {
      case 'reading':
        this.#usage = { ...this.#usage, promptTokens: reply.total, cachedTokens: reply.cached };
        return { type: 'reading', done: reply.done, total: reply.total, cached: reply.cached };
      case 'text':
        this.#firstTextMs ??= performance.now();
        this.#usage = { ...this.#usage, writtenTokens: reply.written };
        return { type: 'text', text: reply.text, written: reply.written };
      case 'ended':
        this.#hasEnded = true;
        return {
          type: 'ended',
          reason: reply.reason,
          usage: reply.usage,
          evaluatedTokens: reply.evaluatedTokens,
          timings: reply.timings,
          drafts: reply.drafts,
          error: null,
        };
      case 'failed':
        return this.#failed(StudioError.fromBody(reply.error));
      default:
        return this.died(new StudioError('engine-failed', 'The engine gave no answer.'), false);
    }
  }

  died(error: StudioError, wasStopped: boolean): EngineEnd {
    this.#hasEnded = true;
    const nowMs = performance.now();
    const writingSinceMs = this.#firstTextMs ?? nowMs;
    return {
      type: 'ended',
      reason: wasStopped ? 'stopped' : 'failed',
      usage: this.#usage,
      evaluatedTokens: 0, // only the process knew
      timings: { readingMs: writingSinceMs - this.#startedMs, writingMs: nowMs - writingSinceMs },
      drafts: { drafted: 0, accepted: 0 },
      error: wasStopped ? null : error,
    };
  }

  /** What is wrong with the request is thrown; what went wrong in the engine is an end. */
  #failed(error: StudioError): EngineEnd {
    this.#hasEnded = true;
    if (error.code !== 'engine-failed') throw error;
    return this.died(error, false);
  }
}
