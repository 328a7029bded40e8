import type { Id } from '@maobi/contract';
import { type StoredVersion, StudioError, type VersionPiece } from '@maobi/core';
import type { Selectable } from 'kysely';
import type { Queries } from '../database/connection.ts';
import type { Tables } from '../database/tables.ts';
import { runOf } from '../runs/run-rows.ts';
import { runsByPlace, type WrittenRun, writtenRuns } from '../runs/written-runs.ts';

type VersionRow = Selectable<Tables['section_version']>;

export async function findVersion(queries: Queries, id: Id): Promise<VersionRow | undefined> {
  return queries.selectFrom('section_version').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function existingVersion(queries: Queries, id: Id): Promise<VersionRow> {
  const row = await findVersion(queries, id);
  if (!row) throw new StudioError('not-found', 'There is no such version.');
  return row;
}

/** The newest first. */
export async function versionsOfSection(queries: Queries, sectionId: Id): Promise<StoredVersion[]> {
  const rows = await queries.selectFrom('section_version').selectAll().where('section_id', '=', sectionId).orderBy('seq', 'desc').execute();
  return shownVersions(queries, rows);
}

/** In any order; unknown ones are left out. */
export async function versionsById(queries: Queries, ids: readonly Id[]): Promise<StoredVersion[]> {
  return shownVersions(queries, await queries.selectFrom('section_version').selectAll().where('id', 'in', ids).execute());
}

async function shownVersions(queries: Queries, rows: readonly VersionRow[]): Promise<StoredVersion[]> {
  const ids = rows.map(({ id }) => id);
  const runs = runsByPlace(await writtenRuns(queries, (of) => of.where('run.version_id', 'in', ids)), 'version_id');
  return rows.map((row) => versionOf(row, runs.get(row.id) ?? []));
}

export async function shownVersion(queries: Queries, row: VersionRow): Promise<StoredVersion> {
  return versionOf(row, await writtenRuns(queries, (of) => of.where('run.version_id', '=', row.id)));
}

function versionOf(row: VersionRow, runs: readonly WrittenRun[]): StoredVersion {
  const last = runs.at(-1);
  return {
    id: row.id,
    sectionId: row.section_id,
    parentId: row.parent_id,
    rootId: row.root_id,
    source: row.source,
    text: row.text + runs.map(({ writtenText }) => writtenText).join(''),
    pieces: piecesOf(row, runs),
    createdAt: row.created_at,
    run: last ? runOf(last) : null,
    lastSeq: last?.lastSeq ?? 0,
  };
}

/** Each run has one, also when it wrote nothing. */
function piecesOf({ text }: VersionRow, runs: readonly WrittenRun[]): VersionPiece[] {
  const first = text === '' ? [] : [{ run: null, text }];
  return [...first, ...runs.map(({ id, action, state, writtenText }) => ({ run: { id, action, state }, text: writtenText }))];
}

/** What stands in these versions, without what is still being written. */
export async function endedTexts(queries: Queries, ids: readonly Id[]): Promise<Map<Id, string>> {
  const versions = await queries.selectFrom('section_version').select(['id', 'text']).where('id', 'in', ids).execute();
  const runs = await queries
    .selectFrom('run')
    .select(['version_id', 'text'])
    .where('version_id', 'in', ids)
    .where('text', 'is not', null)
    .orderBy('seq')
    .execute();
  const texts = new Map(versions.map(({ id, text }) => [id, text]));
  for (const { version_id: id, text } of runs) if (id !== null) texts.set(id, (texts.get(id) ?? '') + (text ?? ''));
  return texts;
}
