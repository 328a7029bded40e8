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
 * one on. What fails within that time is thrown here.
 */
export async function headStart(events: AsyncIterable<CompletionEvent>, timeoutMs: number): Promise<AsyncIterable<CompletionEvent>> {
  const iterator = events[Symbol.asyncIterator]();
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
        yield* seen.splice(0);
        await begun;
        yield* seen.splice(0);
        for (let result = await pending; !result.done; result = await iterator.next()) yield result.value;
      } finally {
        await iterator.return?.();
      }
    },
  };
}
