import { StudioError } from '../errors.ts';
import type { Surroundings } from '../ports/surroundings.ts';

/** How long to rest after failures: twice as long each time, up to the longest. */
export interface Rests {
  readonly firstMs: number;
  readonly longestMs: number;
}

const usualRests: Rests = { firstMs: 500, longestMs: 30_000 };

/** How long to rest after so many failures in a row. */
export function restMs(failures: number, { firstMs, longestMs }: Rests = usualRests): number {
  return Math.min(longestMs, firstMs * 2 ** (failures - 1));
}

/** Resolves after so long, or as soon as the signal fires. */
export function rest(milliseconds: number, signal: AbortSignal, surroundings: Surroundings): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const wake = () => {
      callOff();
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const callOff = surroundings.after(milliseconds, wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}

/**
 * Does again, after a rest, what has failed for a reason that may pass, until it succeeds. Given up when the signal fires, or where that is gone
 * which it was for. Never rejects.
 */
export async function retried(work: () => Promise<void>, signal: AbortSignal, surroundings: Surroundings): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    await rest(restMs(failures), signal, surroundings);
    if (signal.aborted) return;
    try {
      return await work();
    } catch (error) {
      if (StudioError.from(error).code === 'not-found') return;
    }
  }
}
