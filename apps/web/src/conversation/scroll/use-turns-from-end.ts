import { startTransition, useEffect, useState } from 'react';
import { whenIdle } from '../../shell/when-idle.ts';

const shownFirst = 12;
const addedAtOnce = 60;

/**
 * From which turn on a conversation is drawn: at first only the last ones, which are what is seen when it opens, then the
 * earlier ones little by little while the browser has nothing else to do. One that is drawn stays so when others are added.
 *
 * @param count of its turns; 0: they are not known yet
 */
export function useTurnsFromEnd(count: number): number {
  const [standing, setStanding] = useState({ count: 0, missing: 0 });
  const missing = Math.min(standing.count === 0 ? count : standing.missing, Math.max(0, count - shownFirst));
  if (standing.count !== count) setStanding({ count, missing });
  useEffect(() => {
    if (missing === 0) return undefined;
    return whenIdle(() =>
      startTransition(() => setStanding((before) => ({ ...before, missing: Math.max(0, before.missing - addedAtOnce) }))),
    );
  }, [missing]);
  return missing;
}
