import { describe, expect, it, vi } from 'vitest';
import { byteStream } from './byte-stream.ts';

const decoder = new TextDecoder();
const ignore = (): void => undefined;

describe('a stream of text', () => {
  it('asks for a piece only when the last one was taken', async () => {
    let made = 0;
    const endless = (async function* () {
      for (;;) yield `piece ${(made += 1)}\n`;
    })();
    const abort = new AbortController();
    const reader = byteStream(endless, { abort, keepAlive: '', onError: ignore }).getReader();
    await reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBeLessThanOrEqual(2);
    await reader.cancel();
    expect(abort.signal.aborted).toBe(true);
  });

  it('says that it lives whenever it is silent, but never piles that up', async () => {
    vi.useFakeTimers();
    try {
      const silent: AsyncIterable<string> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(ignore) }) };
      const abort = new AbortController();
      const stream = byteStream(silent, { abort, keepAlive: ': here\n\n', onError: ignore });
      expect(vi.getTimerCount()).toBe(0); // nobody reads yet
      const reader = stream.getReader();
      const first = reader.read();
      await vi.advanceTimersByTimeAsync(15_000 * 10);
      expect(decoder.decode((await first).value)).toBe(': here\n\n');
      expect(decoder.decode((await reader.read()).value)).toBe(': here\n\n');
      const next = reader.read();
      await vi.advanceTimersByTimeAsync(15_000);
      expect(decoder.decode((await next).value)).toBe(': here\n\n');
      expect(vi.getTimerCount()).toBe(1);
      void reader.cancel();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends without an error when its reader has gone away', async () => {
    const abort = new AbortController();
    const interrupted = (async function* () {
      yield 'half';
      abort.abort();
      throw abort.signal.reason;
    })();
    const told: unknown[] = [];
    const stream = byteStream(interrupted, { abort, keepAlive: '', onError: (caught) => told.push(caught) });
    await expect(new Response(stream).text()).resolves.toBe('half');
    expect(told).toEqual([]);
  });

  it('is cut by an error, never ended as if complete', async () => {
    const failing = (async function* () {
      yield 'half';
      throw new Error('broken');
    })();
    const told: unknown[] = [];
    const stream = byteStream(failing, { abort: new AbortController(), keepAlive: '', onError: (caught) => told.push(caught) });
    await expect(new Response(stream).text()).rejects.toThrow('broken');
    expect(told).toHaveLength(1);
  });
});
