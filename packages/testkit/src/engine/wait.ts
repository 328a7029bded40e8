/** Waits so long, at least one turn of the event loop; returns early, without an error, when the signal fires. */
export function wait(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const settle = () => {
      clear();
      signal.removeEventListener('abort', settle);
      resolve();
    };
    const clear = schedule(delayMs, settle);
    signal.addEventListener('abort', settle, { once: true });
  });
}

function schedule(delayMs: number, settle: () => void): () => void {
  if (delayMs === Infinity) return () => {};
  if (delayMs < 1) {
    const immediate = setImmediate(settle);
    return () => clearImmediate(immediate);
  }
  const timer = setTimeout(settle, delayMs);
  return () => clearTimeout(timer);
}
