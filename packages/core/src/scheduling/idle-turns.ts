import type { Scheduler } from './scheduler.ts';
import type { Task } from './task.ts';

/** The right to use the engine as long as nobody else wants it. */
export interface IdleTurns {
  /**
   * Waits until nobody wants the engine and does the work then, with the engine to itself. Its signal fires as soon as
   * somebody else wants the engine, or `until` fires; the work then has to end. Resolves when the work has ended, or when
   * `until` fired before it began. Throws what the work throws.
   */
  runWhenIdle(work: (signal: AbortSignal) => Promise<void>, until: AbortSignal): Promise<void>;
}

/** Idle turns are warm-ups of the scheduler. @param newTask names the work, with the model it needs */
export function idleTurnsOf(scheduler: Scheduler, newTask: () => Omit<Task, 'urgency'>): IdleTurns {
  return {
    async runWhenIdle(work, until) {
      const turn = await scheduler.enter({ ...newTask(), urgency: 'warm-up' }, until);
      if (!turn) return;
      try {
        await work(AbortSignal.any([until, turn.dropped]));
      } finally {
        turn.release();
      }
    },
  };
}
