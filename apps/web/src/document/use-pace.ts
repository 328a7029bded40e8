import { useSystemPart } from '../studio/queries.ts';
import type { LiveSection } from './writing-progress.ts';

/** How fast is written: as it goes now, else as it was measured; `null`: not known yet. */
export function usePace(live: LiveSection | null): number | null {
  const measured = useSystemPart((system) => system.calibration?.writeTokensPerSecond ?? null) ?? null;
  const now = live?.view.tokensPerSecond ?? null;
  // in steps: what it is used for is not that exact, and every change draws the page anew
  return now === null ? measured : Math.max(0.5, Math.round(now * 2) / 2);
}
