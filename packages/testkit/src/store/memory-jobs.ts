import type { Id, Job, JobKind } from '@maobi/contract';
import { type JobChange, type JobStore, type NewJob, type StoredJob, StudioError } from '@maobi/core';
import { documentOf, shownJob } from './memory-document-state.ts';
import type { MemoryJob, MemoryState } from './memory-state.ts';

const openStates: readonly Job['state'][] = ['open', 'paused'];

export class MemoryJobs implements JobStore {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async create(job: NewJob): Promise<StoredJob> {
    const { id, documentId, sectionIds, isFirst = false, now } = job;
    const standing = this.#state.jobs.get(id);
    if (standing?.documentId === documentId) return shownJob(this.#state, standing);
    documentOf(this.#state, documentId);
    if (standing) throw new StudioError('conflict', 'A job with this id writes another document.');
    const line = this.#line();
    const other = line.find((open) => open.documentId === documentId);
    if (other) {
      throw new StudioError('conflict', 'Another job is working on this document.', {
        hint: 'Let it end, or stop it first; what it has done is kept.',
        details: { jobId: other.id },
      });
    }
    const position = isFirst ? (line[0]?.position ?? 0) - 1 : (line.at(-1)?.position ?? 0) + 1;
    const task = structuredClone({ kind: job.kind, request: job.request }) as MemoryJob['task'];
    const fields = { sectionIds: sectionIds && [...sectionIds], createdAt: now, endedAt: null, error: null };
    this.#state.jobs.set(id, { id, documentId, state: 'open', ...fields, task, position });
    return this.get(id);
  }

  async get(id: Id): Promise<StoredJob> {
    return shownJob(this.#state, this.#job(id));
  }

  async latest(documentId: Id, kind?: JobKind): Promise<StoredJob | null> {
    const job = [...this.#state.jobs.values()]
      .filter((other) => other.documentId === documentId && (kind === undefined || other.task.kind === kind))
      .at(-1);
    return job ? shownJob(this.#state, job) : null;
  }

  async list(endedLimit: number): Promise<StoredJob[]> {
    const isShown = ({ documentId }: MemoryJob) => documentOf(this.#state, documentId).document.binnedAt === null;
    const ended = [...this.#state.jobs.values()]
      .filter((job) => job.endedAt !== null && isShown(job))
      .reverse()
      .sort((one, other) => (other.endedAt ?? '').localeCompare(one.endedAt ?? ''))
      .slice(0, endedLimit);
    return [...this.#line().filter(isShown), ...ended].map((job) => shownJob(this.#state, job));
  }

  async setState(id: Id, { state, error = null, now }: JobChange): Promise<StoredJob> {
    const standing = this.#job(id);
    if (standing.endedAt === null) {
      const endedAt = openStates.includes(state) ? null : now;
      this.#state.jobs.set(id, { ...standing, state, error: structuredClone(error), endedAt });
    }
    return this.get(id);
  }

  async move(id: Id, before: Id | null): Promise<void> {
    for (const moved of before === null ? [id] : [id, before]) {
      if (this.#job(moved).endedAt === null) continue;
      throw new StudioError('conflict', 'The job has ended.', { hint: 'Look at the jobs again: they have changed.' });
    }
    if (id === before) return;
    const others = this.#line().filter((job) => job.id !== id);
    const place = before === null ? others.length : others.findIndex((job) => job.id === before);
    const order = [...others.slice(0, place), this.#job(id), ...others.slice(place)];
    for (const [position, job] of order.entries()) job.position = position;
  }

  /** Those that have not ended, in their order. */
  #line(): MemoryJob[] {
    return [...this.#state.jobs.values()].filter(({ endedAt }) => endedAt === null).sort((one, other) => one.position - other.position);
  }

  #job(id: Id): MemoryJob {
    const job = this.#state.jobs.get(id);
    if (!job) throw new StudioError('not-found', 'There is no such job.');
    return job;
  }
}
