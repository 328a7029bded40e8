import { countText, type EndpointBody, type Id, type Job, type ListedJob, type PolishCost, type StudioEvent } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { jobOutlooks } from '../jobs/job-estimate.ts';
import { isUrgent, waitOf, type Scope } from '../jobs/job-order.ts';
import { JobQueue, type SideBySide } from '../jobs/job-queue.ts';
import { NightRunService } from '../jobs/night-run-service.ts';
import { polishCost } from '../jobs/polish-cost.ts';
import { lengthState } from '../length/length-state.ts';
import type { StoredSection } from '../ports/document-store.ts';
import type { JobTask, StoredJob } from '../ports/job-store.ts';
import type { StudioJobs } from '../studio.ts';
import { agreedHead, type HeadPorts } from './agreed-head.ts';
import { JobWorker } from './job-worker.ts';
import { refuseBinned } from './refuse-binned.ts';
import { refuseLocked } from './refuse-locked.ts';
import type { SectionDraftingPorts } from './section-drafting.ts';
import { isPolished } from './section-polishing.ts';
import { isBeingWritten } from './section-view.ts';

export interface JobServicePorts extends SectionDraftingPorts, HeadPorts, SideBySide {
  readonly estimator: RunEstimator;
  readonly publish: (event: StudioEvent) => void;
  /** Tells every open page how this document stands now. */
  readonly announce: (documentId: Id) => Promise<void>;
}

type StartJob = EndpointBody<'startJob'>;
type StartPolish = EndpointBody<'startPolish'>;
type RewriteSection = EndpointBody<'rewriteSection'>;

/** Ended jobs that are listed. */
const endedJobsShown = 50;

/**
 * Works on documents section after section, one job at a time in the writer's order, rows of a batch side by side where that pays. Everything it
 * needs to know stands in the store: after a crash the same rules find the section, and the place in it, where it stopped.
 */
export class JobService implements StudioJobs {
  readonly #ports: JobServicePorts;
  readonly #queue: JobQueue;
  readonly #worker: JobWorker;
  readonly night: NightRunService;

