import type { Document, Id, OutlineRow } from '@maobi/contract';
import { type OutlineChange, StudioError } from '@maobi/core';
import type { Queries } from '../database/connection.ts';
import { existingRun, findRun } from '../runs/run-rows.ts';
import { indexSection } from './document-index.ts';
import { changeDocument, documentAt, documentOf, type DocumentRow, existingDocument } from './document-rows.ts';
import { addVersion, chooseVersion } from './version-changes.ts';

export async function replaceOutline(queries: Queries, id: Id, change: OutlineChange): Promise<Document> {
  const { revision, rows, outlineRunId, versions = [], now } = change;
  const standing = await existingDocument(queries, id);
  if (outlineRunId !== undefined && (await isUsedUp(queries, standing, outlineRunId))) return documentOf(standing);
  await documentAt(queries, id, revision);
  const ids = rows.map((row) => row.id);
  await checkSections(queries, id, ids);
  await queries
    .updateTable('section')
    .set({ removed_at: now })
    .where('document_id', '=', id)
    .where('removed_at', 'is', null)
    .where('id', 'not in', ids)
    .execute();
  for (const [position, row] of rows.entries()) await placeSection(queries, id, position, row);
  for (const version of versions) await count(queries, id, version);
  const fields = { updated_at: now, ...(outlineRunId === undefined ? {} : { outline_run_id: outlineRunId }) };
  return documentOf(await changeDocument(queries, id, fields));
}

async function count(queries: Queries, documentId: Id, version: NonNullable<OutlineChange['versions']>[number]): Promise<void> {
  await checkSections(queries, documentId, [version.sectionId]);
  if ('versionId' in version) await chooseVersion(queries, version.sectionId, version);
  else await addVersion(queries, version);
}

/** Also when the rows of a later run stand there already: they are not to be replaced by older ones. */
async function isUsedUp(queries: Queries, document: DocumentRow, runId: Id): Promise<boolean> {
  const run = await existingRun(queries, runId);
  if (run.document_id !== document.id) throw new StudioError('conflict', 'The outline was written for another document.');
  const used = document.outline_run_id === null ? undefined : await findRun(queries, document.outline_run_id);
  return used !== undefined && run.seq <= used.seq;
}

async function checkSections(queries: Queries, documentId: Id, ids: readonly Id[]): Promise<void> {
  if (new Set(ids).size < ids.length) throw new StudioError('invalid-request', 'Each section needs its own id.');
  const elsewhere = await queries
    .selectFrom('section')
    .select('id')
    .where('id', 'in', ids)
    .where('document_id', '!=', documentId)
    .executeTakeFirst();
  if (elsewhere) throw new StudioError('conflict', 'A section with this id belongs to another document.');
}

async function placeSection(queries: Queries, documentId: Id, position: number, row: OutlineRow): Promise<void> {
  const { id, heading, target, isLocked } = row;
  const points = JSON.stringify(row.points);
  const standing = await queries.selectFrom('section').select(['heading', 'points']).where('id', '=', id).executeTakeFirst();
  const fields = { position, heading, points, target, is_locked: Number(isLocked), removed_at: null };
  await queries
    .insertInto('section')
    .values({ id, document_id: documentId, count: 0, ...fields })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(fields))
    .execute();
  // moving a row is no reason to index its text again
  if (standing?.heading !== heading || standing.points !== points) await indexSection(queries, id);
}

/** Nothing where there is no section. */
export async function nameFirstSection(queries: Queries, documentId: Id, heading: string): Promise<void> {
  const first = await queries
    .selectFrom('section')
    .select('id')
    .where('document_id', '=', documentId)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .executeTakeFirst();
  if (!first) return;
  await queries.updateTable('section').set({ heading }).where('id', '=', first.id).execute();
  await indexSection(queries, first.id);
}
