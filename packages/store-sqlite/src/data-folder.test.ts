import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { SqliteConversations } from './conversations/sqlite-conversations.ts';
import { openConnection } from './database/connection.ts';
import { translated } from './database/foreign-errors.ts';
import { assertSafeVersion } from './database/sqlite-version.ts';
import { openSqliteStore } from './open-store.ts';
import { fillDocument, jobRequest } from './testing/filled-document.ts';
import { fill, messageTexts, storeFolder } from './testing/store-folder.ts';

const now = () => '2026-03-01T08:00:00.000Z';

describe('the data folder', () => {
  const folder = storeFolder();

  it('H23 flushes the log at every commit, and opens the file the careful way', async () => {
    const { raw } = openConnection(folder().database);
    const pragma = (name: string): unknown => Object.values(raw.prepare(`pragma ${name}`).get() as object)[0];
    const names = ['journal_mode', 'synchronous', 'foreign_keys', 'mmap_size', 'trusted_schema', 'cell_size_check', 'busy_timeout'];
    expect(names.map(pragma)).toEqual(['wal', 2, 1, 0, 0, 1, 5000]);
    raw.close();
  });

  it('H24 refuses a SQLite that can lose committed data', async () => {
    for (const version of ['3.51.3', '3.53.0', '3.50.7', '3.44.6', '4.0.0']) expect(() => assertSafeVersion(version)).not.toThrow();
    for (const version of ['3.51.2', '3.50.6', '3.49.9', '3.45.1', '3.44.5', '3.7.0'])
      expect(() => assertSafeVersion(version)).toThrow(version);
    await folder().with(async (store) => assertSafeVersion(store.version));
  });

  it.skipIf(process.platform === 'win32')('H25 belongs to its owner alone, with everything in it', async () => {
    chmodSync(folder().path, 0o755);
    const store = await folder().open();
    await fill(store, 1);
    await store[Symbol.asyncDispose]();
    folder().now = '2026-03-03T08:00:00.000Z';
    const again = await folder().open();
    await fill(again, 2);
    const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
    const files = readdirSync(folder().path).filter((name) => name.startsWith('maobi.sqlite'));
    expect(files).toContain('maobi.sqlite-wal');
    for (const name of files) expect([name, modeOf(join(folder().path, name))]).toEqual([name, '600']);
    expect([modeOf(folder().path), modeOf(folder().backups)]).toEqual(['700', '700']);
    const backups = readdirSync(folder().backups);
    expect(backups.map((name) => modeOf(join(folder().backups, name)))).toEqual(['600']);
    await again[Symbol.asyncDispose]();
  });

  it('H26 makes a folder that is missing', async () => {
    const path = join(folder().path, 'deep', 'inside');
    await (await openSqliteStore({ folder: path, now }))[Symbol.asyncDispose]();
    expect(existsSync(join(path, 'maobi.sqlite'))).toBe(true);
  });

  it('H26 says which folder cannot be used and why', async () => {
    const file = join(folder().path, 'file');
    writeFileSync(file, '');
    const onFile = await openSqliteStore({ folder: file, now }).catch((error: unknown) => error);
    expect(onFile).toMatchObject({ code: 'data-folder-unusable', message: `Maobi cannot use ${file}: it is not a folder.` });
    const inFile = await openSqliteStore({ folder: join(file, 'inside'), now }).catch((error: unknown) => error);
    expect(inFile).toMatchObject({ code: 'data-folder-unusable', message: expect.stringContaining('it is not a folder') });
    mkdirSync(folder().database);
    await expect(folder().open()).rejects.toMatchObject({ code: 'data-folder-unusable', message: expect.stringContaining('maobi.sqlite') });
  });

  it('H26 translates what SQLite and the file system say', () => {
    const sqlite = (errcode: number): unknown =>
      translated(Object.assign(new Error('reason'), { code: 'ERR_SQLITE_ERROR', errcode }), '/data');
    const file = (code: string): unknown => translated(Object.assign(new Error('reason'), { code, syscall: 'open' }), '/data');
    // 778 and 1032 are extended codes: SQLITE_IOERR_WRITE, SQLITE_READONLY_DBMOVED
    for (const code of [8, 10, 14, 778, 1032]) expect(sqlite(code)).toMatchObject({ code: 'data-folder-unusable' });
    for (const code of [5, 6]) expect(sqlite(code)).toMatchObject({ code: 'already-running' });
    for (const code of [11, 26, 267]) expect(sqlite(code)).toMatchObject({ code: 'database-corrupt' });
    expect(sqlite(13)).toMatchObject({ code: 'disk-full', retryable: true });
    for (const code of ['ENOSPC', 'EDQUOT']) expect(file(code)).toMatchObject({ code: 'disk-full' });
    expect(file('EROFS')).toMatchObject({ code: 'data-folder-unusable', message: 'Maobi cannot use /data: the file system is read-only.' });
    expect(file('EACCES')).toMatchObject({ message: 'Maobi cannot use /data: permission denied.' });
    const withoutCode = Object.assign(new Error('fts5: database disk image is malformed'), { code: 'ERR_SQLITE_ERROR' });
    expect(translated(withoutCode, '/data')).toMatchObject({ code: 'database-corrupt' });
    const unknown = new TypeError('a defect');
    expect(translated(unknown, '/data')).toBe(unknown);
  });

  it('H27 loses nothing on a full disk and goes on when there is space', async () => {
    await folder().with((store) => fill(store, 1));
    const { queries, raw } = openConnection(folder().database);
    const conversations = new SqliteConversations(queries);
    const { page_count: pages } = raw.prepare('pragma page_count').get() as { page_count: number };
    raw.exec(`pragma max_page_count = ${pages + 20}`);
    const before = [await conversations.summary('c1'), await conversations.messages('c1')];
    const add = () => {
      const message = { id: 'large', parentId: null, role: 'user' as const, text: 'x'.repeat(2_000_000) };
      return conversations.addMessages('c1', [message], null, now());
    };
    await expect(add()).rejects.toMatchObject({ code: 'disk-full', message: expect.stringContaining(folder().database) });
    expect([await conversations.summary('c1'), await conversations.messages('c1')]).toEqual(before);
    raw.exec(`pragma max_page_count = ${pages + 5000}`);
    await add();
    expect(await conversations.messages('c1')).toHaveLength(2);
    await queries.destroy();
  });

  it('H28 gives any text back as it was', async () => {
    const texts = ['', '写作 📝 👩‍👩‍👧 e\u0301', '\r\n\t \u2028', '\ufeff\uffff', "'; drop table message; --", '𠮷'.repeat(5000)];
    await folder().with(async (store) => {
      await store.conversations.create({ id: 'c', title: texts[1] ?? '', folderId: null, now: now() });
      for (const [index, text] of [...texts, 'a\0b'].entries()) {
        await store.conversations.addMessages('c', [{ id: `m${index}`, parentId: null, role: 'user', text }], null, now());
      }
    });
    await folder().with(async (store) => {
      expect(await messageTexts(store, 'c')).toEqual([...texts, 'a\ufffdb']);
      expect(await store.conversations.summary('c')).toMatchObject({ title: texts[1] });
    });
  });

  it('H1 is guarded by the database itself', async () => {
    await folder().with(async (store) => {
      await fill(store, 1);
      await fillDocument(store, 1);
      await store.jobs.create({ id: 'j1', documentId: 'd1', sectionIds: null, kind: 'write', request: jobRequest, now: now() });
    });
    const raw = new DatabaseSync(folder().database);
    expect(() => raw.exec("update message set text = 'other'")).toThrow('never overwritten');
    expect(() => raw.exec("update section_version set text = 'other'")).toThrow('never overwritten');
    expect(() => raw.exec("update run set text = 'other'")).toThrow('never overwritten');
    expect(() => raw.exec("update run_chunk set text = 'other'")).toThrow('never overwritten');
    raw.exec("update job set state = 'done', ended_at = created_at");
    expect(() => raw.exec("update job set state = 'open'")).toThrow('never overwritten');
    raw.close();
  });

  it('H29 refuses data of a newer Maobi and leaves it alone', async () => {
    await folder().with((store) => fill(store, 1));
    const raw = new DatabaseSync(folder().database);
    raw.exec("insert into kysely_migration values ('9999-future', '2030-01-01T00:00:00.000Z')");
    await expect(folder().open()).rejects.toMatchObject({
      code: 'database-newer-than-app',
      details: { unknownMigrations: ['9999-future'] },
    });
    expect(readdirSync(folder().path).filter((name) => name.includes('damaged'))).toEqual([]);
    raw.exec("delete from kysely_migration where name = '9999-future'");
    raw.close();
    await folder().with(async (store) => expect(await messageTexts(store)).toEqual(['教育 1']));
  });
});
