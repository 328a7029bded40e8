import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { damagePageWith } from '../testing/damage-page.ts';
import { fillDocument } from '../testing/filled-document.ts';
import { fill, messageTexts, storeFolder } from '../testing/store-folder.ts';
import { isSuspect, suspect } from './suspicion.ts';

const long = '人工智能如何重塑未来教育'.repeat(100);

describe('a damaged database', () => {
  const folder = storeFolder();
  const damagedFiles = (): string[] => readdirSync(folder().path).filter((name) => /^maobi\.sqlite\.damaged-.*Z$/.test(name));

  /** 20 messages in a backup, 40 in the database. */
  async function fillWithBackup(): Promise<void> {
    await folder().with((store) => fill(store, 20, long));
    folder().now = '2026-03-02T08:00:00.000Z';
    await folder().with((store) => fill(store, 40, long));
    folder().now = '2026-03-02T18:30:15.250Z';
  }

  function overwrite(from: number, length: number): void {
    const bytes = readFileSync(folder().database);
    bytes.fill(0xa5, from, from + length);
    writeFileSync(folder().database, bytes);
  }

  it('H32 without a readable head is set aside, and the newest backup takes its place', async () => {
    await fillWithBackup();
    overwrite(0, 4096);
    const damaged = readFileSync(folder().database);
    await folder().with(async (store) => {
      expect(await store.conversations.list({ folder: 'all', inBin: false, limit: 1, before: null })).toMatchObject({ total: 20 });
      const keptAs = join(folder().path, 'maobi.sqlite.damaged-2026-03-02T18-30-15-250Z');
      const text = `The database was damaged and is kept as ${keptAs}; the backup of 2026-03-02 08:00 UTC was restored, nothing newer could be read from it.`;
      const recovery = { backupAt: '2026-03-02T08:00:00.000Z', keptAs, messages: 0, sectionTexts: 0 };
      expect(store.notices).toEqual([{ code: 'restored-from-backup', text, recovery }]);
      expect(readFileSync(keptAs)).toEqual(damaged);
      await fill(store, 21, 'written afterwards');
      expect(await store.conversations.search('afterwards', 5)).toHaveLength(1);
    });
    await folder().with(async (store) => expect(store.notices).toEqual([]));
    expect(damagedFiles()).toHaveLength(1);
  });

  it('H34 gives what can still be read of it to the restored one', async () => {
    await fillWithBackup();
    await folder().with(async (store) => {
      await store.conversations.update('c1', { revision: 2, title: 'renamed', now: folder().now });
      await store.conversations.bin('c2', folder().now);
      await store.conversations.deleteMessage('m3', folder().now);
      const run = { id: 'r1', model: 'demo', seed: 1, request: { sampling: {}, maxTokens: null, overflow: 'refuse' as const } };
      await store.conversations.addMessages('c1', [{ id: 'a1', parentId: 'm1', role: 'assistant', text: '' }], run, folder().now);
      await store.runs.appendChunk('r1', { seq: 1, text: 'half an answer', written: 3 });
      await store.settings.update({ theme: 'dark' });
    });
    damageOneRow(35);
    await folder().with(async (store) => {
      const [notice] = store.notices;
      expect(notice?.text).toMatch(/was restored, (19|20) messages could be read from it as well\.$/);
      expect([19, 20]).toContain(notice?.recovery.messages);
      expect(await messageTexts(store, 'c40')).toEqual([`${long} 40`]);
      expect(await messageTexts(store, 'c21')).toEqual([`${long} 21`]);
      expect(await store.conversations.summary('c1')).toMatchObject({ title: 'renamed', activeLeafId: 'a1' });
      expect((await store.conversations.summary('c2'))?.binnedAt).not.toBeNull();
      expect(await messageTexts(store, 'c3')).toEqual([]);
      expect(await store.conversations.message('a1')).toMatchObject({ text: 'half an answer', parentId: 'm1' });
      expect(await store.settings.read()).toMatchObject({ theme: 'dark' });
      expect(await store.conversations.search('title 40', 5)).toHaveLength(1);
      const { conversations } = await store.conversations.list({ folder: 'all', inBin: false, limit: 500, before: null });
      for (const { id, activeLeafId } of conversations) {
        const ids = (await store.conversations.messages(id)).map((message) => message.id);
        expect(activeLeafId === null || ids.includes(activeLeafId)).toBe(true);
      }
    });
  });

  /** Destroys the page on which the row of this message begins. */
  function damageOneRow(seq: number): void {
    damagePageWith(folder().database, `m${seq}c${seq}`);
  }

  it('H34 without any backup starts with what can be read', async () => {
    await folder().with((store) => fill(store, 40, long));
    damageOneRow(35);
    await folder().with(async (store) => {
      expect(store.notices).toMatchObject([{ code: 'set-aside', recovery: { backupAt: null } }]);
      expect(store.notices[0]?.text).toContain('there was no backup to restore, ');
      expect(await messageTexts(store, 'c40')).toEqual([`${long} 40`]);
      const { total } = await store.conversations.list({ folder: 'all', inBin: false, limit: 1, before: null });
      expect(total).toBe(40);
    });
  });

  /** A start that set the damaged file aside and got no further: the disk was full, or the machine went off. */
  async function breakOffAfterSettingAside(): Promise<void> {
    await fillWithBackup();
    damageOneRow(35);
    mkdirSync(`${folder().database}.part`);
    await expect(folder().open()).rejects.toMatchObject({ code: 'data-folder-unusable' });
    rmdirSync(`${folder().database}.part`);
    expect(damagedFiles()).toHaveLength(1);
  }

  const newestMessages = async (): Promise<string[]> => folder().with(async (store) => messageTexts(store, 'c40'));

  it('H34 is taken over by the next start where one was broken off before the backup was restored', async () => {
    await breakOffAfterSettingAside();
    folder().now = '2026-03-03T08:00:00.000Z';
    await folder().with(async (store) =>
      expect(store.notices).toMatchObject([{ code: 'restored-from-backup', recovery: { keptAs: expect.any(String) } }]),
    );
    expect(await newestMessages()).toEqual([`${long} 40`]);
    await folder().with(async (store) => expect(store.notices).toEqual([]));
    expect(damagedFiles()).toHaveLength(1);
  });

  it('H34 is taken over by the next start where one was broken off after the backup was restored', async () => {
    await breakOffAfterSettingAside();
    copyFileSync(join(folder().backups, readdirSync(folder().backups)[0] ?? ''), folder().database);
    await folder().with(async (store) => expect(store.notices).toMatchObject([{ code: 'restored-from-backup' }]));
    expect(await newestMessages()).toEqual([`${long} 40`]);
  });

  it('H33 never starts empty without a word where a start was broken off and there is no backup', async () => {
    await breakOffAfterSettingAside();
    rmSync(folder().backups, { recursive: true });
    await folder().with(async (store) => expect(store.notices).toMatchObject([{ code: 'set-aside' }]));
    expect(await newestMessages()).toEqual([`${long} 40`]);
  });

  it('H32 that was cut off is noticed', async () => {
    await fillWithBackup();
    truncateSync(folder().database, Math.floor(statSync(folder().database).size / 2));
    await folder().with(async (store) => {
      expect(store.notices).toMatchObject([{ code: 'restored-from-backup' }]);
      expect(await messageTexts(store, 'c20')).toEqual([`${long} 20`]);
    });
  });

  it('H32 is replaced by an older backup when the newest is damaged too', async () => {
    await fillWithBackup();
    folder().now = '2026-03-04T08:00:00.000Z';
    await folder().with(async () => undefined);
    const newest = join(folder().backups, readdirSync(folder().backups).sort().at(-1) ?? '');
    writeFileSync(newest, 'not a database');
    overwrite(0, 4096);
    await folder().with(async (store) => {
      expect(store.notices[0]?.text).toContain('the backup of 2026-03-02 08:00 UTC was restored');
      expect(await messageTexts(store, 'c20')).toEqual([`${long} 20`]);
    });
  });

  it.each(['missing', 'empty'])('H33 that is %s is restored when there is a backup', async (state) => {
    await fillWithBackup();
    if (state === 'missing') rmSync(folder().database);
    else truncateSync(folder().database, 0);
    // the log of the database that vanished must not be played into the restored one
    writeFileSync(`${folder().database}-wal`, 'left over');
    await folder().with(async (store) => {
      const text = 'The database had vanished; the backup of 2026-03-02 08:00 UTC was restored, what was written after it is missing.';
      const recovery = { backupAt: '2026-03-02T08:00:00.000Z', keptAs: null, messages: 0, sectionTexts: 0 };
      expect(store.notices).toEqual([{ code: 'restored-from-backup', text, recovery }]);
      expect(await messageTexts(store, 'c20')).toEqual([`${long} 20`]);
    });
  });

  it('H35 keeps everything when only the search index is damaged', async () => {
    await folder().with(async (store) => {
      await fill(store, 40, long);
      await fillDocument(store, 3, long);
    });
    const raw = new DatabaseSync(folder().database, { defensive: false });
    raw.exec('update document_index_data set block = zeroblob(length(block)) where id > 100');
    raw.exec('update search_index_data set block = zeroblob(length(block)) where id > 100');
    raw.close();
    await folder().with(async (store) => {
      expect(store.notices).toEqual([]);
      expect(await store.conversations.search('title 40', 5)).toHaveLength(1);
      expect(await store.conversations.search('重塑未来', 100)).toHaveLength(40);
      expect(await store.documents.search('重塑未来', 100)).toMatchObject([{ documentId: 'd1' }]);
    });
    expect(damagedFiles()).toEqual([]);
  });

  it('H32 that is met in use is told, and the next start looks at the whole file', async () => {
    await folder().with((store) => fill(store, 40, long));
    const store = await folder().open();
    damageOneRow(35);
    const outcome = await messageTexts(store, 'c35').catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: 'database-corrupt', hint: expect.stringContaining('restores the newest backup') as string });
    expect(isSuspect(folder().database)).toBe(true);
    await store[Symbol.asyncDispose]();
    await folder().with(async (again) => expect(again.notices).toMatchObject([{ code: 'restored-from-backup' }]));
    expect(isSuspect(folder().database)).toBe(false);
  });

  it('H32 takes back a suspicion that was not confirmed', async () => {
    await folder().with((store) => fill(store, 1));
    suspect(folder().database);
    await folder().with(async (store) => expect(store.notices).toEqual([]));
    expect(isSuspect(folder().database)).toBe(false);
  });
});
