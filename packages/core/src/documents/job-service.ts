import type { EndpointBody, Id, Job, Run } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { StoredJob } from '../ports/document-store.ts';
import type { StudioJobs } from '../studio.ts';
import { agreedHead, type HeadPorts } from './agreed-head.ts';
import { refuseBinned } from './refuse-binned.ts';
import { carryOut, nextTask, type SectionDraftingPorts } from './section-drafting.ts';
import { isBeingWritten } from './section-view.ts';

export interface JobServicePorts extends SectionDraftingPorts, HeadPorts {
  /** Tells every open page how this document stands now. */
  readonly announce: (documentId: Id) => Promise<void>;
}

type StartJob = EndpointBody<'startJob'>;
type RewriteSection = EndpointBody<'rewriteSection'>;

/** Ended jobs that are listed. */
const endedJobsShown = 50;
/** Runs in a row that failed or broke off without one more character, after which a job rests. */
const mostCrashes = 3;
/** The writer may change a section while it is begun; more often in a row is no coincidence. */
const mostConflicts = 5;
const haltEveryMs = 20;
/** After the first failure that may pass; longer after each further one. */
const retryAfterMs = 500;

/**
 * Writes documents section after section. Everything it needs to know stands in the store: after a crash the same rules find the
 * section, and the place in it, where it stopped.
 */
export class JobService implements StudioJobs {
  readonly #ports: JobServicePorts;
  readonly #atWork = new Map<Id, Promise<void>>();
  #isShuttingDown = false;

  constructor(ports: JobServicePorts) {
    this.#ports = ports;
  }

  /** Jobs that were open when the program ended go on by themselves: the writer has asked for them. */
  async resumeOpen(): Promise<void> {
    const jobs = await this.#ports.store.jobs.list(0);
    for (const job of jobs) if (job.state === 'open') this.#begin(job.id);
  }

