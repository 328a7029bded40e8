import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idSchema } from '@maobi/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLogFile } from './log-file.ts';
import { createSurroundings } from './surroundings.ts';
import { uuidV7 } from './uuid-v7.ts';

describe('an id', () => {
  it('is a UUID of version 7 that carries its time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (nowMs) => {
        const id = uuidV7(nowMs);
        expect(idSchema.safeParse(id).success).toBe(true);
        expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(nowMs);
      }),
    );
  });

  it('sorts by time and is never the same', () => {
    expect(uuidV7(1_000) < uuidV7(1_001)).toBe(true);
    expect(new Set(Array.from({ length: 1_000 }, () => uuidV7(5))).size).toBe(1_000);
  });
});

describe('the clock on the wall', () => {
  it('N1 tells the minute of the day where the computer stands', () => {
    const minute = () => Number(new Date().toTimeString().slice(0, 2)) * 60 + Number(new Date().toTimeString().slice(3, 5));
    const nothing = () => undefined;
    const before = minute();
    const told = createSurroundings({ debug: nothing, info: nothing, warn: nothing, error: nothing }).minuteOfDay();
    expect([before, minute()]).toContain(told);
  });
});

describe('the log', () => {
  it('is one JSON object per line, for its owner alone, and never more than 10 MB', () => {
    const folder = mkdtempSync(join(tmpdir(), 'maobi-log-'));
    try {
      const path = join(folder, 'maobi.log');
      const { log, close } = openLogFile(path);
      log.info({ runs: 2 }, 'first line');
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ runs: 2, msg: 'first line' });
      expect(statSync(path).mode & 0o077).toBe(0);
      const large = 'x'.repeat(1_000_000);
      for (let line = 0; line < 13; line++) log.info({ large }, 'large');
      log.info({}, 'last line');
      close();
      log.info({}, 'after the end');
      expect(statSync(path).size).toBeLessThan(6_100_000);
      expect(statSync(`${path}.1`).size).toBeLessThan(6_100_000);
      expect(readFileSync(path, 'utf8')).toContain('last line');
      expect(readFileSync(path, 'utf8')).not.toContain('after the end');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
