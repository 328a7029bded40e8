import type { Id } from '@maobi/contract';
import type { RunStore } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';

/** Streamed text is on disk at the latest this long after it was written; design §4 allows one second. */
const flushIntervalMs = 200;

/**
 * Gathers the text of one run into chunks and commits them, so that text is on disk before anyone sees it. The first
 * chunk goes at once (the first token is what people wait for), the following ones every 200 ms.
 */
export class ChunkWriter {
  readonly #runId: Id;
  readonly #runs: RunStore;
  readonly #surroundings: Surroundings;
  readonly #onCommitted: () => void;
  #pending = '';
  #written = 0;
  #seq = 0;
  #lastFlushMs = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | null = null;
  #commits: Promise<void> = Promise.resolve();
  #failure: unknown = null;

  constructor(runId: Id, ports: { runs: RunStore; surroundings: Surroundings }, onCommitted: () => void) {
    this.#runId = runId;
    this.#runs = ports.runs;
    this.#surroundings = ports.surroundings;
    this.#onCommitted = onCommitted;
  }

  /** Throws what an earlier commit failed with: a run whose text cannot be kept must not go on. */
  add(text: string, written: number): void {
    if (this.#failure !== null) throw this.#failure;
    this.#pending += text;
    this.#written = written;
    if (this.#cancelTimer) return;
    const waitMs = this.#lastFlushMs + flushIntervalMs - this.#surroundings.elapsedMs();
    if (waitMs <= 0) this.#flush();
    else this.#cancelTimer = this.#surroundings.after(waitMs, () => this.#flush());
  }

  /** Commits what is left. Throws when some of the text could not be kept. */
  async finish(): Promise<void> {
    this.#flush();
    await this.#commits;
    if (this.#failure !== null) throw this.#failure;
  }

  #flush(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#lastFlushMs = this.#surroundings.elapsedMs();
    if (!this.#pending) return;
    this.#seq += 1;
    const chunk = { seq: this.#seq, text: this.#pending, written: this.#written };
    this.#pending = '';
    this.#commits = this.#commits.then(() => this.#commit(chunk));
  }

  async #commit(chunk: { seq: number; text: string; written: number }): Promise<void> {
    if (this.#failure !== null) return;
    try {
      await this.#runs.appendChunk(this.#runId, chunk);
      this.#onCommitted();
    } catch (error) {
      this.#failure = error;
    }
  }
}
