import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { openDataFolder } from '../files/data-folder.ts';
import { brief, fillDocument } from '../testing/filled-document.ts';
import { newRun } from '../testing/store-calls.ts';
import { fill, storeFolder } from '../testing/store-folder.ts';
import { FileImages } from './file-images.ts';
import { NamedImages } from './named-images.ts';

const nameOf = (letter: string) => `${letter.repeat(32)}-4x3.png`;
const bytes = new Uint8Array([1, 2, 3]);
const byHand = { sectionId: 's1', source: 'user', text: '' } as const;

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

  it('W26: stay for good when a restored text names one that was removed before', async () => {
    await folder().with((store) => fill(store, 1));
    await put('a');
    await put('b');
    folder().now = day(2);
    await folder().with((store) => store.images.removeUnnamed({ putBefore: day(2), now: day(2) }));
    // as after a backup was restored: a text names what only the backups have
    await folder().with((store) => fill(store, 2, `![图](/api/images/${nameOf('a')})`));
    for (let number = 3; number <= 20; number += 1) {
      folder().now = day(number);
      await folder().with(async () => undefined);
    }
    expect(await folder().with((store) => store.images.read(nameOf('a')))).toEqual(bytes);
    expect([live(), backedUp()]).toEqual([[nameOf('a')], [nameOf('a')]]);
  });

  it('W23: are whole or not there', async () => {
    await put('a');
    writeFileSync(join(folder().path, 'images', `${nameOf('b')}.part`), 'half of an earlier try');
    expect(await folder().with((store) => store.images.read(nameOf('b')))).toBeNull();
    expect(live()).toEqual([nameOf('a')]);
    // as after the machine went down
    writeFileSync(join(folder().path, 'images', nameOf('b')), bytes.subarray(0, 1));
    await put('b');
    expect(new Uint8Array(readFileSync(join(folder().path, 'images', nameOf('b'))))).toEqual(bytes);
  });

  it('W23: can be sent several times at once', async () => {
    const image = { name: nameOf('a'), bytes: new Uint8Array(1_000_000), now: folder().now };
    await folder().with((store) => Promise.all([1, 2, 3, 4].map(() => store.images.put(image))));
    expect(live()).toEqual([nameOf('a')]);
  });

  it('W26: are looked for in no text where none is old enough to go', async () => {
    await put('a');
    const statements: string[] = [];
    const watched = new Proxy({} as never, { get: (_, name) => statements.push(String(name)) });
    const images = new FileImages(watched, await openDataFolder(folder().path));
    expect(await images.removeUnnamed({ putBefore: folder().now, now: folder().now })).toEqual([]);
    expect(statements).toEqual([]);
  });

  it('W26: stay when they are named by a run that began, and ended, while all texts are read', async () => {
    for (const letter of 'ab') await put(letter);
    await folder().with(async (store) => {
      await fillDocument(store, 2);
      await store.documents.addVersion({
        ...byHand,
        id: 'v0',
        sectionId: 's2',
        baseId: 'v2',
        run: { ...newRun('r0'), action: 'draft' },
        now: day(1),
      });
      const begin = () =>
        store.documents.addVersion({ ...byHand, id: 'v3', baseId: 'v1', run: { ...newRun('r3'), action: 'draft' }, now: day(1) });
      const end = async () => {
        await store.runs.appendChunk('r3', { seq: 1, text: `![图](/api/images/${nameOf('a')})`, written: 1 });
        await store.runs.end('r3', { state: 'done', usage: null, timings: null, error: null, now: day(2) });
      };
      const { look } = NamedImages.prototype;
      const looking = vi.spyOn(NamedImages.prototype, 'look').mockImplementationOnce(async function (this: NamedImages, queries, signal) {
        let begun: Promise<unknown> | null = null;
        const beginning: KyselyPlugin = {
          transformQuery: ({ node }) => node,
          async transformResult({ result }) {
            // the runs that are open have just been asked for; what is asked next waits for this
            if (result.rows.some((row) => 'seq' in row && 'text' in row)) begun ??= begin();
            return result;
          },
        };
        await look.call(this, queries.withPlugin(beginning), signal);
        expect(await begun).not.toBeNull();
        await end();
      });
      expect(await store.images.removeUnnamed({ putBefore: day(2), now: day(2) })).toEqual([nameOf('b')]);
      looking.mockRestore();
    });
  });

  it('W26: go however many there are', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `${String(index).padStart(32, '0')}-4x3.png`);
    await folder().with(async (store) => {
      for (const name of names) await store.images.put({ name, bytes, now: folder().now });
      expect((await store.images.removeUnnamed({ putBefore: day(2), now: day(2) })).toSorted()).toEqual(names);
    });
    expect(live()).toEqual([]);
  });

  it('W26: stay when they are named by what is written while all texts are read', async () => {
    for (const letter of 'abcdef') await put(letter);
    const markdown = (letter: string) => `![图](/api/images/${nameOf(letter)})`;
    await folder().with(async (store) => {
      await fillDocument(store, 1, markdown('f'));
      await store.documents.addVersion({ ...byHand, id: 'v2', baseId: 'v1', run: { ...newRun('r2'), action: 'draft' }, now: day(1) });
      await store.runs.appendChunk('r2', { seq: 1, text: markdown('e').slice(0, 20), written: 1 });
      const write = async () => {
        await fill(store, 1, markdown('a'));
        await store.documents.update('d1', { revision: 2, brief: { ...brief, notes: markdown('b') }, now: day(2) });
        await store.documents.addVersion({ ...byHand, id: 'v3', baseId: 'v2', text: markdown('c'), now: day(2) });
        await store.runs.appendChunk('r2', { seq: 2, text: markdown('e').slice(20), written: 2 });
        await store.runs.end('r2', { state: 'done', usage: null, timings: null, error: null, now: day(2) });
      };
      const { look } = NamedImages.prototype;
      const looking = vi.spyOn(NamedImages.prototype, 'look').mockImplementationOnce(async function (this: NamedImages, ...given) {
        await look.apply(this, given);
        await write();
      });
      expect(await store.images.removeUnnamed({ putBefore: day(2), now: day(2) })).toEqual([nameOf('d')]);
      looking.mockRestore();
    });
    expect(live()).toEqual([...'abcef'].map(nameOf));
  });

  it('W26: stay when they are named by a text that took the number of a newer one deleted while all texts are read', async () => {
    for (const letter of 'ab') await put(letter);
    await folder().with(async (store) => {
      await fill(store, 2);
      const { look } = NamedImages.prototype;
      const looking = vi.spyOn(NamedImages.prototype, 'look').mockImplementationOnce(async function (this: NamedImages, ...given) {
        await look.apply(this, given);
        await store.conversations.bin('c2', day(2));
        await store.conversations.delete('c2');
        const answer = { id: 'm3', parentId: 'm1', role: 'user' as const, text: `![图](/api/images/${nameOf('a')})` };
        await store.conversations.addMessages('c1', [answer], null, day(2));
      });
      expect(await store.images.removeUnnamed({ putBefore: day(2), now: day(2) })).toEqual([nameOf('b')]);
      looking.mockRestore();
    });
  });

  it('W26: stay when the studio ends while all texts are read', async () => {
    await put('a');
    await folder().with(async (store) => {
      await fill(store, 3);
      const ending = new AbortController();
      const removing = store.images.removeUnnamed({ putBefore: day(2), now: day(2) }, ending.signal);
      ending.abort();
      await expect(removing).rejects.toThrow(/abort/i);
    });
    expect(live()).toEqual([nameOf('a')]);
  });

  it('W26: go once where several documents are deleted at once', async () => {
    for (const letter of 'abcdef') await put(letter);
    const removed = await folder().with((store) =>
      Promise.all([1, 2, 3].map(() => store.images.removeUnnamed({ putBefore: day(2), now: day(2) }))),
    );
    expect(removed.flat().toSorted()).toEqual([...'abcdef'].map(nameOf));
    expect([live(), backedUp()]).toEqual([[], [...'abcdef'].map(nameOf)]);
  });
});