  async list(): Promise<Job[]> {
    return (await this.#ports.store.jobs.list(endedJobsShown)).map(jobView);
  }

  async start(documentId: Id, { id, sectionIds, options }: StartJob): Promise<Job> {
    const sections = await this.#ports.store.documents.sections(documentId);
    const unknown = sectionIds?.find((sectionId) => !sections.some((section) => section.id === sectionId));
    if (unknown !== undefined) throw new StudioError('not-found', 'The outline has no such section.');
    if (sections.length === 0) {
      throw new StudioError('invalid-request', 'There is no outline to write from.', { hint: 'Let one be written, or add a section.' });
    }
    return this.#create(documentId, { id, sectionIds: sectionIds ?? null, kind: null, options });
  }

  async rewrite(sectionId: Id, { jobId, versionId, kind, options }: RewriteSection): Promise<Job> {
    const { store, surroundings } = this.#ports;
    const section = await store.documents.section(sectionId);
    const standing = await this.#standing(jobId);
    if (standing) return jobView(standing);
    if (section.isLocked) throw new StudioError('conflict', 'The section is locked.', { hint: 'Unlock it first.' });
    if (isBeingWritten(section))
      throw new StudioError('conflict', 'The section is being written.', { hint: 'Stop it first; its text is kept.' });
    if (!section.version?.text.trim() && kind !== 'rewrite') {
      throw new StudioError('invalid-request', 'Nothing is written in this section yet.', { hint: 'Let it be written first.' });
    }
    const job = await this.#prepare(section.documentId, {
      id: jobId,
      sectionIds: [sectionId],
      kind: kind === 'rewrite' ? null : kind,
      options,
    });
    if (kind !== 'extend' && section.version) {
      const base = { sectionId, source: 'model', text: '', baseId: section.version.id } as const;
      await store.documents.addVersion({ id: versionId, ...base, now: surroundings.now() });
    }
    return this.#created(job);
  }

  /** What is being written stops and is kept; `resume` goes on there. */
  async pause(id: Id): Promise<Job> {
    return this.#halt(id, 'paused');
  }

  async resume(id: Id): Promise<Job> {
    const { store, surroundings, announce } = this.#ports;
    const { state } = await store.jobs.get(id);
    if (state !== 'open' && state !== 'paused') {
      throw new StudioError('conflict', 'The job has ended.', { hint: 'Start another one: it goes on with what is not written.' });
    }
    const job = await store.jobs.setState(id, { state: 'open', error: null, now: surroundings.now() });
    this.#begin(id);
    await announce(job.documentId);
    return jobView(job);
  }

  async stop(id: Id): Promise<Job> {
    return this.#halt(id, 'stopped');
  }

  /** The document's open job rests: something happened to the document that the writer has to look at. */
  async pauseDocument(documentId: Id): Promise<void> {
    const job = await this.#ports.store.jobs.latest(documentId);
    if (job?.state === 'open') await this.pause(job.id);
  }

  /** From here on no job begins anything; to be called before their runs are interrupted. Open jobs go on at the next start. */
  prepareShutDown(): void {
    this.#isShuttingDown = true;
  }

  /** Resolves when no section is worked on any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#atWork.values());
  }

  async #standing(id: Id): Promise<StoredJob | null> {
    try {
      return await this.#ports.store.jobs.get(id);
    } catch (error) {
      if (error instanceof StudioError && error.code === 'not-found') return null;
      throw error;
    }
  }

  async #create(documentId: Id, wanted: WantedJob): Promise<Job> {
    const standing = await this.#standing(wanted.id);
    if (standing) return jobView(standing);
    return this.#created(await this.#prepare(documentId, wanted));
  }

  async #prepare(documentId: Id, { id, sectionIds, kind, options }: WantedJob): Promise<StoredJob> {
    const { store, surroundings } = this.#ports;
    const document = await store.documents.summary(documentId);
    if (document) refuseBinned(document);
    const model = options?.model ?? null;
    if (model !== null) await this.#ports.models.choose(model); // refused now, not in the middle of the night
    const request = { model, seed: options?.seed ?? surroundings.randomSeed(), kind, ...(await agreedHead(documentId, this.#ports)) };
    return store.jobs.create({ id, documentId, sectionIds, request, now: surroundings.now() });
  }

  async #created(job: StoredJob): Promise<Job> {
    this.#begin(job.id);
    await this.#ports.announce(job.documentId);
    return jobView(job);
  }

  #begin(id: Id): void {
    if (this.#isShuttingDown || this.#atWork.has(id)) return;
    const work = this.#carryOut(id)
      .catch((error: unknown) => this.#fail(id, error))
      .finally(() => this.#atWork.delete(id));
    this.#atWork.set(id, work);
  }

  async #carryOut(id: Id): Promise<void> {
    const { store, surroundings, announce } = this.#ports;
    let fruitless = 0;
    let conflicts = 0;
    while (!this.#isShuttingDown) {
      const job = await store.jobs.get(id);
      if (job.state !== 'open') return;
      const document = await store.documents.summary(job.documentId);
      if (!document) return;
      const task = await nextTask(store, job, document);
      if (!task) {
        await store.jobs.setState(id, { state: 'done', now: surroundings.now() });
        return announce(job.documentId);
      }
      const run = await carryOut(task, this.#ports).catch((error: unknown) => {
        conflicts += 1;
        if (!isConflict(error) || conflicts > mostConflicts) throw error;
        return null; // what the section needs now is looked up again
      });
      if (run !== null) conflicts = 0;
      fruitless = isFruitless(run) ? fruitless + 1 : 0;
      if (await this.#isOver(id, run, fruitless)) return;
      if (fruitless > 0) await this.#wait(fruitless * retryAfterMs);
    }
  }

  /** Whether the end of a run is the end of the job, or its rest. */
  async #isOver(id: Id, run: Run | null, fruitless: number): Promise<boolean> {
    if (run === null || this.#isShuttingDown) return false;
    const error = run.error === null ? new StudioError('engine-failed', 'The engine failed.') : StudioError.fromBody(run.error);
    if (run.state === 'failed' && !mayRecover(run) && error.code !== 'model-suspect') {
      await this.#fail(id, error);
      return true;
    }
    // what may pass, and a model that the writer may want to try again, let the job rest: resuming it is enough
    if (fruitless >= mostCrashes || error.code === 'model-suspect') {
      await this.#rest(id, 'paused', error.toBody());
      return true;
    }
    if (run.state !== 'stopped') return false;
    await this.#rest(id, 'paused');
    return true;
  }

  async #fail(id: Id, caught: unknown): Promise<void> {
    const { store, surroundings, announce } = this.#ports;
    const error = StudioError.from(caught);
    surroundings.log.warn({ jobId: id, code: error.code, cause: String(error.cause ?? '') }, error.message);
    const job = await store.jobs.setState(id, { state: 'failed', error: error.toBody(), now: surroundings.now() }).catch(() => null);
    if (job) await announce(job.documentId);
  }

  async #halt(id: Id, state: 'paused' | 'stopped'): Promise<Job> {
    const { store, runs, announce } = this.#ports;
    const { documentId } = await this.#rest(id, state);
    // a run may begin between the look at the state and this: it is found the next time
    for (let work = this.#atWork.get(id); work; work = this.#atWork.get(id)) {
      await runs.stopDrafts(documentId);
      await Promise.race([work, this.#wait(haltEveryMs)]);
    }
    await announce(documentId);
    return jobView(await store.jobs.get(id));
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#ports.surroundings.after(milliseconds, resolve));
  }

  /** A job that has ended meanwhile stays as it is. */
  async #rest(id: Id, state: 'paused' | 'stopped', error: Job['error'] = null): Promise<StoredJob> {
    const { store, surroundings, announce } = this.#ports;
    const job = await store.jobs.setState(id, { state, error, now: surroundings.now() });
    await announce(job.documentId);
    return job;
  }
}

interface WantedJob {
  readonly id: Id;
  readonly sectionIds: readonly Id[] | null;
  readonly kind: StoredJob['request']['kind'];
  readonly options: StartJob['options'];
}

export function jobView({ request: _request, ...job }: StoredJob): Job {
  return job;
}

/** It broke off without a word, or could not even begin and may do so another time. */
function isFruitless(run: Run | null): boolean {
  if (run?.state === 'failed') return mayRecover(run);
  return run?.state === 'interrupted' && (run.usage?.writtenTokens ?? 0) === 0;
}

function mayRecover(run: Run): boolean {
  return run.error?.retryable === true;
}

function isConflict(error: unknown): boolean {
  return error instanceof StudioError && error.code === 'conflict';
}
