import type { EngineStatus } from '@maobi/contract';
import {
  engineBatchTokens,
  StudioError,
  type Engine,
  type EngineEvent,
  type GenerateRequest,
  type LoadedModel,
  type LoadRequest,
  type Log,
  type Prompt,
} from '@maobi/core';
import { availableMemoryBytes } from './available-memory.ts';
import { listenToGeneration } from './generation-events.ts';
import { checkModelFile, chooseContext } from './model-plan.ts';
import { generateRequestSchema } from './protocol.ts';
import { defaultChildEntry, type ChildEntry } from './supervision/child-entry.ts';
import { CrashRecord } from './supervision/crash-record.ts';
import { EngineProcess, type ProcessEnd } from './supervision/engine-process.ts';
import { TurnLock } from './supervision/turn-lock.ts';
import { wait } from './supervision/wait.ts';

export interface LlamaEngineOptions {
  /** By default `engine-child.js` beside the bundle, or the TypeScript source when run from sources. */
  readonly childEntry?: ChildEntry;
  /** Physical cores to compute with; by default as many as the machine has. */
  readonly threads?: number;
  /** Memory that may be taken, in bytes; asked before each load. By default what the system reports as available. */
  readonly freeMemoryBytes?: () => Promise<number>;
  /** Time in which a Stop has to be obeyed before the process is killed; 2,000 by default. */
  readonly stopWithinMs?: number;
  /** Silence after which the process counts as hung; 20,000 by default. */
  readonly silenceMs?: number;
  readonly log?: Log;
}

/** The releases this package was built and tested with; its tests compare them with what is installed. */
export const llamaEngineVersion = 'llama.cpp v0.4.0 (node-llama-cpp 3.21.1)';

/**
 * llama.cpp in a process of its own. The server never loads native code: a crash, a hang or a lack of memory ends that
 * process alone, and it comes back by itself.
 */
export function createLlamaEngine(options: LlamaEngineOptions = {}): Engine {
  return new LlamaEngine(options);
}

const memoryStepBytes = 16 * 1024 * 1024;
const emptyStatus: EngineStatus = { state: 'empty', model: null, percent: null, contextTokens: null, memoryBytes: null, error: null };

interface Running {
  readonly process: EngineProcess;
  readonly request: LoadRequest;
  /** `null` while it is loading. */
  model: LoadedModel | null;
}

