import type { Id, Job, Run } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { StoredJob } from '../ports/job-store.ts';
import type { MayWork } from '../jobs/job-order.ts';
import type { AttendedStep } from '../jobs/job-queue.ts';
import { rest, restMs } from '../runs/retried.ts';
import { carryOut, nextTask, type SectionDraftingPorts } from './section-drafting.ts';
import { carryOutPolish, nextPolish } from './section-polishing.ts';

export interface JobWorkerPorts extends SectionDraftingPorts {
  readonly mayWork: MayWork;
  /** Tells every open page how this document and its job stand now. */
  readonly announce: (documentId: Id) => Promise<void>;
}

/** Something that a job does to a section. */
type Task = (onRun: (runId: Id) => void) => Promise<Run | null>;

/** What went wrong with a job, in a row. */
interface Trouble {
  readonly fruitless: number;
  readonly conflicts: number;
  /** Steps that the store had no room for. */
  readonly unkept: number;
}

/** Runs in a row that failed or broke off without one more character, after which a job rests. */
const mostCrashes = 3;
/** The writer may change a section while it is begun; more often in a row is no coincidence. */
const mostConflicts = 5;
/** After the first failure that may pass; longer after each further one. */
const retryAfterMs = 500;
const noTrouble: Trouble = { fruitless: 0, conflicts: 0, unkept: 0 };

/** Does what a job needs next, and decides what the end of a run means for the job. */
export class JobWorker {
  readonly #ports: JobWorkerPorts;
  readonly #troubles = new Map<Id, Trouble>();
  #isShuttingDown = false;

  constructor(ports: JobWorkerPorts) {
    this.#ports = ports;
  }

  /** One run at most. Never rejects: what fails is the job, or it rests as long as there is no room for what it does. */
  async step(job: StoredJob, attended: AttendedStep): Promise<void> {
    try {
      await this.#step(job, attended).catch((error: unknown) => this.#fail(job.id, error));
    } catch (error) {
      await this.#restUnkept(job.id, error, attended.signal);
    }
  }

  /** What went wrong before counts no more: the writer lets the job go on. */
  forgive(id: Id): void {
    this.#troubles.delete(id);
  }

  /** From here on the end of a run says nothing about its job: it is the program that ends. */
  prepareShutDown(): void {
    this.#isShuttingDown = true;
  }

  async #step(job: StoredJob, { onRun, signal }: AttendedStep): Promise<void> {
    const { store, surroundings, runs } = this.#ports;
    await runs.keepEnds();
    const task = await this.#nextTask(job);
    if (!task) return this.#end(job.id, 'done');
    const trouble = this.#troubles.get(job.id) ?? noTrouble;
    const run = await task(onRun).catch((error: unknown) => {
      if (!isConflict(error) || trouble.conflicts >= mostConflicts) throw error;
      return 'conflict' as const; // what the section needs now is looked up again
    });
    if (run === 'conflict') {
      this.#troubles.set(job.id, { ...trouble, conflicts: trouble.conflicts + 1 });
      return;
    }
    if (this.#isShuttingDown) return;
    const fruitless = isFruitless(run) ? trouble.fruitless + 1 : 0;
    this.#troubles.set(job.id, { ...noTrouble, fruitless });
    await this.#judge(await store.jobs.get(job.id), run, fruitless);
    if (fruitless > 0) await rest(fruitless * retryAfterMs, signal, surroundings);
    if (run === null && job.kind === 'polish') await this.#ports.announce(job.documentId);
  }

  async #nextTask(job: StoredJob): Promise<Task | null> {
    const { store } = this.#ports;
    const document = await store.documents.summary(job.documentId);
    if (!document) return null;
    if (job.kind === 'polish') {
      const task = await nextPolish(store, job, document);
      return task && ((onRun) => carryOutPolish(task, this.#ports, onRun));
    }
    const task = await nextTask(store, job, document);
    return task && ((onRun) => carryOut(task, this.#ports, onRun));
  }

  /** Whether the end of a run is the end of the job, or its rest. */
  async #judge(job: StoredJob, run: Run | null, fruitless: number): Promise<void> {
    if (run === null) return;
    const error = run.error === null ? new StudioError('engine-failed', 'The engine failed.') : StudioError.fromBody(run.error);
    if (run.state === 'failed' && !mayRecover(run) && error.code !== 'model-suspect') return this.#fail(job.id, error);
    // what may pass, and a model that the writer may want to try again, let the job rest: resuming it is enough
    if (fruitless >= mostCrashes || error.code === 'model-suspect') return this.#end(job.id, 'paused', error.toBody());
    // one whose time is over was stopped by the clock, not by the writer
    if (run.state === 'stopped' && job.state === 'open' && this.#ports.mayWork(job)) return this.#end(job.id, 'paused');
  }

  /** Throws where the store has no room, be it for what was done or for the failure. */
  async #fail(id: Id, caught: unknown): Promise<void> {
    const error = StudioError.from(caught);
    if (error.code === 'disk-full') throw error;
    this.#ports.surroundings.log.warn({ jobId: id, code: error.code, cause: String(error.cause ?? '') }, error.message);
    await this.#end(id, 'failed', error.toBody());
  }

  /** The job stays open and is taken up again: it goes on as soon as there is room. */
  async #restUnkept(id: Id, error: unknown, signal: AbortSignal): Promise<void> {
    const { surroundings } = this.#ports;
    const trouble = this.#troubles.get(id) ?? noTrouble;
    const unkept = trouble.unkept + 1;
    this.#troubles.set(id, { ...trouble, unkept });
    surroundings.log.warn({ jobId: id, error: String(error), restMs: restMs(unkept) }, 'a job rests, as what it does cannot be kept');
    await rest(restMs(unkept), signal, surroundings);
  }

  /** A job that has ended meanwhile stays as it is. */
  async #end(id: Id, state: Job['state'], error: Job['error'] = null): Promise<void> {
    const { store, surroundings, announce } = this.#ports;
    const job = await store.jobs.setState(id, { state, error, now: surroundings.now() });
    this.forgive(id);
    await announce(job.documentId);
  }
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
