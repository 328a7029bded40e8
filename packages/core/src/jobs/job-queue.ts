import type { Id } from '@maobi/contract';
import type { StoredJob } from '../ports/job-store.ts';
import type { Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { RunService } from '../runs/run-service.ts';
import { nextJob, type MayWork } from './job-order.ts';

interface JobQueuePorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly runs: RunService;
  readonly mayWork: MayWork;
  /** Does what a job needs next, one run at most. Never rejects. */
  readonly step: (job: StoredJob, onRun: (runId: Id) => void) => Promise<void>;
  /** Another job works from here on, or none. */
  readonly onTurn: (before: StoredJob | null, now: StoredJob | null) => Promise<void>;
}

/** What is done of a job at this moment. */
interface Step {
  readonly job: StoredJob;
  runId: Id | null;
  ended: Promise<void>;
}

const haltEveryMs = 20;

/**
 * Lets one job work at a time, in the writer's order. After each run it looks anew at who is first, so that a changed order counts from the next
 * section on.
 */
export class JobQueue {
  readonly #ports: JobQueuePorts;
  #current: StoredJob | null = null;
  #step: Step | null = null;
  #loop: Promise<void> | null = null;
  #isStale = false;
  #isShuttingDown = false;

  constructor(ports: JobQueuePorts) {
    this.#ports = ports;
  }

  /** The job at work. */
  get currentId(): Id | null {
    return this.#current?.id ?? null;
  }

  /** To be called whenever a job may have become able to work. */
  wake(): void {
    this.#isStale = true;
    if (this.#isShuttingDown || this.#loop) return;
    this.#loop = this.#work()
      .catch((error: unknown) => this.#ports.surroundings.log.error({ error: String(error) }, 'the jobs cannot be looked up'))
      .finally(() => {
        this.#loop = null;
        if (this.#isStale) this.wake();
      });
  }

  /** Stops what is written for such a job; resolves when nothing is any more. The state of the job says whether it goes on. */
  async interrupt(matches: (job: StoredJob) => boolean): Promise<void> {
    const { runs } = this.#ports;
    // the run may begin only now: it is found the next time
    for (let step = this.#step; step && matches(step.job); step = this.#step) {
      if (step.runId !== null) await runs.stop(step.runId);
      await Promise.race([step.ended, this.#wait(haltEveryMs)]);
    }
  }

  /** From here on no job begins anything. */
  prepareShutDown(): void {
    this.#isShuttingDown = true;
  }

  /** Resolves when nothing is worked on any more. */
  async settled(): Promise<void> {
    await this.#loop;
  }

  async #work(): Promise<void> {
    const { store, mayWork } = this.#ports;
    while (!this.#isShuttingDown) {
      this.#isStale = false;
      const next = nextJob(await store.jobs.list(0), mayWork);
      if (next?.id !== this.#current?.id) await this.#giveTurn(next);
      if (next) await this.#carryOut(next);
      else if (!this.#isStale) return;
    }
  }

  async #giveTurn(next: StoredJob | null): Promise<void> {
    const before = this.#current;
    this.#current = next;
    await this.#ports.onTurn(before, next);
  }

  async #carryOut(job: StoredJob): Promise<void> {
    const step: Step = { job, runId: null, ended: Promise.resolve() };
    step.ended = this.#ports.step(job, (runId) => {
      step.runId = runId;
    });
    this.#step = step;
    await step.ended;
    this.#step = null;
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#ports.surroundings.after(milliseconds, resolve));
  }
}
