import type { Brief, Cells, Id, Job } from '@maobi/contract';
import type { RowDocument, StoredBatchRow } from '@maobi/core';
import { sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import { fromJson } from '../database/json.ts';

/** In their order, with what became of them, in a fixed number of queries however many they are. */
export async function rowsOfBatch(queries: Queries, batchId: Id): Promise<StoredBatchRow[]> {
  const rows = await standingRows(queries, batchId).selectAll().orderBy('position').execute();
  const documents = await documentsOfRows(queries, batchId);
  return rows.map((row) => ({
    id: row.id,
    cells: JSON.parse(row.cells) as Cells,
    documentId: row.document_id,
    isWanted: row.is_wanted === 1,
    error: fromJson(row.error) as Job['error'],
    document: documents.get(row.document_id ?? '') ?? null,
  }));
}

async function documentsOfRows(queries: Queries, batchId: Id): Promise<Map<Id, RowDocument>> {
  const ofRows = standingRows(queries, batchId);
  const documents = await ofRows
    .innerJoin('document', 'document.id', 'batch_row.document_id')
    .select(['document.id', 'document.title', 'document.brief', 'document.binned_at'])
    .execute();
  const sections = await ofRows
    .innerJoin('section', 'section.document_id', 'batch_row.document_id')
    .select(['section.document_id', 'section.target', 'section.count'])
    .where('section.removed_at', 'is', null)
    .orderBy('section.position')
    .execute();
  // of each document the last one that writes stays
  const jobs = await ofRows
    .innerJoin('job', 'job.document_id', 'batch_row.document_id')
    .select(['job.document_id', 'job.state', 'job.error'])
    .where('job.kind', '=', 'write')
    .orderBy('job.seq')
    .execute();
  const runs = await ofRows
    .innerJoin('run', 'run.document_id', 'batch_row.document_id')
    .select(['run.document_id', 'run.id', 'run.state', 'run.action'])
    .where('run.ended_at', 'is', null)
    .orderBy('run.seq')
    .execute();
  const jobOf = new Map(jobs.map((job) => [job.document_id, { state: job.state, error: fromJson(job.error) as Job['error'] }]));
  const runOf = new Map(runs.map(({ document_id: documentId, ...run }) => [documentId, run]));
  const sectionsOf = new Map<Id, RowDocument['sections'][number][]>(documents.map(({ id }) => [id, []]));
  for (const { document_id: documentId, target, count } of sections) sectionsOf.get(documentId)?.push({ target, count });
  return new Map(
    documents.map(({ id, title, brief, binned_at: binnedAt }) => [
      id,
      {
        title,
        brief: JSON.parse(brief) as Brief,
        isBinned: binnedAt !== null,
        sections: sectionsOf.get(id) ?? [],
        job: jobOf.get(id) ?? null,
        run: runOf.get(id) ?? null,
      },
    ]),
  );
}

/** Without those that were taken away. */
function standingRows(queries: Queries, batchId: Id) {
  return queries.selectFrom('batch_row').where('batch_row.batch_id', '=', batchId).where('batch_row.removed_at', 'is', null);
}

/** Of all runs that have ended and belong to its rows' documents. */
export async function usageOfBatch(queries: Queries, batchId: Id): Promise<{ promptTokens: number; cachedTokens: number }> {
  const sum = (name: string) => sql<number>`coalesce(sum(json_extract(run.usage, ${`$.${name}`})), 0)`;
  return standingRows(queries, batchId)
    .innerJoin('run', 'run.document_id', 'batch_row.document_id')
    .select([sum('promptTokens').as('promptTokens'), sum('cachedTokens').as('cachedTokens')])
    .where('run.usage', 'is not', null)
    .executeTakeFirstOrThrow();
}
