import type { Id, Job } from '@maobi/contract';
import { type JobChange, type JobStore, type NewJob, type StoredJob, StudioError } from '@maobi/core';
import { documentOf, shownJob } from './memory-document-state.ts';
import type { MemoryState } from './memory-state.ts';

const openStates: readonly Job['state'][] = ['open', 'paused'];

export class MemoryJobs implements JobStore {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async create(job: NewJob): Promise<StoredJob> {
    const { id, documentId, sectionIds, request, now } = job;
    const standing = this.#state.jobs.get(id);
    if (standing?.documentId === documentId) return shownJob(this.#state, standing);
    documentOf(this.#state, documentId);
    if (standing) throw new StudioError('conflict', 'A job with this id writes another document.');
    const other = [...this.#state.jobs.values()].find((open) => open.documentId === documentId && open.endedAt === null);
    if (other) throw new StudioError('conflict', 'Another job is writing this document.', { details: { jobId: other.id } });
    const fields = { sectionIds: sectionIds && [...sectionIds], request: structuredClone(request) };
    this.#state.jobs.set(id, { id, documentId, state: 'open', ...fields, createdAt: now, endedAt: null, error: null });
    return this.get(id);
  }

  async get(id: Id): Promise<StoredJob> {
    const job = this.#state.jobs.get(id);
    if (!job) throw new StudioError('not-found', 'There is no such job.');
    return shownJob(this.#state, job);
  }

  async latest(documentId: Id): Promise<StoredJob | null> {
    const job = [...this.#state.jobs.values()].filter((other) => other.documentId === documentId).at(-1);
    return job ? shownJob(this.#state, job) : null;
  }

  async list(endedLimit: number): Promise<StoredJob[]> {
    const shown = [...this.#state.jobs.values()].filter(({ documentId }) => documentOf(this.#state, documentId).document.binnedAt === null);
    const open = shown.filter(({ endedAt }) => endedAt === null);
    const ended = shown
      .filter(({ endedAt }) => endedAt !== null)
      .reverse()
      .sort((one, other) => (other.endedAt ?? '').localeCompare(one.endedAt ?? ''))
      .slice(0, endedLimit);
    return [...open, ...ended].map((job) => shownJob(this.#state, job));
  }

  async setState(id: Id, { state, error = null, now }: JobChange): Promise<StoredJob> {
    const job = await this.get(id);
    if (job.endedAt !== null) return job;
    const { title: _title, ...standing } = job;
    const endedAt = openStates.includes(state) ? null : now;
    this.#state.jobs.set(id, { ...standing, state, error: structuredClone(error), endedAt });
    return this.get(id);
  }
}
