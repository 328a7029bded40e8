import { StudioError } from '../errors.ts';
import type { PauseSignal } from '../ports/engine.ts';
import { PauseSwitch } from './pause-switch.ts';
import {
  emptySchedule,
  servingOrder,
  settle,
  withMoved,
  withoutTask,
  withPermitted,
  withTask,
  type Decision,
  type MoveRefusal,
  type Schedule,
  type WorkState,
} from './schedule.ts';
import { isWarmUp, type Task } from './task.ts';
import { turnsAhead } from './turns-ahead.ts';

/** The right to use the engine. */
export interface Turn {
  /** Holds while something more urgent is at work. */
  readonly pause: PauseSignal & { /** Whether it has ever held. */ readonly wasPaused: boolean };
  /** Fires when a warm-up has to give way; nothing else is ever dropped. */
  readonly dropped: AbortSignal;
  /** Whether another one has ever computed beside it. */
  readonly hadCompany: boolean;
  /** Gives the turn back; a second call does nothing. */
  release(): void;
}

/** Where a task stands. */
export interface Place {
  readonly task: Task;
  readonly state: 'waiting' | WorkState;
}

interface Entrant {
  readonly pause: PauseSwitch;
  readonly dropped: AbortController;
  hadCompany: boolean;
  readonly start: () => void;
}

/**
 * Who may use the engine, and who waits or rests meanwhile. The rules are in `schedule.ts`; here they meet promises and
 * signals.
 */
export class Scheduler {
  readonly #limit: number;
  readonly #onChange: () => void;
  readonly #entrants = new Map<string, Entrant>();
  #schedule: Schedule = emptySchedule;

  /**
   * @param limit most runs of one urgency that may wait; one more is refused with `queue-full`
   * @param onChange called after each change of who is at work and who waits
   */
  constructor(limit: number, onChange: () => void) {
    this.#limit = limit;
    this.#onChange = onChange;
  }

  /** Everybody, as they will be served. */
  get places(): Place[] {
    const states = new Map(this.#schedule.atWork.map(({ task, state }) => [task.id, state]));
    return servingOrder(this.#schedule).map((task) => ({ task, state: states.get(task.id) ?? 'waiting' }));
  }

  /** How long until each of those who wait or rest has its turn, as `turnsAhead` tells. */
  turnsAhead(workMs: ReadonlyMap<string, number | null>): Map<string, number> {
    return turnsAhead(this.#schedule, workMs);
  }

  /** Whether there is anything but warm-ups and changes of the model. */
  get hasRuns(): boolean {
    return this.places.some(({ task }) => task.model !== null && !isWarmUp(task));
  }

  /** Whether a task has the engine to itself: nobody else computes or rests. */
  isAlone(id: string): boolean {
    return this.#schedule.atWork.every(({ task }) => task.id === id);
  }

  /**
   * Resolves with the turn once it has come. Resolves with `null` when the signal fires while waiting; the turn is then
   * never taken. Afterwards the signal is the caller's own business.
   */
  async enter(task: Task, signal: AbortSignal): Promise<Turn | null> {
    if (signal.aborted) return null;
    if (this.#entrants.has(task.id)) throw new StudioError('internal', 'A task waits or works already under this id.');
    const entered = settle(withTask(this.#schedule, task));
    if (isQueueFull(entered.schedule, task, this.#limit)) {
      throw new StudioError('queue-full', `${this.#limit} runs are waiting already.`);
    }
    return new Promise((resolve) => {
      const giveUp = () => {
        this.#leave(task.id);
        resolve(null);
      };
      const start = () => {
        signal.removeEventListener('abort', giveUp);
        resolve({
          pause,
          dropped: dropped.signal,
          get hadCompany() {
            return entrant.hadCompany;
          },
          release: () => this.#leave(task.id),
        });
      };
      const pause = new PauseSwitch();
      const dropped = new AbortController();
      const entrant: Entrant = { pause, dropped, hadCompany: false, start };
      this.#entrants.set(task.id, entrant);
      signal.addEventListener('abort', giveUp, { once: true });
      this.#carryOut(entered);
    });
  }

  /** How many may compute at once. */
  get permitted(): number {
    return this.#schedule.permitted;
  }

  /** Sets how many may compute at once, from now on. */
  permit(count: number): void {
    const schedule = withPermitted(this.#schedule, count);
    if (schedule.permitted !== this.#schedule.permitted) this.#carryOut(settle(schedule));
  }

  /** Puts a waiting task before another waiting one, or last with `null`. Throws `conflict` when that cannot be. */
  move(id: string, before: string | null): void {
    const moved = withMoved(this.#schedule, id, before);
    if (typeof moved === 'string') throw new StudioError('conflict', refusals[moved].message, { hint: refusals[moved].hint });
    this.#carryOut(settle(moved));
  }

  #leave(id: string): void {
    if (!this.#entrants.delete(id)) return;
    this.#carryOut(settle(withoutTask(this.#schedule, id)));
  }

  #noteCompany(): void {
    const running = this.#schedule.atWork.filter(({ state }) => state === 'running');
    if (running.length < 2) return;
    for (const { task } of running) {
      const entrant = this.#entrants.get(task.id);
      if (entrant) entrant.hadCompany = true;
    }
  }

  /** The schedule stands before anybody hears of it: whoever does may come back at once. */
  #carryOut({ schedule, decisions }: { readonly schedule: Schedule; readonly decisions: readonly Decision[] }): void {
    this.#schedule = schedule;
    this.#noteCompany();
    for (const { type, id } of decisions) {
      const entrant = this.#entrants.get(id);
      if (type === 'start') entrant?.start();
      else if (type === 'drop') entrant?.dropped.abort();
      else entrant?.pause.set(type === 'pause');
    }
    this.#onChange();
  }
}

/** Each urgency has its own limit: programs that send too much must not shut the writer out. */
function isQueueFull({ waiting }: Schedule, task: Task, limit: number): boolean {
  if (task.model === null || isWarmUp(task)) return false;
  const mustWait = waiting.some((entry) => entry.task === task);
  return mustWait && waiting.filter((entry) => entry.task.model !== null && entry.task.urgency === task.urgency).length > limit;
}

const refusals: Record<MoveRefusal, { readonly message: string; readonly hint: string }> = {
  'not-waiting': {
    message: 'The run is at work already; only what waits can be moved.',
    hint: 'Stop it if something else should go first.',
  },
  'target-not-waiting': {
    message: 'The run to move it before is at work already.',
    hint: 'Move it before one that waits.',
  },
  'other-urgency': {
    message: 'A run can only be moved among those of its own urgency: what the writer asked for goes before all jobs.',
    hint: 'Move it before a run of its own urgency.',
  },
};
