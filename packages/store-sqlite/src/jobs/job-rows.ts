import type { Brief, Id } from '@maobi/contract';
import { type JobTask, type StoredJob, StudioError } from '@maobi/core';
import type { Queries } from '../database/connection.ts';
import { fromJson } from '../database/json.ts';

/** Jobs with what names their document. */
export function jobsWithDocument(queries: Queries) {
  return queries
    .selectFrom('job')
    .innerJoin('document', 'document.id', 'job.document_id')
    .selectAll('job')
    .select(['document.title as title', 'document.brief as brief']);
}

type JobRow = Awaited<ReturnType<ReturnType<typeof jobsWithDocument>['execute']>>[number];

export function jobOf(row: JobRow): StoredJob {
  return {
    id: row.id,
    documentId: row.document_id,
    title: row.title || (JSON.parse(row.brief) as Brief).topic,
    state: row.state,
    sectionIds: fromJson(row.section_ids) as StoredJob['sectionIds'],
    createdAt: row.created_at,
    endedAt: row.ended_at,
    error: fromJson(row.error) as StoredJob['error'],
    ...({ kind: row.kind, request: JSON.parse(row.request) as unknown } as JobTask),
  };
}

export async function findJob(queries: Queries, id: Id): Promise<StoredJob | null> {
  const row = await jobsWithDocument(queries).where('job.id', '=', id).executeTakeFirst();
  return row ? jobOf(row) : null;
}

export async function existingJob(queries: Queries, id: Id): Promise<StoredJob> {
  const job = await findJob(queries, id);
  if (!job) throw new StudioError('not-found', 'There is no such job.');
  return job;
}
