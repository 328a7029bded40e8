import type { Id, Job, JobKind } from '@maobi/contract';
import { type JobChange, type JobStore, type NewJob, type StoredJob, StudioError } from '@maobi/core';
import type { Queries } from '../database/connection.ts';
import { toJson } from '../database/json.ts';
import { existingDocument } from '../documents/document-rows.ts';
import { existingJob, findJob, jobOf, jobsWithDocument } from './job-rows.ts';

const openStates: readonly Job['state'][] = ['open', 'paused'];

export class SqliteJobs implements JobStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  create(job: NewJob): Promise<StoredJob> {
    const { id, documentId, sectionIds, kind, request, isFirst = false, now } = job;
    return this.#atOnce(async (queries) => {
      const standing = await findJob(queries, id);
      if (standing?.documentId === documentId) return standing;
      await existingDocument(queries, documentId);
      if (standing) throw new StudioError('conflict', 'A job with this id writes another document.');
      await refuseSecond(queries, documentId);
      await queries
        .insertInto('job')
        .values({
          id,
          kind,
          position: await endOfLine(queries, isFirst),
          document_id: documentId,
          state: 'open',
          section_ids: toJson(sectionIds),
          request: JSON.stringify(request),
          created_at: now,
        })
        .execute();
      return existingJob(queries, id);
    });
  }

  get(id: Id): Promise<StoredJob> {
    return existingJob(this.#queries, id);
  }

  async latest(documentId: Id, kind?: JobKind): Promise<StoredJob | null> {
    const ofDocument = jobsWithDocument(this.#queries).where('job.document_id', '=', documentId);
    const ofKind = kind === undefined ? ofDocument : ofDocument.where('job.kind', '=', kind);
    const row = await ofKind.orderBy('job.seq', 'desc').limit(1).executeTakeFirst();
    return row ? jobOf(row) : null;
  }

  list(endedLimit: number): Promise<StoredJob[]> {
    return this.#atOnce(async (queries) => {
      const shown = jobsWithDocument(queries).where('document.binned_at', 'is', null);
      const open = await shown.where('job.ended_at', 'is', null).orderBy('job.position').execute();
      const ended = await shown
        .where('job.ended_at', 'is not', null)
        .orderBy('job.ended_at', 'desc')
        .orderBy('job.seq', 'desc')
        .limit(endedLimit)
        .execute();
      return [...open, ...ended].map(jobOf);
    });
  }

  setState(id: Id, { state, error = null, now }: JobChange): Promise<StoredJob> {
    return this.#atOnce(async (queries) => {
      const standing = await existingJob(queries, id);
      if (standing.endedAt !== null) return standing;
      const endedAt = openStates.includes(state) ? null : now;
      await queries
        .updateTable('job')
        .set({ state, error: toJson(error), ended_at: endedAt })
        .where('id', '=', id)
        .execute();
      return { ...standing, state, error, endedAt };
    });
  }

  move(id: Id, before: Id | null): Promise<void> {
    return this.#atOnce(async (queries) => {
      for (const moved of before === null ? [id] : [id, before]) await requireOpen(queries, moved);
      if (id === before) return;
      const rows = await queries.selectFrom('job').select('id').where('ended_at', 'is', null).orderBy('position').execute();
      const others = rows.map((row) => row.id).filter((other) => other !== id);
      const place = before === null ? others.length : others.indexOf(before);
      const order = [...others.slice(0, place), id, ...others.slice(place)];
      for (const [position, each] of order.entries()) await queries.updateTable('job').set({ position }).where('id', '=', each).execute();
    });
  }

  #atOnce<T>(action: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#queries.transaction().execute(action);
  }
}

/** Before all that have not ended, or behind them. */
async function endOfLine(queries: Queries, isFirst: boolean): Promise<number> {
  const line = await queries
    .selectFrom('job')
    .select((select) => [select.fn.min('position').as('first'), select.fn.max('position').as('last')])
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return isFirst ? (line?.first ?? 0) - 1 : (line?.last ?? 0) + 1;
}

async function requireOpen(queries: Queries, id: Id): Promise<void> {
  const { endedAt } = await existingJob(queries, id);
  if (endedAt !== null) throw new StudioError('conflict', 'The job has ended.', { hint: 'Look at the jobs again: they have changed.' });
}

async function refuseSecond(queries: Queries, documentId: Id): Promise<void> {
  const other = await queries
    .selectFrom('job')
    .select('id')
    .where('document_id', '=', documentId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!other) return;
  throw new StudioError('conflict', 'Another job is working on this document.', {
    hint: 'Let it end, or stop it first; what it has done is kept.',
    details: { jobId: other.id },
  });
}
