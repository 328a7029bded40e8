import type { Id, QueueEntry, Run, StudioEvent } from '@maobi/contract';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { sideBySide } from '../estimates/side-by-side.ts';
import type { Engine } from '../ports/engine.ts';
import type { Log } from '../ports/surroundings.ts';
import type { Place, Scheduler } from '../scheduling/scheduler.ts';
import { isWarmUp } from '../scheduling/task.ts';
import type { RunMeter, TimeLeft } from './run-meter.ts';

/** A run as the overview knows it; what else it shows comes from the scheduler. */
export interface QueuedRun {
  /** `null` for what a program asks for through `/v1`. */
  readonly run: Run | null;
  readonly meter: RunMeter;
}

interface QueueOverviewPorts {
  readonly scheduler: Scheduler;
  readonly engine: Engine;
  readonly estimator: RunEstimator;
  readonly log: Log;
  readonly nameOf: (run: Run) => Promise<RunName>;
  readonly publish: (event: StudioEvent) => void;
}

/** What a run is called in the queue. */
export type RunName = Pick<QueueEntry, 'title' | 'section'>;

const nameless: RunName = { title: '', section: null };

/** What stands in the queue, with words and times for people. */
export class QueueOverview {
  readonly #ports: QueueOverviewPorts;
  readonly #runs = new Map<Id, QueuedRun>();
  #isStale = false;
  #announcing: Promise<void> | null = null;

  constructor(ports: QueueOverviewPorts) {
    this.#ports = ports;
  }

  add(id: Id, run: QueuedRun): void {
    this.#runs.set(id, run);
  }

  remove(id: Id): void {
    this.#runs.delete(id);
  }

  /** Runs in the order of service; warm-ups and changes of the model are nobody's business. */
  get places(): Place[] {
    return this.#ports.scheduler.places.filter(({ task }) => task.model !== null && !isWarmUp(task));
  }

  async entries(): Promise<QueueEntry[]> {
    const { places } = this;
    const computing = places.filter(({ state }) => state === 'running').length;
    const described = await Promise.all(places.map((place, position) => this.#describe(place, position, computing)));
    return described.filter((entry) => entry !== null);
  }

  /** Tells every open page how the queue stands; several changes in a row become one event. */
  announce(): void {
    this.#isStale = true;
    this.#announcing ??= this.#announceWhileStale().finally(() => {
      this.#announcing = null;
    });
  }

  /** Resolves when everything was told. */
  async settled(): Promise<void> {
    while (this.#announcing) await this.#announcing;
  }

  async #announceWhileStale(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      try {
        this.#ports.publish({ type: 'queue', entries: await this.entries() });
      } catch (error) {
        this.#ports.log.warn({ error: String(error) }, 'the queue could not be described');
      }
    }
  }

  /** @param computing so many at this moment, in the same passes */
  async #describe({ task, state }: Place, position: number, computing: number): Promise<QueueEntry | null> {
    const queued = this.#runs.get(task.id);
    if (!queued || task.urgency === 'warm-up') return null;
    const { run, meter } = queued;
    const atOnce = state === 'running' ? computing : 1;
    const [name, estimate] = await Promise.all([run === null ? nameless : this.#ports.nameOf(run), this.#timeLeft(meter, atOnce)]);
    return {
      runId: task.id,
      conversationId: run?.conversationId ?? null,
      documentId: run?.documentId ?? null,
      action: run?.action ?? null,
      ...name,
      urgency: task.urgency,
      owner: task.owner,
      state: state === 'waiting' || state === 'paused' ? state : meter.state,
      position,
      estimate,
    };
  }

  /** An estimate that fails hides nothing else. */
  async #timeLeft(meter: RunMeter, atOnce: number): Promise<TimeLeft> {
    const { engine, estimator, log } = this.#ports;
    return meter.timeLeft(engine, sideBySide(estimator, atOnce)).catch((error: unknown) => {
      log.debug({ error: String(error) }, 'a run could not be estimated');
      return { readingMs: null, remainingMs: null };
    });
  }
}

/** Until the turn of the entry at this place comes, of `atOnce` places that the others take; `null` when the time of one before it is unknown. */
export function waitingMs(entries: readonly QueueEntry[], place: number, atOnce: number): number | null {
  const freeAfterMs = Array.from({ length: atOnce }, () => 0);
  for (const { estimate } of entries.slice(0, place)) {
    if (estimate.remainingMs === null) return null;
    const soonest = Math.min(...freeAfterMs);
    freeAfterMs[freeAfterMs.indexOf(soonest)] = soonest + estimate.remainingMs;
  }
  return Math.min(...freeAfterMs);
}
