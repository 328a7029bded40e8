import { useSystemPart } from '../studio/queries.ts';
import type { LiveSection } from './writing-progress.ts';

/** How fast is written: as it goes now, else as the studio expects (K14); `null`: not known yet. */
export function usePace(live: LiveSection | null): number | null {
  const expected = useSystemPart((system) => system.pace?.writeTokensPerSecond ?? null) ?? null;
  const now = live?.view.tokensPerSecond ?? null;
  // in steps: what it is used for is not that exact, and every change draws the page anew
  return now === null ? expected : Math.max(0.5, Math.round(now * 2) / 2);
}
