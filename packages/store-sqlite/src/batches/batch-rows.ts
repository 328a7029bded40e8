import type { Batch, BatchSummary, Cells, Id, WritingOptions } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { type Selectable, sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import { fromJson } from '../database/json.ts';
import type { Tables } from '../database/tables.ts';

export type BatchTableRow = Selectable<Tables['batch']>;

export function batchOf(row: BatchTableRow): Batch {
  return {
    id: row.id,
    title: row.title,
    template: row.template,
    common: JSON.parse(row.common) as Cells,
    state: row.state,
    error: fromJson(row.error) as Batch['error'],
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    binnedAt: row.binned_at,
  };
}

export function optionsOf(row: BatchTableRow): WritingOptions {
  return JSON.parse(row.options) as WritingOptions;
}

export async function existingBatch(queries: Queries, id: Id): Promise<BatchTableRow> {
  const row = await queries.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new StudioError('not-found', 'There is no such batch.');
  return row;
}

/** Throws `not-found` for an unknown batch and `conflict` when its revision is another one. */
export async function requireRevision(queries: Queries, id: Id, revision: number): Promise<void> {
  const row = await existingBatch(queries, id);
  if (row.revision === revision) return;
  throw new StudioError('conflict', 'The batch was changed elsewhere in the meantime.', { details: { revision: row.revision } });
}

/** Batches with what a list shows of them. */
export function batchSummaries(queries: Queries) {
  return queries
    .selectFrom('batch')
    .selectAll('batch')
    .select((select) => [
      select
        .selectFrom('batch_row')
        .select(sql<number>`count(*)`.as('rowCount'))
        .whereRef('batch_row.batch_id', '=', 'batch.id')
        .where('batch_row.removed_at', 'is', null)
        .as('rowCount'),
      select
        .selectFrom('batch_row')
        .select(sql<number>`coalesce(sum(batch_row.is_wanted), 0)`.as('waitingCount'))
        .whereRef('batch_row.batch_id', '=', 'batch.id')
        .where('batch_row.removed_at', 'is', null)
        .as('waitingCount'),
      select
        .selectFrom('batch_row')
        .innerJoin('document', 'document.id', 'batch_row.document_id')
        .select(sql<number>`count(*)`.as('writtenCount'))
        .whereRef('batch_row.batch_id', '=', 'batch.id')
        .where('batch_row.removed_at', 'is', null)
        .where('document.binned_at', 'is', null)
        .where(
          sql<string>`(select state from job where job.document_id = document.id and job.kind = 'write' order by job.seq desc limit 1)`,
          '=',
          'done',
        )
        .as('writtenCount'),
    ]);
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof batchSummaries>['execute']>>[number];

export function batchSummaryOf(row: SummaryRow): BatchSummary {
  return { ...batchOf(row), rowCount: row.rowCount ?? 0, waitingCount: row.waitingCount ?? 0, writtenCount: row.writtenCount ?? 0 };
}
