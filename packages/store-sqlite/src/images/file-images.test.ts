import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fill, storeFolder } from '../testing/store-folder.ts';

const nameOf = (letter: string) => `${letter.repeat(32)}-4x3.png`;
const bytes = new Uint8Array([1, 2, 3]);

describe('images as files', () => {
  const folder = storeFolder();
  const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;
  const live = () => readdirSync(join(folder().path, 'images')).toSorted();
  const backedUp = () => readdirSync(join(folder().backups, 'images')).toSorted();
  const put = (letter: string) => folder().with((store) => store.images.put({ name: nameOf(letter), bytes, now: folder().now }));

  it('W23: are for their owner only, and lie under their whole name', async () => {
    await put('a');
    expect(live()).toEqual([nameOf('a')]);
    if (process.platform !== 'win32') expect(statSync(join(folder().path, 'images', nameOf('a'))).mode & 0o777).toBe(0o600);
  });

  it('W26: are in the backups, and come back from there', async () => {
    await folder().with((store) => fill(store, 1));
    await put('a');
    folder().now = day(2);
    await folder().with(async () => undefined);
    expect(backedUp()).toEqual([nameOf('a')]);
    rmSync(join(folder().path, 'images', nameOf('a')));
    expect(await folder().with((store) => store.images.read(nameOf('a')))).toEqual(bytes);
  });

  it('W26: stay in the backups for as long as one may name them', async () => {
    await folder().with((store) => fill(store, 1));
    await put('a');
    folder().now = day(2);
    await folder().with((store) => store.images.removeUnnamed({ putBefore: day(2), now: day(2) }));
    expect(live()).toEqual([]);
    for (let number = 3; number <= 8; number += 1) {
      folder().now = day(number);
      await folder().with(async () => undefined);
    }
    expect(backedUp()).toEqual([nameOf('a')]);
    for (let number = 9; number <= 10; number += 1) {
      folder().now = day(number);
      await folder().with(async () => undefined);
    }
    expect(backedUp()).toEqual([]);
  });

  it('W23: are whole or not there', async () => {
    await put('a');
    const part = join(folder().path, 'images', `${nameOf('b')}.part`);
    writeFileSync(part, 'half of an earlier try');
    expect(await folder().with((store) => store.images.read(nameOf('b')))).toBeNull();
    await put('b');
    expect(existsSync(part)).toBe(false);
    expect(new Uint8Array(readFileSync(join(folder().path, 'images', nameOf('b'))))).toEqual(bytes);
  });
});
