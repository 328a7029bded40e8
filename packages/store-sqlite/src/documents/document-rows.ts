import type { Brief, Document, DocumentBatch, DocumentSummary, Id } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { type Selectable, sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import type { Tables } from '../database/tables.ts';

export type DocumentRow = Selectable<Tables['document']>;

export function documentOf(row: DocumentRow): Document {
  return {
    id: row.id,
    title: row.title,
    brief: JSON.parse(row.brief) as Brief,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    binnedAt: row.binned_at,
  };
}

export async function findDocument(queries: Queries, id: Id): Promise<DocumentRow | undefined> {
  return queries.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function existingDocument(queries: Queries, id: Id): Promise<DocumentRow> {
  const row = await findDocument(queries, id);
  if (!row) throw new StudioError('not-found', 'There is no such document.');
  return row;
}

/** Throws `not-found` for an unknown document and `conflict` when its revision is another one. */
export async function documentAt(queries: Queries, id: Id, revision: number | null): Promise<DocumentRow> {
  const row = await existingDocument(queries, id);
  if (revision !== null && row.revision !== revision) {
    throw new StudioError('conflict', 'The document was changed elsewhere in the meantime.', { details: { revision: row.revision } });
  }
  return row;
}

type DocumentFields = Partial<Pick<DocumentRow, 'title' | 'brief' | 'outline_run_id'>> & Pick<DocumentRow, 'updated_at'>;

/** The only way in which title, brief and outline change: the revision grows with them. */
export async function changeDocument(queries: Queries, id: Id, fields: DocumentFields): Promise<DocumentRow> {
  return queries
    .updateTable('document')
    .set((current) => ({ ...fields, revision: current('revision', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Something under it changed. */
export async function touchDocument(queries: Queries, id: Id, now: string): Promise<void> {
  await queries.updateTable('document').set({ updated_at: now }).where('id', '=', id).execute();
}

/** Documents, each with what its batch is called. */
export function namedDocuments(queries: Queries) {
  return queries
    .selectFrom('document')
    .selectAll('document')
    .select((select) => [
      select.selectFrom('batch').select('batch.title').whereRef('batch.id', '=', 'document.batch_id').as('batchTitle'),
      select.selectFrom('batch').select('batch.template').whereRef('batch.id', '=', 'document.batch_id').as('batchTemplate'),
    ]);
}

/** Documents with what a list shows of them. Reads no text: the counts stand with the sections, in the index of their document. */
export function summaries(queries: Queries) {
  return namedDocuments(queries).select((select) => [
    select
      .selectFrom('section')
      .select(sql<number>`count(*)`.as('sectionCount'))
      .whereRef('section.document_id', '=', 'document.id')
      .where('section.removed_at', 'is', null)
      .as('sectionCount'),
    select
      .selectFrom('section')
      .select(sql<number>`coalesce(sum(section.count), 0)`.as('count'))
      .whereRef('section.document_id', '=', 'document.id')
      .where('section.removed_at', 'is', null)
      .as('count'),
    select
      .selectFrom('job')
      .select('job.state')
      .whereRef('job.document_id', '=', 'document.id')
      .where('job.ended_at', 'is', null)
      .as('jobState'),
  ]);
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>['execute']>>[number];

export function summaryOf(row: SummaryRow): DocumentSummary {
  return { ...documentOf(row), batch: batchOf(row), sectionCount: row.sectionCount ?? 0, count: row.count ?? 0, jobState: row.jobState };
}

export type NamedDocument = Awaited<ReturnType<ReturnType<typeof namedDocuments>['execute']>>[number];

/** The batch that a document was written for, as its summary names it. */
export function batchOf({
  batch_id: id,
  batchTitle,
  batchTemplate,
}: Pick<NamedDocument, 'batch_id' | 'batchTitle' | 'batchTemplate'>): DocumentBatch | null {
  return id === null ? null : { id, title: batchTitle ?? '', template: batchTemplate ?? '' };
}
