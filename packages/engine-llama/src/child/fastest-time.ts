import { collectAllGarbage, collectYoungGarbage } from './collect-garbage.ts';

/** Work that takes less is repeated: to a pass of a millisecond, any program that wakes up counts as much as the model. */
const leastCountedMs = 250;
/** By then one of them was left alone, on all but the busiest machine. */
const mostTimes = 60;

interface Rounds {
  /** How often the work is done in a row; one round is done at least. */
  readonly perRound: number;
  /** Makes room for the next round; not counted. */
  betweenRounds(): Promise<void>;
}

/**
 * Milliseconds that the work takes: whatever disturbs it only ever makes it slower, so the fastest of several times is its own.
 * Rejects with the signal's reason between two times.
 */
export async function fastestMs(work: () => Promise<unknown>, rounds: Rounds, signal: AbortSignal): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY;
  let counted = 0;
  let times = 0;
  for (;;) {
    for (let count = 0; count < rounds.perRound; count += 1) {
      signal.throwIfAborted();
      const startedMs = performance.now();
      await work();
      const tookMs = performance.now() - startedMs;
      fastest = Math.min(fastest, tookMs);
      counted += tookMs;
    }
    times += rounds.perRound;
    if (counted >= leastCountedMs || times >= mostTimes) {
      collectAllGarbage();
      return fastest;
    }
    collectYoungGarbage();
    await rounds.betweenRounds();
  }
}
