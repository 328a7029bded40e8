import { endedRunStates, type Id, type Run, type RunEvent, type StudioEvent } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { ModelService } from '../models/model-service.ts';
import type { Engine, Prompt } from '../ports/engine.ts';
import type { RunStore } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import { mergeSampling } from '../sampling/sampling-table.ts';
import type { TurnQueue } from '../scheduling/turn-queue.ts';
import type { CompletionEvent, CompletionRequest, StudioRuns } from '../studio.ts';
import { fitPrompt } from './prompt-fitting.ts';
import { executeRun } from './run-execution.ts';
import { RunFeed } from './run-feed.ts';

export interface RunServicePorts {
  readonly engine: Engine;
  readonly runs: RunStore;
  readonly surroundings: Surroundings;
  readonly queue: TurnQueue;
  readonly models: ModelService;
  readonly publish: (event: StudioEvent) => void;
  /** Called after each change that shows in the list of conversations. */
  readonly onConversationChange: (conversationId: Id) => Promise<void>;
}

/** A run at work in this process. */
export interface LiveRun {
  readonly run: Run;
  readonly feed: RunFeed;
  readonly stop: AbortController;
  /** Becomes `interrupted` instead of `stopped` when it is the program that ends, not the writer. */
  endsWith: 'stopped' | 'interrupted';
  finished: Promise<void>;
}

/** Runs at work, their queue, and everybody who watches them. */
export class RunService implements StudioRuns {
  readonly #ports: RunServicePorts;
  readonly #live = new Map<Id, LiveRun>();
  readonly #shutdown = new AbortController();

  constructor(ports: RunServicePorts) {
    this.#ports = ports;
  }

  /**
   * Puts a stored run to work. `readPrompt` is called when its turn has come. Returns at once; the run's end is in the
   * store and in its stream.
   */
  begin(run: Run, readPrompt: () => Promise<Prompt>): void {
    if (this.#live.has(run.id)) return;
    const live: LiveRun = { run, feed: new RunFeed(), stop: new AbortController(), endsWith: 'stopped', finished: Promise.resolve() };
    this.#live.set(run.id, live);
    live.finished = executeRun(live, readPrompt, this.#ports).finally(async () => {
      this.#live.delete(run.id);
      live.feed.changes.notify();
      if (run.conversationId) await this.#ports.onConversationChange(run.conversationId);
    });
    live.finished.catch((error: unknown) =>
      this.#ports.surroundings.log.error({ runId: run.id, error: String(error) }, 'the end of a run was not kept'),
    );
  }

  /** To be called by the queue after each change of its order. */
  showOrder(): void {
    const order = this.#ports.queue.order;
    for (const [position, id] of order.entries()) {
      if (position > 0) this.#live.get(id)?.feed.show({ type: 'queued', position });
    }
    this.#ports.publish({ type: 'queue', runIds: order.filter((id) => this.#live.has(id)) });
  }

  async list(): Promise<Run[]> {
    const order = this.#ports.queue.order;
    const place = (run: Run) => (order.includes(run.id) ? order.indexOf(run.id) : order.length);
    return (await this.#ports.runs.open()).sort((a, b) => place(a) - place(b));
  }

  get(id: Id): Promise<Run> {
    return this.#ports.runs.get(id);
  }

  async stop(id: Id): Promise<Run> {
    const live = this.#live.get(id);
    live?.stop.abort();
    await live?.finished;
    return this.#ports.runs.get(id);
  }

  /** Stops every run that writes into this conversation. */
  stopConversation(conversationId: Id): Promise<void> {
    return this.#stopWhere((run) => run.conversationId === conversationId);
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
      const run = await this.#ports.runs.get(id);
      const hasEnded = !live || endedRunStates.includes(run.state);
      if (live && !hasEnded && live.feed.progress !== shown) {
        shown = live.feed.progress;
        yield shown;
      }
      for (const chunk of await this.#ports.runs.chunks(id, seq)) {
        seq = chunk.seq;
        yield { type: 'text', ...chunk };
      }
      if (hasEnded) {
        // not at work and not ended: its end could not be written (a full disk); what it is worth is "interrupted"
        yield { type: 'ended', run: endedRunStates.includes(run.state) ? run : { ...run, state: 'interrupted' } };
        return;
      }
      await live.feed.changes.changedSince(version, signal);
    }
  }

  async *complete(request: CompletionRequest, signal: AbortSignal): AsyncIterable<CompletionEvent> {
    const { engine, models, queue, surroundings } = this.#ports;
    const stop = new AbortController();
    const stopped = AbortSignal.any([signal, stop.signal, this.#shutdown.signal]);
    const modelId = await models.choose(request.model);
    let release: (() => void) | null = null;
    try {
      release = await queue.enter(surroundings.newId(), stopped);
      if (!release) return yield stoppedBeforeReading;
      const { model, contextTokens } = await models.ensureLoaded(modelId, stopped);
      yield { type: 'started', model: model.id };
      const prompt = await fitPrompt(engine, request.prompt, { ...request, contextTokens }, stopped);
      const sampling = mergeSampling(model.sampling, request.sampling);
      const seed = request.seed ?? surroundings.randomSeed();
      const { maxTokens, stop: stopTexts, jsonSchema } = request;
      for await (const event of engine.generate({ prompt, sampling, maxTokens, stop: stopTexts, jsonSchema, seed }, stopped)) {
        if (event.type === 'text') yield event;
        if (event.type !== 'ended') continue;
        if (event.reason === 'failed') throw StudioError.from(event.error);
        yield { type: 'ended', reason: event.reason, usage: event.usage };
      }
    } catch (error) {
      if (!stopped.aborted) throw error;
      yield stoppedBeforeReading;
    } finally {
      stop.abort(); // the caller may have walked away in the middle
      release?.();
    }
  }

  /** Ends all runs as `interrupted`, text kept, and waits until that is on disk. */
  async shutDown(): Promise<void> {
    this.#shutdown.abort();
    const live = [...this.#live.values()];
    for (const run of live) {
      run.endsWith = 'interrupted';
      run.stop.abort();
    }
    await Promise.allSettled(live.map((run) => run.finished));
  }

  async #stopWhere(matches: (run: Run) => boolean): Promise<void> {
    await Promise.all([...this.#live.values()].filter(({ run }) => matches(run)).map(({ run }) => this.stop(run.id)));
  }
}

const stoppedBeforeReading: CompletionEvent = {
  type: 'ended',
  reason: 'stopped',
  usage: { promptTokens: 0, cachedTokens: 0, writtenTokens: 0 },
};
