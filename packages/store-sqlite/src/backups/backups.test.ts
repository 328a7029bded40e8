import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fill, storeFolder } from '../testing/store-folder.ts';

const hourMs = 60 * 60 * 1000;

describe('backups', () => {
  const folder = storeFolder();
  afterEach(() => vi.useRealTimers());
  const day = (number: number, time = '08:00:00.000'): string => `2026-03-${String(number).padStart(2, '0')}T${time}Z`;
  const names = (): string[] => readdirSync(folder().backups).sort();

  it('H31 are taken once a day, with everything written before, and seven are kept', async () => {
    await folder().with((store) => fill(store, 1));
    expect(names()).toEqual([]);
    for (let number = 2; number <= 10; number += 1) {
      folder().now = day(number);
      await folder().with((store) => fill(store, number));
      folder().now = day(number, '20:00:00.000');
      await folder().with(async () => undefined);
    }
    expect(names()).toEqual(['04', '05', '06', '07', '08', '09', '10'].map((number) => `daily-2026-03-${number}T08-00-00-000Z.sqlite`));
    const raw = new DatabaseSync(join(folder().backups, names()[6] ?? ''), { readOnly: true });
    expect(raw.prepare('select count(*) as total from message').get()).toMatchObject({ total: 9 });
    raw.close();
  });

  it('H31 are taken while the studio stays open', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const store = await folder().open();
    await fill(store, 1);
    for (const [hours, expected] of [
      [1, 1],
      [23, 1],
      [25, 2],
    ] as const) {
      folder().now = new Date(Date.parse(day(1)) + hours * hourMs).toISOString();
      vi.advanceTimersByTime(hourMs);
      await vi.waitFor(() => expect(names().filter((name) => !name.endsWith('.part'))).toHaveLength(expected));
    }
    await store[Symbol.asyncDispose]();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('H31 have their name only when they are whole', async () => {
    await folder().with((store) => fill(store, 1));
    writeFileSync(join(folder().backups, `daily-${day(2).replace(/[:.]/g, '-')}.sqlite.part`), 'half of an earlier try');
    folder().now = day(2);
    await folder().with(async () => undefined);
    expect(names()).toEqual(['daily-2026-03-02T08-00-00-000Z.sqlite']);
  });

  it('H31 that fail keep nobody from writing', async () => {
    await folder().with((store) => fill(store, 1));
    folder().now = day(2);
    const obstacle = join(folder().backups, 'daily-2026-03-02T08-00-00-000Z.sqlite');
    // a folder with something in it cannot be replaced by a file
    mkdirSync(join(obstacle, 'x'), { recursive: true });
    await folder().with((store) => fill(store, 2));
    expect(statSync(obstacle).isDirectory()).toBe(true);
  });
});
