import { endedRunStates, type Id, type ListedRun, type QueueEntry, type Run, type RunEvent, type StudioEvent } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import { LikelyLengths } from '../estimates/likely-lengths.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { withoutImageBytes } from '../images/image-bytes.ts';
import type { ModelService } from '../models/model-service.ts';
import type { Engine, Prompt } from '../ports/engine.ts';
import type { RunStore } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import type { CompletionEvent, CompletionRequest, StudioRuns } from '../studio.ts';
import { completion } from './completion.ts';
import { QueueOverview, type RunName } from './queue-overview.ts';
import { executeRun } from './run-execution.ts';
import { RunEnds } from './run-ends.ts';
import { RunFeed } from './run-feed.ts';
import { RunMeter } from './run-meter.ts';
import type { NextPart } from './run-parts.ts';

export interface RunServicePorts {
  readonly engine: Engine;
  readonly runs: RunStore;
  readonly surroundings: Surroundings;
  readonly scheduler: Scheduler;
  readonly models: ModelService;
  readonly estimator: RunEstimator;
  readonly lengths: LikelyLengths;
  readonly publish: (event: StudioEvent) => void;
  /** Called when a run begins to write and when it has ended, which shows in the list of conversations or documents. */
  readonly onRunChange: (run: Run) => Promise<void>;
  /** What a run is called in the queue. */
  readonly nameOf: (run: Run) => Promise<RunName>;
  /** Called when a run begins to write, which the scheduler does not see. */
  readonly onQueueChange: () => void;
}

/** How soon a run of the writer's is wanted. */
export type RunUrgency = QueueEntry['urgency'];

/** How a run is carried out, beyond what is stored of it. */
export interface RunWork {
  /** Called when its turn has come. */
  readonly readPrompt: () => Promise<Prompt>;
  readonly urgency: RunUrgency;
  /** Whether the text that this run has written so far has to be ended; it then ends in the state `length`. */
  readonly isOverdue?: (text: string) => boolean;
  /** What to ask for behind what was asked for first. Default: nothing. */
  readonly nextPart?: NextPart;
  /** Called once its end is kept, before anybody is told of it. What it throws is logged. */
  readonly onEnded?: () => Promise<void>;
}

/** A run at work in this process. */
export interface LiveRun {
  readonly run: Run;
  readonly work: RunWork;
  readonly feed: RunFeed;
  readonly meter: RunMeter;
  readonly stop: AbortController;
  /** Becomes `interrupted` instead of `stopped` when it is the program that ends, not the writer. */
  endsWith: 'stopped' | 'interrupted';
  finished: Promise<void>;
}

/** Runs at work, their queue, and everybody who watches them. */
export class RunService implements StudioRuns {
  /** How long runs become, learned from all that end. */
  readonly lengths = new LikelyLengths();
  readonly #ports: RunServicePorts;
  readonly #overview: QueueOverview;
  readonly #ends: RunEnds;
  readonly #live = new Map<Id, LiveRun>();
  /** What stops the completions that are at work or wait. */
  readonly #completions = new Map<Id, AbortController>();
  readonly #shutdown = new AbortController();

