import type { Id } from '@maobi/contract';
import type { StoredJob } from '../ports/job-store.ts';
import type { Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { RunService } from '../runs/run-service.ts';
import { nextJobs, type MayWork } from './job-order.ts';

export interface SideBySide {
  /** Texts that are worth writing in the same passes at this moment; at least one. */
  readonly atOnce: () => number;
  /** What independent texts are written for together, e.g. a batch; `null`: the document stands for itself. */
  readonly groupOf: (documentId: Id) => string | null;
}

interface JobQueuePorts extends SideBySide {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly runs: RunService;
  readonly mayWork: MayWork;
  /** Does what a job needs next, one run at most. Never rejects. */
  readonly step: (job: StoredJob, attended: AttendedStep) => Promise<void>;
  /** Other jobs work from here on, or none. */
  readonly onTurn: (before: readonly StoredJob[], now: readonly StoredJob[]) => Promise<void>;
}

export interface AttendedStep {
  /** To be told of the run that it begins. */
  readonly onRun: (runId: Id) => void;
  /** Fires when nothing more is to be waited for. */
  readonly signal: AbortSignal;
}

/** What is done of a job at this moment. */
interface Step {
  readonly job: StoredJob;
  readonly stop: AbortController;
  runId: Id | null;
  ended: Promise<void>;
}

const haltEveryMs = 20;
const lookAgainMs = 5000;

/**
 * Lets one job work at a time, in the writer's order, and beside it those of its group that are worth writing in the same passes. After each run it
 * looks anew at who is first, so that a changed order counts from the next section on.
 */
export class JobQueue {
  readonly #ports: JobQueuePorts;
  readonly #steps = new Map<Id, Step>();
  #current: readonly StoredJob[] = [];
  #loop: Promise<void> | null = null;
  #wakeLoop: () => void = () => undefined;
  #isStale = false;
  #isShuttingDown = false;

  constructor(ports: JobQueuePorts) {
    this.#ports = ports;
  }

  /** The jobs at work. */
  get currentIds(): readonly Id[] {
    return this.#current.map(({ id }) => id);
  }

  /** To be called whenever a job may have become able to work. */
  wake(): void {
    this.#isStale = true;
    this.#wakeLoop();
    if (this.#isShuttingDown || this.#loop) return;
    this.#loop = this.#work()
      .catch((error: unknown) => {
        this.#ports.surroundings.log.error({ error: String(error) }, 'the jobs cannot be looked up and are looked up again');
        this.#ports.surroundings.after(lookAgainMs, () => this.wake());
      })
      .finally(() => {
        this.#loop = null;
        if (this.#isStale) this.wake();
      });
  }

  /** Stops what is written for such jobs; resolves when nothing is any more. The state of a job says whether it goes on. */
  async interrupt(matches: (job: StoredJob) => boolean): Promise<void> {
    const { runs } = this.#ports;
    const matching = () => [...this.#steps.values()].filter(({ job }) => matches(job));
    // a run may begin only now: it is found the next time
    for (let steps = matching(); steps.length > 0; steps = matching()) {
      for (const { stop } of steps) stop.abort();
      await Promise.all(steps.map(({ runId }) => runId !== null && runs.stop(runId)));
      await Promise.race([Promise.all(steps.map(({ ended }) => ended)), this.#wait(haltEveryMs)]);
    }
  }

  /** From here on no job begins anything. */
  prepareShutDown(): void {
    this.#isShuttingDown = true;
    for (const { stop } of this.#steps.values()) stop.abort();
  }

  /** Resolves when nothing is worked on any more. */
  async settled(): Promise<void> {
    await this.#loop;
  }

  async #work(): Promise<void> {
    while (!this.#isShuttingDown) {
      this.#isStale = false;
      const woken = new Promise<void>((resolve) => (this.#wakeLoop = resolve));
      await this.#beginSteps();
      if (this.#steps.size === 0 && !this.#isStale) break;
      if (this.#steps.size > 0) await Promise.race([woken, ...[...this.#steps.values()].map(({ ended }) => ended)]);
    }
    await Promise.all([...this.#steps.values()].map(({ ended }) => ended));
  }

  /** Whoever is at work ends what they are at first, so that nothing is read twice; then places are taken in the order of the jobs. */
  async #beginSteps(): Promise<void> {
    const { store, mayWork, atOnce, groupOf } = this.#ports;
    const wanted = nextJobs(await store.jobs.list(0), mayWork, { atOnce: atOnce(), groupOf });
    const resting = wanted.filter(({ id }) => !this.#steps.has(id));
    const begun = resting.slice(0, Math.max(0, atOnce() - this.#steps.size));
    const atWork = [...this.#steps.values()].map(({ job }) => job);
    await this.#giveTurn([...atWork, ...begun]);
    for (const job of begun) this.#carryOut(job);
  }

  async #giveTurn(next: readonly StoredJob[]): Promise<void> {
    const before = this.#current;
    this.#current = next;
    const isSame = before.length === next.length && next.every(({ id }) => before.some((job) => job.id === id));
    if (!isSame) await this.#ports.onTurn(before, next);
  }

  #carryOut(job: StoredJob): void {
    const step: Step = { job, stop: new AbortController(), runId: null, ended: Promise.resolve() };
    this.#steps.set(job.id, step);
    const noteRun = (runId: Id): void => {
      step.runId = runId;
    };
    const attended: AttendedStep = { onRun: noteRun, signal: step.stop.signal };
    step.ended = this.#ports.step(job, attended).finally(() => this.#steps.delete(job.id));
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#ports.surroundings.after(milliseconds, resolve));
  }
}
