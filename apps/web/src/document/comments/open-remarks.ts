import { useEffect } from 'react';

/** For browsers that cannot tell what other tabs hold. */
const openHere = new Set<string>();

const lockOf = (remarkId: string) => `maobi.remark.${remarkId}`;
/** Missing where the studio is reached over a connection that the browser does not trust. */
const locks = (): LockManager | undefined => (navigator as Partial<Navigator>).locks;

/** Marks a remark as being written, in every tab, for as long as its field stands there. */
export function useOpenRemark(remarkId: string): void {
  useEffect(() => {
    const closing = new AbortController();
    const closed = new Promise((resolve) => closing.signal.addEventListener('abort', resolve));
    openHere.add(remarkId);
    // refused where the field is closed before another has let go
    void locks()
      ?.request(lockOf(remarkId), { signal: closing.signal }, () => closed)
      .catch(() => undefined);
    return () => {
      openHere.delete(remarkId);
      closing.abort();
    };
  }, [remarkId]);
}

/** Runs as soon as nobody writes the remark any more, in no tab; where that cannot be told, at once or not at all. */
export function whenNotOpen(remarkId: string, signal: AbortSignal, work: () => Promise<void>): void {
  const manager = locks();
  if (manager) void manager.request(lockOf(remarkId), { signal }, work).catch(() => undefined);
  else if (!openHere.has(remarkId)) void work();
}
