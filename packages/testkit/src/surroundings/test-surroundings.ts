import { createHash } from 'node:crypto';
import type { Log, Surroundings } from '@maobi/core';

const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Real time, ids that sort by their making, seeds that count up, and no log. */
export function createTestSurroundings(): Surroundings {
  let made = 0;
  return {
    now: () => new Date().toISOString(),
    minuteOfDay: () => minuteOf(new Date()),
    elapsedMs: () => performance.now(),
    newId: () => testId((made += 1)),
    randomSeed: () => (made += 1),
    fingerprint: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    newSecret: () => `secret-${(made += 1)}`,
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    log: silent,
  };
}

function minuteOf(time: Date): number {
  return time.getUTCHours() * 60 + time.getUTCMinutes();
}

export interface TestClock {
  readonly surroundings: Surroundings;
  /** Sets the clock forward and calls back whoever waited for a time that has come by that. */
  advance(milliseconds: number): void;
}

/** Begins at this time and goes on like any clock; the clock on the wall shows UTC. */
export function createTestClock(start: string): TestClock {
  const surroundings = createTestSurroundings();
  const waiting = new Set<{ readonly dueMs: number; readonly callBack: () => void }>();
  let aheadMs = Date.parse(start) - Date.now();
  const now = () => new Date(Date.now() + aheadMs);
  return {
    surroundings: {
      ...surroundings,
      now: () => now().toISOString(),
      minuteOfDay: () => minuteOf(now()),
      after(delayMs, callback) {
        const entry = {
          dueMs: now().getTime() + delayMs,
          callBack: () => {
            callOff();
            callback();
          },
        };
        const timer = setTimeout(entry.callBack, delayMs);
        const callOff = () => {
          clearTimeout(timer);
          waiting.delete(entry);
        };
        waiting.add(entry);
        return callOff;
      },
    },
    advance(milliseconds) {
      aheadMs += milliseconds;
      const due = Array.from(waiting).filter(({ dueMs }) => dueMs <= now().getTime());
      for (const { callBack } of due) callBack();
    },
  };
}

/** The n-th UUIDv7 of a test: the same in every run, in order of n. */
export function testId(n: number): string {
  return `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}