  constructor(ports: JobServicePorts) {
    this.#ports = ports;
    const mayWork = (job: Scope) => this.night.mayWork(job);
    this.#worker = new JobWorker({ ...ports, mayWork, announce: (documentId) => this.#announce(documentId) });
    this.#queue = new JobQueue({
      ...ports,
      mayWork,
      step: (job, attended) => this.#worker.step(job, attended),
      onTurn: (before, now) => this.#tellTurn(before, now),
    });
    this.night = new NightRunService({
      ...ports,
      interrupt: () => this.#queue.interrupt((job) => !mayWork(job)),
      wake: () => this.#queue.wake(),
      announce: () => this.#announceOpen(),
    });
  }

  /** Jobs that were open when the program ended go on by themselves: the writer has asked for them. */
  async resumeOpen(): Promise<void> {
    await this.night.start();
    this.#queue.wake();
  }

  async list(): Promise<ListedJob[]> {
    const { store, models, estimator, engine } = this.#ports;
    const jobs = await store.jobs.list(endedJobsShown);
    const usualModel = await models.choose(null).catch(() => null);
    const outlooks = await jobOutlooks(jobs, {
      store,
      estimator,
      engine,
      currentIds: this.#queue.currentIds,
      nightMs: this.night.waitingMs,
      modelOf: (model) => model ?? usualModel,
    });
    return jobs.map((job) => ({ ...this.view(job), ...(outlooks.get(job.id) ?? ended) }));
  }

  /** Until the open job of one of these documents has its turn, or else of one that were made now; `null`: nobody knows. */
  async waitingMs(documentIds: readonly Id[]): Promise<number | null> {
    const open = (await this.list()).filter(({ state }) => state === 'open');
    const own = open.find(({ documentId }) => documentIds.includes(documentId));
    if (own) return own.estimate.waitingMs;
    const last = open.at(-1)?.estimate;
    if (!last) return this.night.waitingMs;
    if (last.waitingMs === null || last.remainingMs === null) return null;
    return Math.max(this.night.waitingMs, last.waitingMs + last.remainingMs);
  }

  async start(documentId: Id, { id, sectionIds, options }: StartJob): Promise<Job> {
    const sections = await this.#sectionsOf(documentId, sectionIds);
    if (sections.length === 0) {
      throw new StudioError('invalid-request', 'There is no outline to write from.', { hint: 'Let one be written, or add a section.' });
    }
    return this.#create(documentId, { id, sectionIds: sectionIds ?? null, task: () => this.#writing(documentId, null, options) });
  }

  async rewrite(sectionId: Id, { jobId, versionId, kind, options }: RewriteSection): Promise<Job> {
    const { store, surroundings } = this.#ports;
    const section = await store.documents.section(sectionId);
    const standing = await this.#standing(jobId);
    if (standing) return this.view(standing);
    refuseLocked(section);
    if (isBeingWritten(section))
      throw new StudioError('conflict', 'The section is being written.', { hint: 'Stop it first; its text is kept.' });
    if (!section.version?.text.trim() && kind !== 'rewrite') {
      throw new StudioError('invalid-request', 'Nothing is written in this section yet.', { hint: 'Let it be written first.' });
    }
    const { documentId } = section;
    const task = () => this.#writing(documentId, kind === 'rewrite' ? null : kind, options);
    const job = await this.#prepare(documentId, { id: jobId, sectionIds: [sectionId], task });
    if (kind !== 'extend' && section.version) {
      const base = { sectionId, source: 'model', text: '', baseId: section.version.id } as const;
      await store.documents.addVersion({ id: versionId, ...base, now: surroundings.now() });
    }
    return this.#created(job);
  }

  /**
   * One more paragraph for each section that came out short. Nothing begins where there is none, or where a job has the document in hand.
   * @param isFirst whether it goes before every other job
   */
  async extendShort(
    documentId: Id,
    { options, isFirst }: { readonly options?: StartJob['options']; readonly isFirst: boolean },
  ): Promise<void> {
    const { store, surroundings } = this.#ports;
    if ((await store.documents.summary(documentId))?.jobState !== null) return;
    const sectionIds = (await store.documents.sections(documentId)).filter(isShort).map(({ id }) => id);
    if (sectionIds.length === 0) return;
    const task = () => this.#writing(documentId, 'extend', options);
    await this.#created(await this.#prepare(documentId, { id: surroundings.newId(), sectionIds, isFirst, task }));
  }

  async polish(documentId: Id, { id, kind, instruction = '', sectionIds, options }: StartPolish): Promise<Job> {
    if (kind === 'own' && instruction === '') {
      throw new StudioError('invalid-request', 'It is not said what to do with the text.', { hint: 'Give an instruction.' });
    }
    const sections = await this.#sectionsOf(documentId, sectionIds);
    if (!sections.some((section) => isPolished(section, { sectionIds: sectionIds ?? null }))) {
      throw new StudioError('invalid-request', 'Nothing is written that may be polished.', { hint: 'Write or unlock a section first.' });
    }
    const task = async (): Promise<JobTask> => ({ kind: 'polish', request: { ...(await this.#setting(options)), kind, instruction } });
    return this.#create(documentId, { id, sectionIds: sectionIds ?? null, task });
  }

  async estimatePolish(documentId: Id, { kind, sectionIds, model }: EndpointBody<'estimatePolish'>): Promise<PolishCost> {
    const { models, store, estimator } = this.#ports;
    const sections = await this.#sectionsOf(documentId, sectionIds);
    const summary = await store.documents.summary(documentId);
    const texts = sections
      .filter((section) => isPolished(section, { sectionIds: sectionIds ?? null }))
      .map(({ version }) => version?.text ?? '');
    const language = summary?.brief.language ?? 'zh';
    return polishCost(texts, { kind, language, model: await models.choose(model ?? null) }, estimator);
  }

  /** What is being written stops and is kept; `resume` goes on there. */
  async pause(id: Id): Promise<Job> {
    return this.#halt(id, 'paused');
  }

  async resume(id: Id): Promise<Job> {
    const { store, surroundings } = this.#ports;
    const { state } = await store.jobs.get(id);
    if (state !== 'open' && state !== 'paused') {
      throw new StudioError('conflict', 'The job has ended.', { hint: 'Start another one: it goes on with what is not written.' });
    }
    const job = await store.jobs.setState(id, { state: 'open', error: null, now: surroundings.now() });
    this.#worker.forgive(id);
    return this.#created(job);
  }

  async stop(id: Id): Promise<Job> {
    return this.#halt(id, 'stopped');
  }

  async move(id: Id, before: Id | null): Promise<ListedJob[]> {
    await this.#ports.store.jobs.move(id, before);
    this.#queue.wake();
    this.#ports.publish({ type: 'jobs' });
    return this.list();
  }

  /** To be called when whoever makes jobs of its own has come to an end: the night's work may be done by that. */
  async noteIdle(): Promise<void> {
    if (this.#queue.currentIds.length === 0) await this.night.noteIdle().catch((error: unknown) => this.#warn(error));
  }

  /** The document's open job rests: something happened to the document that the writer has to look at. */
  async pauseDocument(documentId: Id): Promise<void> {
    const job = await this.#ports.store.jobs.latest(documentId);
    if (job?.state === 'open') await this.pause(job.id);
  }

  /** From here on no job begins anything; to be called before their runs are interrupted. Open jobs go on at the next start. */
  prepareShutDown(): void {
    this.night.stop();
    this.#worker.prepareShutDown();
    this.#queue.prepareShutDown();
  }

  /** Resolves when no section is worked on any more. */
  async settled(): Promise<void> {
    await this.#queue.settled();
    await this.night.settled();
  }

  /** A job as pages and programs see it. */
  view({ request: _request, ...job }: StoredJob): Job {
    const mayWork = (other: Scope) => this.night.mayWork(other);
    return { ...job, wait: waitOf(job, { currentIds: this.#queue.currentIds, mayWork }) };
  }

  async #sectionsOf(documentId: Id, wanted: readonly Id[] | undefined) {
    const sections = await this.#ports.store.documents.sections(documentId);
    const unknown = wanted?.find((sectionId) => !sections.some((section) => section.id === sectionId));
    if (unknown !== undefined) throw new StudioError('not-found', 'The outline has no such section.');
    return sections;
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
    if (standing) return this.view(standing);
    return this.#created(await this.#prepare(documentId, wanted));
  }

  async #prepare(documentId: Id, { id, sectionIds, isFirst = isUrgent({ sectionIds }), task }: WantedJob): Promise<StoredJob> {
    const { store, surroundings } = this.#ports;
    const document = await store.documents.summary(documentId);
    if (document) refuseBinned(document);
    return store.jobs.create({ id, documentId, sectionIds, isFirst, ...(await task()), now: surroundings.now() });
  }

  async #writing(documentId: Id, kind: 'extend' | 'condense' | null, options: StartJob['options']): Promise<JobTask> {
    const setting = await this.#setting(options);
    return { kind: 'write', request: { ...setting, kind, ...(await agreedHead(documentId, this.#ports)) } };
  }

  async #setting(options: StartJob['options']) {
    const model = options?.model ?? null;
    if (model !== null) await this.#ports.models.choose(model); // refused now, not in the middle of the night
    return { model, seed: options?.seed ?? this.#ports.surroundings.randomSeed() };
  }

  async #created(job: StoredJob): Promise<Job> {
    this.#queue.wake();
    await this.#announce(job.documentId);
    return this.view(job);
  }

  async #halt(id: Id, state: 'paused' | 'stopped'): Promise<Job> {
    const { store, surroundings } = this.#ports;
    const { documentId } = await store.jobs.setState(id, { state, now: surroundings.now() });
    await this.#announce(documentId);
    await this.#queue.interrupt((job) => job.id === id);
    await this.#announce(documentId);
    return this.view(await store.jobs.get(id));
  }

  async #tellTurn(before: readonly StoredJob[], now: readonly StoredJob[]): Promise<void> {
    for (const documentId of new Set([...before, ...now].map((job) => job.documentId))) await this.#announce(documentId);
    if (now.length === 0) void this.noteIdle();
  }

  async #announceOpen(): Promise<void> {
    for (const { documentId } of await this.#ports.store.jobs.list(0)) await this.#ports.announce(documentId);
    this.#ports.publish({ type: 'jobs' });
  }

  async #announce(documentId: Id): Promise<void> {
    await this.#ports.announce(documentId);
    this.#ports.publish({ type: 'jobs' });
  }

  #warn(error: unknown): void {
    this.#ports.surroundings.log.warn({ error: String(error) }, 'what the night run did could not be kept');
  }
}

interface WantedJob {
  readonly id: Id;
  readonly sectionIds: readonly Id[] | null;
  /** Default: whether it was asked for single sections. */
  readonly isFirst?: boolean;
  readonly task: () => Promise<JobTask>;
}

/** Written, and shorter than was asked for. What is locked stays as it is. */
function isShort({ version, isLocked, target }: StoredSection): boolean {
  const count = countText(version?.text ?? '');
  return !isLocked && count > 0 && lengthState(count, target) === 'short';
}

/** Nothing is known of what has ended. */
const ended: Pick<ListedJob, 'progress' | 'estimate'> = { progress: null, estimate: { waitingMs: null, remainingMs: null } };
