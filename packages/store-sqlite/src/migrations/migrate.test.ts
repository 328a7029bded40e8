import { readdirSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { fill, messageTexts, storeFolder } from '../testing/store-folder.ts';

describe('a change of the schema', () => {
  const folder = storeFolder();

  function execute(sql: string): void {
    const raw = new DatabaseSync(folder().database);
    raw.exec(sql);
    raw.close();
  }

  it('H30 comes after a backup', async () => {
    execute('create table before_the_first_migration (text)');
    await folder().with((store) => fill(store, 1));
    expect(readdirSync(folder().backups)).toContain('upgrade-2026-03-01T08-00-00-000Z.sqlite');
    folder().now = '2026-03-01T09:00:00.000Z';
    await folder().with(async (store) => expect(await messageTexts(store)).toHaveLength(1));
    expect(readdirSync(folder().backups).filter((name) => name.startsWith('upgrade'))).toHaveLength(1);
  });

  it('H30 is made in whole or not at all', async () => {
    // the migration makes a table of this name after two others
    execute('create table message (text)');
    await expect(folder().open()).rejects.toMatchObject({ code: 'internal' });
    const raw = new DatabaseSync(folder().database, { readOnly: true });
    const names = raw.prepare("select name from sqlite_schema where type = 'table' and name not like 'kysely%' order by name").all();
    expect(names.map((row: { name: string }) => row.name)).toEqual(['message']);
    raw.close();
    execute('drop table message');
    await folder().with((store) => fill(store, 1));
  });

  it('H30 is not made for new data, and leaves no backup of nothing', async () => {
    await folder().with((store) => fill(store, 1));
    expect(readdirSync(folder().backups)).toEqual([]);
  });
});