class LlamaEngine implements Engine {
  readonly version = llamaEngineVersion;
  readonly #options: LlamaEngineOptions;
  readonly #watchers = new Set<(status: EngineStatus) => void>();
  readonly #turn = new TurnLock();
  readonly #crashes = new CrashRecord(
    () => performance.now(),
    () => this.#tellWatchers(),
  );
  #status = emptyStatus;
  #running: Running | null = null;
  /** The model that should be loaded; after a crash it is loaded again. */
  #wanted: LoadRequest | null = null;
  #restart = new AbortController();
  #isDisposed = false;

  constructor(options: LlamaEngineOptions) {
    this.#options = options;
  }

  get status(): EngineStatus {
    return this.#status;
  }

  watch(listener: (status: EngineStatus) => void): () => void {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  async load(request: LoadRequest, signal: AbortSignal): Promise<LoadedModel> {
    this.#refuseDisposed();
    if (this.#wanted && !isSame(this.#wanted, request)) this.#cancelRestart();
    return this.#turn.run(async () => {
      this.#refuseDisposed();
      const running = this.#running;
      if (running?.model && isSame(running.request, request)) return running.model;
      return this.#switchTo(request, signal);
    }, signal);
  }

  async unload(): Promise<void> {
    this.#cancelRestart();
    await this.#turn.run(async () => {
      this.#wanted = null;
      await this.#endProcess();
      this.#show(emptyStatus);
    });
  }

  async countTokens(prompt: Prompt): Promise<number> {
    const { process } = this.#running?.model ? this.#running : await this.#turn.run(() => this.#ready(this.#restart.signal));
    const { prompt: checked } = validated({ ...countingRequest, prompt });
    for await (const reply of process.ask({ type: 'count', prompt: checked }).replies) {
      if (reply.type === 'counted') return reply.tokens;
      if (reply.type === 'failed') throw StudioError.fromBody(reply.error);
    }
    throw new StudioError('engine-failed', 'The engine gave no answer.');
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent> {
    const checked = validated(request);
    let leave = () => {};
    try {
      leave = await this.#turn.enter(signal);
      const { process } = await this.#ready(signal);
      yield* listenToGeneration(process, { request: checked, signal, stopWithinMs: this.#options.stopWithinMs ?? 2000 });
    } catch (error) {
      if (!signal.aborted) throw error;
      yield stoppedBeforeReading;
    } finally {
      leave();
    }
  }

  isSuspect(modelId: string): boolean {
    return this.#crashes.suspicion(modelId) !== null;
  }

  forgive(modelId: string): void {
    this.#crashes.forgive(modelId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    this.#wanted = null;
    this.#cancelRestart();
    await this.#endProcess();
    this.#show(emptyStatus);
    this.#watchers.clear();
  }

  async #switchTo(request: LoadRequest, signal: AbortSignal): Promise<LoadedModel> {
    const suspicion = this.#crashes.suspicion(request.modelId);
    if (suspicion) throw this.#failed(suspicion);
    const header = await checkModelFile(request.path).catch((error: unknown) => {
      throw this.#failed(StudioError.from(error));
    });
    this.#wanted = null;
    await this.#endProcess();
    try {
      const freeBytes = await (this.#options.freeMemoryBytes ?? availableMemoryBytes)();
      const contextTokens = chooseContext(header, request, freeBytes);
      await wait(this.#crashes.backoffMs(request.modelId), signal);
      return await this.#start(request, contextTokens, signal);
    } catch (error) {
      await this.#endProcess();
      if (!signal.aborted) throw this.#failed(StudioError.from(error));
      this.#show(emptyStatus);
      throw signal.reason;
    }
  }

  async #start(request: LoadRequest, contextTokens: number, signal: AbortSignal): Promise<LoadedModel> {
    signal.throwIfAborted();
    this.#refuseDisposed();
    const startedMs = performance.now();
    this.#show({ ...emptyStatus, state: 'loading', model: request.modelId, percent: 0 });
    const process = this.#spawn(request);
    const running: Running = { process, request, model: null };
    this.#running = running;
    const onAbort = () => void process.kill();
    // A watcher of the status may have fired the signal just now.
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const { threads = null } = this.#options;
      for await (const reply of process.ask({ type: 'load', path: request.path, contextTokens, threads, batchTokens: engineBatchTokens })
        .replies) {
        if (reply.type === 'failed') throw StudioError.fromBody(reply.error);
        if (reply.type === 'progress') this.#show({ ...this.#status, percent: reply.percent });
        if (reply.type !== 'loaded') continue;
        running.model = { modelId: request.modelId, contextTokens: reply.contextTokens, loadMs: performance.now() - startedMs };
        this.#wanted = request;
        const { contextTokens: actual, memoryBytes } = reply;
        this.#show({ ...emptyStatus, state: 'ready', model: request.modelId, contextTokens: actual, memoryBytes });
        return running.model;
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
    throw new StudioError('engine-failed', 'The engine gave no answer.');
  }

  #spawn(request: LoadRequest): EngineProcess {
    const process: EngineProcess = new EngineProcess({
      entry: this.#options.childEntry ?? defaultChildEntry(),
      silenceMs: this.#options.silenceMs ?? 20_000,
      onMemory: (memoryBytes) => this.#noteMemory(memoryBytes),
      onExit: (end) => this.#onExit(process, request, end),
    });
    return process;
  }

  /** The process with the wanted model, started again if it died. */
  async #ready(signal: AbortSignal): Promise<Running> {
    this.#refuseDisposed();
    if (this.#running?.model) return this.#running;
    if (!this.#wanted) {
      throw this.#status.error ? StudioError.fromBody(this.#status.error) : new StudioError('engine-unavailable', 'No model is loaded.');
    }
    const wanted = this.#wanted;
    try {
      await this.#switchTo(wanted, signal);
    } finally {
      if (signal.aborted && !this.#isDisposed) this.#wanted = wanted;
    }
    return this.#ready(signal);
  }

  #onExit(process: EngineProcess, request: LoadRequest, end: ProcessEnd): void {
    if (this.#running?.process !== process) return;
    const wasLoaded = this.#running.model !== null;
    this.#running = null;
    if (!end.wasAsked) {
      if (end.hadStarted) this.#crashes.note(request.modelId);
      this.#options.log?.error({ model: request.modelId, output: String(end.error.cause ?? '') }, end.error.message);
    }
    if (!wasLoaded || this.#isDisposed) return;
    const suspicion = this.#crashes.suspicion(request.modelId);
    if (suspicion) {
      this.#wanted = null;
      this.#failed(suspicion);
      return;
    }
    this.#show({ ...emptyStatus, state: 'restarting', model: request.modelId });
    const { signal } = this.#restart;
    this.#turn
      .run(() => this.#ready(signal), signal)
      .catch((error: unknown) => {
        if (!signal.aborted) this.#options.log?.warn({ model: request.modelId }, StudioError.from(error).message);
      });
  }

  /** Ends the process on purpose: nothing is restarted, nothing counts as a crash. */
  async #endProcess(): Promise<void> {
    const process = this.#running?.process;
    this.#running = null;
    await process?.kill();
  }

  #cancelRestart(): void {
    this.#restart.abort();
    this.#restart = new AbortController();
  }

  #noteMemory(memoryBytes: number): void {
    if (this.#status.state !== 'ready') return;
    if (Math.abs(memoryBytes - (this.#status.memoryBytes ?? 0)) >= memoryStepBytes) this.#show({ ...this.#status, memoryBytes });
  }

  /** Shows the error, unless another model is loaded and goes on serving. */
  #failed(error: StudioError): StudioError {
    if (!this.#running) this.#show({ ...emptyStatus, state: 'failed', error: error.toBody() });
    return error;
  }

  #refuseDisposed(): void {
    if (this.#isDisposed) throw new StudioError('engine-unavailable', 'The engine has been shut down.');
  }

  #show(status: EngineStatus): void {
    this.#status = status;
    this.#tellWatchers();
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher(this.#status);
  }
}

const countingRequest = {
  sampling: { temperature: 0, topP: 1, topK: 0, minP: 0, repeatPenalty: 1, presencePenalty: 0, frequencyPenalty: 0 },
  maxTokens: null,
  stop: [],
  jsonSchema: null,
  seed: 0,
};

const stoppedBeforeReading: EngineEvent = {
  type: 'ended',
  reason: 'stopped',
  usage: { promptTokens: 0, cachedTokens: 0, writtenTokens: 0 },
  timings: { readingMs: 0, writingMs: 0 },
  error: null,
};

function isSame(left: LoadRequest, right: LoadRequest): boolean {
  return left.modelId === right.modelId && left.path === right.path && left.contextTokens === right.contextTokens;
}

function validated(request: GenerateRequest) {
  const parsed = generateRequestSchema.safeParse(request);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StudioError('invalid-request', `The request cannot be carried out: ${issue?.path.join('.')}: ${issue?.message}.`);
}
