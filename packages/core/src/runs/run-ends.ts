import type { Id, Run } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { RunEnd, RunStore } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import { retried } from './retried.ts';

interface RunEndsPorts {
  readonly runs: RunStore;
  readonly surroundings: Surroundings;
  /** Called when an end is in the store that could not be kept before. */
  readonly onKept: (run: Run) => Promise<void>;
}

/** How runs ended. What a store has no room for is remembered, and kept as soon as there is some. */
export class RunEnds {
  readonly #ports: RunEndsPorts;
  readonly #unkept = new Map<Id, RunEnd>();
  readonly #shutdown = new AbortController();
  #retrying: Promise<void> | null = null;

  constructor(ports: RunEndsPorts) {
    this.#ports = ports;
  }

  /** Resolves in any case. */
  async keep(id: Id, end: RunEnd): Promise<void> {
    const { runs, surroundings } = this.#ports;
    try {
      await runs.end(id, end);
    } catch (error) {
      surroundings.log.error({ runId: id, error: String(error) }, 'the end of a run was not kept and is kept later');
      this.#unkept.set(id, end);
      this.#retryLater();
    }
  }

  /** Keeps now what could not be kept. Throws what the store throws if it still cannot. */
  async keepAll(): Promise<void> {
    const { runs, onKept } = this.#ports;
    for (const [id, end] of this.#unkept) {
      const run = await runs.end(id, end).catch(unlessGone);
      if (this.#unkept.delete(id) && run) await onKept(run);
    }
  }

  /** The run as it ended, whether that could be kept or not. */
  asEnded(run: Run): Run {
    const end = run.endedAt === null ? this.#unkept.get(run.id) : undefined;
    if (!end) return run;
    const { now, ...fields } = end;
    return { ...run, ...fields, endedAt: now };
  }

  /** Tries a last time. */
  async shutDown(): Promise<void> {
    this.#shutdown.abort();
    await this.#retrying;
    await this.keepAll().catch(() => undefined); // the next start finds these runs not ended
  }

  #retryLater(): void {
    if (this.#shutdown.signal.aborted) return;
    this.#retrying ??= retried(() => this.keepAll(), this.#shutdown.signal, this.#ports.surroundings).then(() => {
      this.#retrying = null;
      if (this.#unkept.size > 0) this.#retryLater();
    });
  }
}

function unlessGone(error: unknown): null {
  if (StudioError.from(error).code === 'not-found') return null;
  throw error;
}
