import { createHash } from 'node:crypto';
import type { Log, Surroundings } from '@maobi/core';
import { newSecret } from '@maobi/http-api';
import { uuidV7 } from './uuid-v7.ts';

/** Time, chance and waiting of this machine. */
export function createSurroundings(log: Log): Surroundings {
  return {
    now: () => new Date().toISOString(),
    minuteOfDay: () => {
      const now = new Date();
      return now.getHours() * 60 + now.getMinutes();
    },
    elapsedMs: () => performance.now(),
    newId: () => uuidV7(),
    randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    newSecret,
    fingerprint: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    log,
  };
}
