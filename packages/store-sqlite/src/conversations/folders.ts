import type { Folder, Id } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { type Selectable, sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import type { Tables } from '../database/tables.ts';

function folderOf(row: Selectable<Tables['folder']>): Folder {
  return { id: row.id, name: row.name, createdAt: row.created_at };
}

export async function checkFolder(queries: Queries, id: Id | null): Promise<void> {
  if (id === null) return;
  const row = await queries.selectFrom('folder').select('id').where('id', '=', id).executeTakeFirst();
  if (!row) throw new StudioError('not-found', 'There is no such folder.');
}

export async function allFolders(queries: Queries): Promise<Folder[]> {
  return (await queries.selectFrom('folder').selectAll().orderBy('seq').execute()).map(folderOf);
}

export async function createFolder(queries: Queries, folder: { id: Id; name: string; now: string }): Promise<Folder> {
  const { id, name, now } = folder;
  await queries
    .insertInto('folder')
    .values({ id, name, created_at: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return folderOf(await queries.selectFrom('folder').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

export async function renameFolder(queries: Queries, id: Id, name: string): Promise<Folder> {
  await checkFolder(queries, id);
  return folderOf(await queries.updateTable('folder').set({ name }).where('id', '=', id).returningAll().executeTakeFirstOrThrow());
}

/** Its conversations stay, outside any folder. */
export async function deleteFolder(queries: Queries, id: Id): Promise<void> {
  await checkFolder(queries, id);
  await queries
    .updateTable('conversation')
    .set({ folder_id: null, revision: sql`revision + 1` })
    .where('folder_id', '=', id)
    .execute();
  await queries.deleteFrom('folder').where('id', '=', id).execute();
}
