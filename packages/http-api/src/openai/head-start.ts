import type { CompletionEvent } from '@maobi/core';

/** The value in a box when it comes within so many milliseconds, `null` when it is late. */
export async function within<T>(promise: Promise<T>, timeoutMs: number): Promise<{ value: T } | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), timeoutMs);
  });
  promise.catch(() => undefined); // when it is late, its error is handled by whoever awaits it next
  try {
    return await Promise.race([promise.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits until something was written or ended, at most so many milliseconds, and returns the same events from the first
 * one on. What fails within that time is thrown here. When the signal fires the events are left at once: nobody may come
 * to read them, and a generation that is never left holds its turn for ever.
 */
export async function headStart(
  events: AsyncIterable<CompletionEvent>,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<AsyncIterable<CompletionEvent>> {
  const iterator = events[Symbol.asyncIterator]();
  signal.addEventListener('abort', () => void iterator.return?.()?.catch(() => undefined), { once: true });
  const seen: CompletionEvent[] = [];
  let pending = iterator.next();
  const begun = (async () => {
    for (;;) {
      const result = await pending;
      if (result.done) return;
      if (result.value.type !== 'started') return;
      seen.push(result.value);
      pending = iterator.next();
    }
  })();
  await within(begun, timeoutMs);
  return {
    [Symbol.asyncIterator]: async function* () {
      try {
        await begun;
        yield* seen;
        for (let result = await pending; !result.done; result = await iterator.next()) yield result.value;
      } finally {
        await iterator.return?.();
      }
    },
  };
}
