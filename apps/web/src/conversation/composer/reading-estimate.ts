import { countText, type Run } from '@maobi/contract';

const tokensPerUnit = 1.3;
const turnOverheadTokens = 12;
const fewestTokensMeasured = 16;
const worthSayingMs = 2000;

/**
 * How long it takes until writing starts if this question is sent now, from how fast the last run was read. What was read
 * before is not read again. `null`: not known, or too short to say.
 */
export function startsInMs(draft: string, lastRun: Run | null): number | null {
  const { usage, timings } = lastRun ?? {};
  if (!usage || !timings || draft.trim() === '') return null;
  const readTokens = usage.promptTokens - usage.cachedTokens;
  if (readTokens < fewestTokensMeasured || timings.readingMs === 0) return null;
  const ms = (countText(draft) * tokensPerUnit + turnOverheadTokens) * (timings.readingMs / readTokens);
  return ms < worthSayingMs ? null : ms;
}
