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

/** All but when its turn comes, which depends on all others. */
type DescribedRun = Omit<QueueEntry, 'estimate'> & { readonly estimate: TimeLeft };

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
    const described = await Promise.all(this.places.map((place, position, places) => this.#describe(place, position, places)));
    const entries = described.filter((entry) => entry !== null);
    const turns = this.#ports.scheduler.turnsAhead(new Map(entries.map(({ runId, estimate }) => [runId, estimate.remainingMs])));
    return entries.map((entry) => ({ ...entry, estimate: { waitingMs: turns.get(entry.runId) ?? null, ...entry.estimate } }));
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

  async #describe(place: Place, position: number, places: readonly Place[]): Promise<DescribedRun | null> {
    const { task, state } = place;
    const queued = this.#runs.get(task.id);
    if (!queued || task.urgency === 'warm-up') return null;
    const { run, meter } = queued;
    const atOnce = this.#companyOf(place, places);
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

  /** How many are written in the same passes, this one among them: now, or when it has its turn. */
  #companyOf({ task, state }: Place, places: readonly Place[]): number {
    if (state === 'running') return places.filter((other) => other.state === 'running').length;
    const likes = places.filter((other) => other.task.urgency === task.urgency && other.task.model === task.model);
    return Math.min(this.#ports.scheduler.permitted, likes.length);
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
