import { startTransition, useEffect, useState } from 'react';
import { whenIdle } from '../../shell/when-idle.ts';

const shownFirst = 12;
const addedAtOnce = 60;

/**
 * From which turn on a conversation is drawn: at first only the last ones, which are what is seen when it opens, then the
 * earlier ones little by little while the browser has nothing else to do.
 */
export function useTurnsFromEnd(count: number): number {
  const [shown, setShown] = useState(shownFirst);
  const missing = count - shown;
  useEffect(() => {
    if (missing <= 0) return undefined;
    return whenIdle(() => startTransition(() => setShown((before) => before + addedAtOnce)));
  }, [missing]);
  return Math.max(0, missing);
}
