import type { Log, Surroundings } from '@maobi/core';

const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Real time, ids that sort by their making, seeds that count up, and no log. */
export function createTestSurroundings(): Surroundings {
  let made = 0;
  return {
    now: () => new Date().toISOString(),
    elapsedMs: () => performance.now(),
    newId: () => testId((made += 1)),
    randomSeed: () => (made += 1),
    newSecret: () => `secret-${(made += 1)}`,
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    log: silent,
  };
}

/** The n-th UUIDv7 of a test: the same in every run, in order of n. */
export function testId(n: number): string {
  return `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}