  constructor(ports: Omit<RunServicePorts, 'onQueueChange' | 'lengths'>) {
    this.#ports = { ...ports, lengths: this.lengths, onQueueChange: () => this.#overview.announce() };
    this.#ends = new RunEnds({ ...ports, onKept: (run) => this.#tellChange(run) });
    this.#overview = new QueueOverview({
      ...ports,
      log: ports.surroundings.log,
      publish: (event) => {
        if (event.type === 'queue') this.#showWaiting(event.entries);
        ports.publish(event);
      },
    });
  }

  /** Puts a stored run to work. Returns at once; the run's end is in the store and in its stream. */
  begin(run: Run, given: RunWork): void {
    if (this.#live.has(run.id)) return;
    const work: RunWork = { ...given, readPrompt: async () => withoutImageBytes(await given.readPrompt()) };
    const { runs } = this.#ports;
    const readPlan = async () => {
      const request = await runs.request(run.id);
      return { prompt: await work.readPrompt(), maxTokens: request.maxTokens, likelyTokens: this.lengths.expected(run, request) };
    };
    const meter = new RunMeter(run.model, readPlan);
    const finished = Promise.resolve();
    const live: LiveRun = { run, work, feed: new RunFeed(), meter, stop: new AbortController(), endsWith: 'stopped', finished };
    this.#live.set(run.id, live);
    this.#overview.add(run.id, { run, meter });
    live.finished = executeRun(live, this.#ports, this.#ends).then(async () => {
      await work.onEnded?.().catch((error: unknown) => this.#logUndone(run, error));
      this.#live.delete(run.id);
      this.#overview.remove(run.id);
      live.feed.changes.notify();
      await this.#tellChange(run);
    });
  }

  /** Keeps the ends of runs that there was no room for. Throws `disk-full` as long as there is none: no other run can write into their texts. */
  keepEnds(): Promise<void> {
    return this.#ends.keepAll();
  }

  /** To be called by the scheduler after each change of who is at work and who waits. */
  showOrder(): void {
    for (const [position, { task, state }] of this.#overview.places.entries()) {
      const feed = this.#live.get(task.id)?.feed;
      if (state === 'waiting') feed?.show({ type: 'queued', position });
      else if (state === 'paused') feed?.rest(position);
      else feed?.goOn();
    }
    this.#overview.announce();
  }

  async list(): Promise<ListedRun[]> {
    const runs = (await this.#ports.runs.open()).filter((run) => this.#ends.asEnded(run).endedAt === null);
    const { places } = this.#overview;
    const placeOf = (run: Run): number => {
      const place = places.findIndex(({ task }) => task.id === run.id);
      return place < 0 ? places.length : place;
    };
    return runs
      .toSorted((left, right) => placeOf(left) - placeOf(right))
      .map((run) => (places[placeOf(run)]?.state === 'paused' ? { ...run, isPaused: true } : run));
  }

  queue(): Promise<QueueEntry[]> {
    return this.#overview.entries();
  }

  async move(id: Id, before: Id | null): Promise<QueueEntry[]> {
    await this.#requireQueued(id, 'The run has ended.');
    if (before !== null) await this.#requireQueued(before, 'The run to move it before has ended.');
    this.#ports.scheduler.move(id, before);
    return this.queue();
  }

  async stopQueued(id: Id): Promise<QueueEntry[]> {
    const completion = this.#completions.get(id);
    if (completion) completion.abort();
    else await this.stop(id);
    return (await this.queue()).filter(({ runId }) => runId !== id);
  }

  async get(id: Id): Promise<Run> {
    return this.#ends.asEnded(await this.#ports.runs.get(id));
  }

  async stop(id: Id): Promise<Run> {
    this.#live.get(id)?.stop.abort();
    return this.ended(id);
  }

  /** Resolves with a run once it is no longer at work. */
  async ended(id: Id): Promise<Run> {
    await this.#live.get(id)?.finished;
    return this.get(id);
  }

  /** Ends what computes or rests as `interrupted`, text kept; what waits goes on waiting. What programs asked for ends there. */
  async interruptAtWork(): Promise<Run[]> {
    const atWork = new Set(this.#overview.places.flatMap(({ task, state }) => (state === 'waiting' ? [] : [task.id])));
    for (const id of atWork) this.#completions.get(id)?.abort();
    const broken = [...this.#live.values()].filter(({ run }) => atWork.has(run.id));
    for (const live of broken) {
      live.endsWith = 'interrupted';
      live.stop.abort();
    }
    return Promise.all(broken.map(({ run }) => this.ended(run.id)));
  }

  /** Stops every run that writes into this conversation. */
  stopConversation(conversationId: Id): Promise<void> {
    return this.#stopWhere((run) => run.conversationId === conversationId);
  }

  /** Stops every run of this document. */
  stopDocument(documentId: Id): Promise<void> {
    return this.#stopWhere((run) => run.documentId === documentId);
  }

  /** Stops every run that writes into one of these messages. */
  stopMessages(messageIds: ReadonlySet<Id>): Promise<void> {
    return this.#stopWhere((run) => run.messageId !== null && messageIds.has(run.messageId));
  }

  /**
   * Nothing is buffered for a watcher: the text comes from the store, so a slow or returning one gets it whole. The order
   * of the steps matters: the end is looked up before the chunks, or the last chunk could be missed.
   */
  async *stream(id: Id, afterSeq: number, signal: AbortSignal): AsyncIterable<RunEvent> {
    let seq = afterSeq;
    let shown: RunEvent | null = null;
    while (!signal.aborted) {
      const live = this.#live.get(id);
      const version = live?.feed.changes.version ?? 0;
      const run = await this.get(id);
      // one that is in the store as ended and still live does what has to be done before its end is told
      const hasEnded = !live;
      const progress = hasEnded ? null : live.feed.progress;
      const isNews = progress !== shown;
      shown = progress;
      if (progress && isNews && progress.type !== 'paused') yield progress;
      const chunks = await this.#ports.runs.chunks(id, seq);
      for (const chunk of chunks) {
        seq = chunk.seq;
        yield { type: 'text', ...chunk };
      }
      // behind what was written before it rested, or that text would say that it goes on
      if (progress?.type === 'paused' && (isNews || chunks.length > 0)) yield progress;
      if (hasEnded) {
        yield endOf(run);
        return;
      }
      await live.feed.changes.changedSince(version, signal);
    }
  }

  async *complete(request: CompletionRequest, signal: AbortSignal): AsyncIterable<CompletionEvent> {
    const id = this.#ports.surroundings.newId();
    const stop = new AbortController();
    this.#completions.set(id, stop);
    const stopped = AbortSignal.any([signal, stop.signal, this.#shutdown.signal]);
    try {
      yield* completion(request, { id, ports: this.#ports, overview: this.#overview, signal: stopped });
    } finally {
      this.#completions.delete(id);
      stop.abort(); // the caller may have walked away in the middle
    }
  }

  /** Ends all runs as `interrupted`, text kept, and waits until that is on disk, if there is room for it. */
  async shutDown(): Promise<void> {
    this.#shutdown.abort();
    const live = [...this.#live.values()];
    for (const run of live) {
      run.endsWith = 'interrupted';
      run.stop.abort();
    }
    await Promise.all(live.map((run) => run.finished));
    await this.#ends.shutDown();
    await this.#overview.settled();
  }

  /** Those who wait learn for how long, as soon as that is known. */
  #showWaiting(entries: readonly QueueEntry[]): void {
    for (const { runId, position, state, estimate } of entries) {
      const feed = this.#live.get(runId)?.feed;
      const remainingMs = estimate.waitingMs;
      const isStillThere = state === 'waiting' && feed?.progress.type === 'queued' && feed.progress.position === position;
      if (isStillThere && remainingMs !== null) feed.show({ type: 'queued', position, remainingMs });
    }
  }

  #logUndone({ id }: Run, error: unknown): void {
    this.#ports.surroundings.log.warn({ runId: id, error: String(error) }, 'what was to follow the end of a run was left undone');
  }

  async #tellChange(run: Run): Promise<void> {
    const { onRunChange, surroundings } = this.#ports;
    await onRunChange(run).catch((error: unknown) =>
      surroundings.log.warn({ runId: run.id, error: String(error) }, 'the pages could not be told of a run'),
    );
  }

  /** Throws `not-found` for an id that nobody knows, `conflict` for a run that is no longer in the queue. */
  async #requireQueued(id: Id, otherwise: string): Promise<void> {
    if (this.#overview.places.some(({ task }) => task.id === id)) return;
    await this.#ports.runs.get(id);
    throw new StudioError('conflict', otherwise, { hint: 'Look at the queue again: it has changed.' });
  }

  async #stopWhere(matches: (run: Run) => boolean): Promise<void> {
    await Promise.all([...this.#live.values()].filter(({ run }) => matches(run)).map(({ run }) => this.stop(run.id)));
  }
}

/** Not at work and not ended: it was stored and never begun. */
function endOf(run: Run): RunEvent {
  return { type: 'ended', run: endedRunStates.includes(run.state) ? run : { ...run, state: 'interrupted' } };
}
