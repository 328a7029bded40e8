import type { RunEvent } from '@maobi/contract';
import { Notifier } from './notifier.ts';

/** Progress that is not kept: where a run stands in the queue, how far loading and reading are. */
export type RunProgress = Extract<RunEvent, { type: 'queued' | 'loading' | 'reading' }>;

/** What the live part of a run tells those who watch it; the text itself they read from the store. */
export class RunFeed {
  readonly changes = new Notifier();
  #progress: RunProgress = { type: 'queued', position: 0 };

  get progress(): RunProgress {
    return this.#progress;
  }

  show(progress: RunProgress): void {
    this.#progress = progress;
    this.changes.notify();
  }
}
