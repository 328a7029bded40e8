import { startTransition, useEffect, useState } from 'react';

/** What is put off is done by then, however busy the page stays. */
const patienceMs = 3000;
/** In a browser that cannot say when it has nothing to do. */
const usuallyIdleAfterMs = 50;

/** Whether the browser cannot say when it has nothing to do, or the page has had nothing to do before. */
let hasBeenIdle = typeof requestIdleCallback !== 'function';

/** Does what nobody waits for once the page has nothing else to do. Returns the way to call it off. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(work, usuallyIdleAfterMs);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(work, { timeout: patienceMs });
  return () => cancelIdleCallback(id);
}

/** Whether the page that was opened can be read: what need not be there from the start is drawn from then on. Once true, it stays so. */
export function useHasBeenIdle(): boolean {
  const [isNow, setIsNow] = useState(hasBeenIdle);
  useEffect(() => {
    if (isNow) return undefined;
    return whenIdle(() => {
      hasBeenIdle = true;
      startTransition(() => setIsNow(true));
    });
  }, [isNow]);
  return isNow;
}
