import type { RunEvent } from '@maobi/contract';
import { Notifier } from './notifier.ts';

/** Progress that is not kept: where a run stands in the queue, how far loading and reading are, whether it rests. */
export type RunProgress = Extract<RunEvent, { type: 'queued' | 'loading' | 'reading' }>;
type Paused = Extract<RunEvent, { type: 'paused' }>;

/** What the live part of a run tells those who watch it; the text itself they read from the store. */
export class RunFeed {
  readonly changes = new Notifier();
  #progress: RunProgress = { type: 'queued', position: 0 };
  #paused: Paused | null = null;

  get progress(): RunProgress | Paused {
    return this.#paused ?? this.#progress;
  }

  show(progress: RunProgress): void {
    if (isSame(progress, this.#progress)) return;
    this.#progress = progress;
    if (!this.#paused) this.changes.notify();
  }

  /** From now on the run rests, behind so many others. */
  rest(position: number): void {
    const paused: Paused = { type: 'paused', position };
    if (this.#paused && isSame(paused, this.#paused)) return;
    this.#paused = paused;
    this.changes.notify();
  }

  /** The run is at work again; watchers see what it did before it rested. */
  goOn(): void {
    if (!this.#paused) return;
    this.#paused = null;
    this.changes.notify();
  }
}

function isSame(left: RunEvent, right: RunEvent): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
