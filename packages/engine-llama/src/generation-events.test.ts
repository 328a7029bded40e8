import type { EngineEvent } from '@maobi/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenToGeneration } from './generation-events.ts';
import type { Reply } from './protocol.ts';
import type { EngineProcess } from './supervision/engine-process.ts';
import { ReplyQueue } from './supervision/reply-queue.ts';
import { ask } from './test-processes.ts';

const ended: Reply = {
  type: 'ended',
  id: 1,
  reason: 'stopped',
  usage: { promptTokens: 9, cachedTokens: 0, writtenTokens: 0 },
  evaluatedTokens: 9,
  timings: { readingMs: 1, writingMs: 0 },
  drafts: { drafted: 0, accepted: 0 },
};

describe('a Stop', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A generation that was told to stop, in a process that answers only what the test lets it answer. */
  function stopped() {
    const replies = new ReplyQueue<Reply>();
    const kill = vi.fn<() => Promise<void>>(async () => undefined);
    const process = {
      ask: () => ({ id: 1, replies }),
      stop: () => undefined,
      setPaused: () => undefined,
      kill,
    } as unknown as EngineProcess;
    const question = { type: 'generate', request: ask('…'), isPaused: false } as never;
    const events: EngineEvent[] = [];
    const done = (async () => {
      for await (const event of listenToGeneration(process, { question, signal: AbortSignal.abort(), stopWithinMs: 2000 }))
        events.push(event);
    })();
    return { replies, kill, events, done };
  }

  it('that nobody hears ends the process by force', async () => {
    const { kill } = stopped();
    await vi.advanceTimersByTimeAsync(1999);
    expect(kill).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    expect(kill).toHaveBeenCalledOnce();
  });

  it('that was heard has the time that a batch may take, and no more', async () => {
    const { replies, kill } = stopped();
    replies.push({ type: 'stopping', id: 1, withinMs: 9000 });
    await vi.advanceTimersByTimeAsync(8999);
    expect(kill).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    expect(kill).toHaveBeenCalledOnce();
  });

  it('that was obeyed in that time ends the generation and nothing else', async () => {
    const { replies, kill, events, done } = stopped();
    replies.push({ type: 'stopping', id: 1, withinMs: 9000 });
    await vi.advanceTimersByTimeAsync(5000);
    replies.push(ended);
    await done;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(kill).not.toHaveBeenCalled();
    expect(events).toMatchObject([{ type: 'ended', reason: 'stopped', error: null }]);
  });
});
