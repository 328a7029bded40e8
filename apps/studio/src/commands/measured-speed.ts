import { setTimeout as delay } from 'node:timers/promises';
import type { Calibration, System } from '@maobi/contract';
import { formatDuration } from '../terminal/measures.ts';
import { Stopped } from '../terminal/failures.ts';
import type { StudioConnection } from '../terminal/studio-connection.ts';

const lookAgainMs = 250;
/** Measuring takes less than 90 s on a slow computer; whoever waits longer has a studio that is busy with other things. */
const longestWaitMs = 180_000;

interface Waiting {
  readonly show: (progress: string) => void;
  readonly stop: AbortSignal;
}

/**
 * Waits while the studio measures the active model: until it is done, somebody wants to write, or three minutes have
 * passed. Throws `Stopped` when the writer does not want to wait.
 */
export async function whileMeasuring({ client }: StudioConnection, { show, stop }: Waiting): Promise<void> {
  const startedMs = performance.now();
  const elapsedMs = () => performance.now() - startedMs;
  while (elapsedMs() < longestWaitMs) {
    const { calibration, activeModel } = await client.call('getSystem', {});
    if (calibration?.state !== 'measuring' || (await client.call('listRuns', {})).runs.length > 0) return;
    show(`Measuring how fast ${activeModel} is on this computer, once, less than 90 s… ${formatDuration(elapsedMs())}`);
    await delay(lookAgainMs, undefined, { signal: stop }).catch(() => {
      throw new Stopped('stopped while measuring');
    });
  }
}

/** One line about the speed of the active model, for people. */
export function speedOf({ activeModel, calibration }: System): { readonly isKnown: boolean; readonly text: string } {
  if (calibration?.state === 'failed')
    return { isKnown: false, text: `${activeModel} could not be measured; a running studio tries again when it is idle` };
  if (calibration?.state !== 'done')
    return { isKnown: false, text: `${activeModel} is not measured yet; try again when nothing is written` };
  return { isKnown: true, text: `${activeModel} ${figuresOf(calibration).join('; ')}` };
}

function figuresOf({ readTokensPerSecond, writeTokensPerSecond, threads, batchTokens, parallel, draftTokens }: Calibration): string[] {
  const rates = [`reads ${rateOf(readTokensPerSecond)}`, `writes ${rateOf(writeTokensPerSecond)} tokens/s`].join(', ');
  const settings = [
    `${threads} thread${threads === 1 ? '' : 's'}`,
    `batches of ${batchTokens}`,
    parallel === 1 ? 'one text at a time' : `${parallel} texts at a time`,
    draftTokens === 0 ? 'no drafts' : `drafts of ${draftTokens}`,
  ].join(', ');
  return [rates, settings];
}

function rateOf(tokensPerSecond: number | null): string {
  if (tokensPerSecond === null) return '?';
  return tokensPerSecond < 100 ? tokensPerSecond.toFixed(1) : String(Math.round(tokensPerSecond));
}
