/** For browsers that cannot tell what other tabs hold. */
const heldHere = new Set<string>();

/** Missing where the studio is reached over a connection that the browser does not trust. */
const locks = (): LockManager | undefined => (navigator as Partial<Navigator>).locks;

/** Marks something as being at work in this tab, for every tab, until what is returned is called or the tab is gone. */
export function hold(name: string): () => void {
  const ending = new AbortController();
  const ended = new Promise((resolve) => ending.signal.addEventListener('abort', resolve));
  heldHere.add(name);
  // refused where it is let go before another has let go
  void locks()
    ?.request(name, { signal: ending.signal }, () => ended)
    .catch(() => undefined);
  return () => {
    heldHere.delete(name);
    ending.abort();
  };
}

/** Runs as soon as no tab holds it any more; where that cannot be told, at once or not at all. */
export function whenLetGo(name: string, signal: AbortSignal, work: () => Promise<void>): void {
  const manager = locks();
  if (manager) void manager.request(name, { signal }, work).catch(() => undefined);
  else if (!heldHere.has(name)) void work();
}
