import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { StudioError } from '@maobi/core';
import { toChildSchema, type ChildGenerateRequest, type FromChild, type ToChild } from '../protocol.ts';
import { harmlessRequest } from '../validated-request.ts';
import { allowedProcessors } from './allowed-processors.ts';
import { Generation } from './generating/generation.ts';
import { loadModel, type LoadedModel } from './loaded-model.ts';
import { measure } from './probes.ts';
import { processorTimes, ProcessorShare } from './processor-share.ts';
import type { SequencePool } from './sequences/sequence-pool.ts';

const beatMs = 1000;
/** From an answer until a state is written that took long to read. */
const dearIdleMs = 2000;

type Question = Exclude<ToChild, { type: 'stop' | 'pause' }>;
type Of<T extends ToChild['type']> = Extract<ToChild, { type: T }>;

/** The engine process: one model, no files but it and the snapshots, no secrets, no network. */
class EngineChild {
  #loaded: LoadedModel | null = null;
  readonly #generations = new Map<number, Generation>();
  readonly #probes = new Map<number, AbortController>();
  #idle: NodeJS.Timeout | null = null;
  #idleMs = 0;
  #share: ProcessorShare | null = null;
  #saved: Promise<void> = Promise.resolve();
  /** The process has been told to write its states, and will be ended. */
  #isEnding = false;

  /** Leaves to other programs the processors that they keep busy. To be called once a second. */
  shareProcessors(): void {
    this.#share?.note(processorTimes());
    if (this.#loaded) this.#share?.limit(this.#loaded.llama, { isMeasuring: this.#probes.size > 0 });
  }

  receive(raw: unknown): void {
    const message = toChildSchema.parse(raw);
    if (message.type === 'pause') return this.#generations.get(message.id)?.setPaused(message.isPaused);
    if (message.type === 'stop') return this.#stop(message.id);
    this.#answer(message).catch((error: unknown) => send({ type: 'failed', id: message.id, error: translated(error).toBody() }));
  }

  #stop(id: number): void {
    const generation = this.#generations.get(id);
    generation?.cancel();
    if (generation) send({ type: 'stopping', id, withinMs: generation.endsWithinMs });
    this.#probes.get(id)?.abort();
  }

  async #answer(message: Question): Promise<void> {
    switch (message.type) {
      case 'load':
        return this.#load(message);
      case 'count':
        return this.#count(message);
      case 'generate':
        return this.#generate(message.id, message.request, (generation) => {
          generation.setPaused(message.isPaused);
          return generation.run();
        });
      case 'warm':
        return this.#generate(message.id, { ...harmlessRequest, reference: null, prompt: message.prompt }, (generation) =>
          generation.warm(),
        );
      case 'measure':
        return this.#measure(message);
      case 'save':
        this.#isEnding = true;
        for (const probe of this.#probes.values()) probe.abort();
        await this.#save((pool) => pool.saveBeforeEnd(message.withinMs));
        return send({ type: 'saved', id: message.id });
    }
  }

  async #load(message: Of<'load'>): Promise<void> {
    const { id } = message;
    this.#idleMs = message.snapshots?.idleMs ?? 0;
    this.#loaded = await loadModel(message, {
      onPercent: (percent) => send({ type: 'progress', id, percent }),
      onRemark: (text) => send({ type: 'remark', text }),
    });
    const { contextSize: contextTokens, idealThreads: threads } = this.#loaded.context;
    // with part of the processors only, nobody knows whether it is those that others keep busy
    if (allowedProcessors() === cpus().length) this.#share = new ProcessorShare({ processors: cpus().length, mostThreads: threads });
    send({ type: 'loaded', id, contextTokens, threads, memoryBytes: process.memoryUsage.rss() });
  }

  #count({ id, prompt }: Of<'count'>): void {
    const { prompts, pool, context } = this.#model();
    const excess = prompts.excess(prompt, context.contextSize);
    if (excess !== null) return send({ type: 'counted', id, tokens: excess, held: 0 });
    const tokens = prompts.of(prompt);
    send({ type: 'counted', id, tokens: tokens.length, held: pool.held(tokens) });
  }

  async #generate(id: number, request: ChildGenerateRequest, work: (generation: Generation) => Promise<void>): Promise<void> {
    const generation = new Generation(this.#model(), request, (event) => send({ ...event, id }));
    this.#generations.set(id, generation);
    if (this.#idle) clearTimeout(this.#idle);
    try {
      await work(generation);
    } finally {
      this.#generations.delete(id);
      this.#saveWhenIdle();
    }
  }

  async #measure({ id, probe }: Of<'measure'>): Promise<void> {
    const stop = new AbortController();
    this.#probes.set(id, stop);
    this.shareProcessors();
    try {
      await this.#saved.catch(() => {}); // states that are being written are not there to be measured behind
      send({ type: 'measured', id, milliseconds: await measure(this.#model(), probe, stop.signal) });
    } finally {
      this.#probes.delete(id);
    }
  }

  /** Nothing to do for a while: what would be lost with the process goes to disk. */
  #saveWhenIdle(): void {
    if (this.#generations.size > 0) return;
    const restMs = this.#loaded?.pool.holdsDearState === true ? Math.min(dearIdleMs, this.#idleMs) : this.#idleMs;
    const isIdle = () => this.#generations.size === 0 && !this.#isEnding;
    this.#idle = setTimeout(() => {
      this.#save((pool) => pool.saveAtRest(isIdle)).catch((error: unknown) => send({ type: 'remark', text: translated(error).message }));
    }, restMs);
  }

  async #save(write: (pool: SequencePool) => Promise<void>): Promise<void> {
    const { pool, answers } = this.#model();
    this.#saved = this.#saved.catch(() => {}).then(() => write(pool));
    await this.#saved;
    answers.save();
  }

  #model(): LoadedModel {
    if (this.#loaded) return this.#loaded;
    throw new StudioError('engine-unavailable', 'No model is loaded.');
  }
}

function translated(error: unknown): StudioError {
  if (error instanceof StudioError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new StudioError('engine-failed', `The engine could not go on: ${reason.split('\n')[0]?.slice(0, 200)}`, { cause: error });
}

function send(message: FromChild): void {
  if (process.connected) process.send?.(message);
}

/** When memory runs out the system shall end this process, never the server. */
function volunteerForTheKernel(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/oom_score_adj', '800');
  } catch {
    // Some containers forbid it; then the system chooses by size, which is this process as well.
  }
}

/** Native threads may be computing: an orderly exit would wait for them, and there is nothing here to save. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}

function start(): void {
  const child = new EngineChild();
  volunteerForTheKernel();
  process.on('message', (message) => child.receive(message));
  process.on('disconnect', endAtOnce);
  // Ctrl+C reaches the whole group; the server decides when this process ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  const beat = () => {
    // the server may have ended before anything here could hear of it
    if (!process.connected) endAtOnce();
    send({ type: 'beat', memoryBytes: process.memoryUsage.rss() });
    child.shareProcessors();
  };
  beat();
  setInterval(beat, beatMs);
}

start();
