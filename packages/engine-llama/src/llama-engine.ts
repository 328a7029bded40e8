import type { EngineStatus } from '@maobi/contract';
import {
  StudioError,
  type Engine,
  type EngineEvent,
  type GenerateRequest,
  type LoadedModel,
  type LoadRequest,
  type Log,
  type PauseSignal,
  type Probe,
  type Prompt,
} from '@maobi/core';
import { availableMemoryBytes, totalMemoryBytes } from './available-memory.ts';
import { isSameLoad, loadedModel, planFile, refuseReplaced, type FilePlan } from './file-plan.ts';
import { listenToGeneration, stoppedBeforeReading, type Listening } from './generation-events.ts';
import { loadFailure } from './load-failure.ts';
import { loadQuestion } from './load-question.ts';
import { checkModelFile, lesserPlan } from './model-plan.ts';
import type { ChildProbe, Reply } from './protocol.ts';
import { leastFree, RefusedMemory, type MachineMemory } from './refused-memory.ts';
import type { SnapshotOptions } from './snapshot-settings.ts';
import { defaultChildEntry, type ChildEntry } from './supervision/child-entry.ts';
import { answerOf, saveStates } from './supervision/process-answers.ts';
import { emptyStatus, StatusBoard } from './supervision/status-board.ts';
import { CrashRecord } from './supervision/crash-record.ts';
import { EngineProcess, type ProcessEnd } from './supervision/engine-process.ts';
import { killsForMemory } from './supervision/kills-for-memory.ts';
import { TurnLock } from './turn-lock.ts';
import { validatedPrompt, validatedRequest } from './validated-request.ts';
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
  /** Memory that the process may grow to before it is started anew; by default a quarter more than was computed, and 400 MB. */
  readonly memoryLimitBytes?: (expectedBytes: number) => number;
  /** Processes that the system has ended to free memory, `null` where it does not tell; by default what Linux counts. */
  readonly killsForMemory?: () => number | null;
  /** Where states are kept on disk, so that nothing is read twice even after a restart; by default nowhere. */
  readonly snapshots?: SnapshotOptions | null;
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
const defaultMemoryLimitBytes = (expectedBytes: number) => 1.25 * expectedBytes + 400_000_000;

interface Running {
  readonly process: EngineProcess;
  readonly request: LoadRequest;
  readonly plan: FilePlan;
  /** `null` while it is loading. */
  model: LoadedModel | null;
}

class LlamaEngine implements Engine {
  readonly version = llamaEngineVersion;
  readonly #options: LlamaEngineOptions;
  readonly #board = new StatusBoard();
  /** Generations share it; loading and unloading have it alone. */
  readonly #turn = new TurnLock({ isDue: () => this.#hasGrown, work: () => this.#recycle() });
  readonly #starting = new TurnLock();
  readonly #crashes = new CrashRecord(
    () => performance.now(),
    () => this.#board.tellWatchers(),
  );
  readonly #refused: RefusedMemory;
  #running: Running | null = null;
  /** The model that should be loaded; after a crash it is loaded again. */
  #wanted: LoadRequest | null = null;
  /** The process that takes more memory than it may, for as long as it does. */
  #grown: { readonly process: EngineProcess; readonly memoryBytes: number; readonly limitBytes: number } | null = null;
  #restart = new AbortController();
  #isDisposed = false;

  constructor(options: LlamaEngineOptions) {
    this.#options = options;
    this.#refused = new RefusedMemory(options.snapshots?.folder ?? null);
  }

  get status(): EngineStatus {
    return this.#board.status;
  }

  watch(listener: (status: EngineStatus) => void): () => void {
    return this.#board.watch(listener);
  }

  async load(request: LoadRequest, signal: AbortSignal): Promise<LoadedModel> {
    this.#refuseDisposed();
    // waiting for a turn, it would wait for the end of a generation that rests because of whoever asks
    const loaded = this.#loadedFor(request);
    if (loaded) return loaded;
    if (this.#wanted && !isSameLoad(this.#wanted, request)) this.#cancelRestart();
    return this.#turn.run(async () => {
      this.#refuseDisposed();
      return this.#loadedFor(request) ?? this.#switchTo(request, signal);
    }, signal);
  }

  async unload(): Promise<void> {
    this.#cancelRestart();
    await this.#turn.run(async () => {
      this.#wanted = null;
      await this.#endProcess();
      this.#board.show(emptyStatus);
    });
  }

  async countTokens(prompt: Prompt): Promise<number> {
    return (await this.#count(prompt)).tokens;
  }

  async heldTokens(prompt: Prompt): Promise<number> {
    return (await this.#count(prompt)).held;
  }

  async warm(prompt: Prompt, signal: AbortSignal): Promise<void> {
    for await (const event of this.#listen({ type: 'warm', prompt: validatedPrompt(prompt) }, signal)) {
      if (event.type === 'ended' && event.error) throw event.error;
    }
  }

  async measure(probe: Probe, signal: AbortSignal): Promise<number> {
    const leave = await this.#turn.enterShared(signal);
    try {
      const { process } = await this.#ready(signal);
      return await this.#probe(process, probe, signal);
    } finally {
      leave();
    }
  }

  async *generate(request: GenerateRequest, signal: AbortSignal, pause?: PauseSignal): AsyncGenerator<EngineEvent> {
    yield* this.#listen({ type: 'generate', request: validatedRequest(request), isPaused: pause?.isPaused ?? false }, signal, pause);
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
    this.#board.show(emptyStatus);
    this.#board.clear();
  }

  async #count(prompt: Prompt): Promise<Extract<Reply, { type: 'counted' }>> {
    const { process } = await this.#ready(this.#restart.signal);
    return answerOf(process.ask({ type: 'count', prompt: validatedPrompt(prompt) }).replies, 'counted');
  }

  async #probe(process: EngineProcess, probe: Probe, signal: AbortSignal): Promise<number> {
    const { id, replies } = process.ask({ type: 'measure', probe: probe as ChildProbe });
    const stop = () => process.stop(id);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return (await answerOf(replies, 'measured')).milliseconds;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #loadedFor(request: LoadRequest): LoadedModel | null {
    return this.#running && isSameLoad(this.#running.request, request) ? this.#running.model : null;
  }

  async *#listen(question: Listening['question'], signal: AbortSignal, pause?: PauseSignal): AsyncGenerator<EngineEvent> {
    let leave = () => {};
    try {
      leave = await this.#turn.enterShared(signal, pause);
      const { process } = await this.#ready(signal);
      yield* listenToGeneration(process, { question, signal, pause, stopWithinMs: this.#options.stopWithinMs ?? 2000 });
    } catch (error) {
      if (!signal.aborted) throw error;
      yield stoppedBeforeReading;
    } finally {
      leave();
    }
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
      await wait(this.#crashes.backoffMs(request.modelId), signal);
      const plan = await planFile(request, header, { memory: await this.#memory(), refused: this.#refused });
      return await this.#startWithin(request, plan, signal);
    } catch (error) {
      await this.#endProcess();
      if (!signal.aborted) throw this.#failed(StudioError.from(error));
      this.#board.show(emptyStatus);
      throw signal.reason;
    }
  }

  /** Starts with less where the system gives less memory than it said was free. */
  async #startWithin(request: LoadRequest, plan: FilePlan, signal: AbortSignal): Promise<LoadedModel> {
    try {
      return await this.#start(request, plan, signal);
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'out-of-memory' || signal.aborted) throw error;
      await this.#endProcess();
      const leftBytes = lesserPlan(plan, { contextTokens: null })?.need.totalBytes ?? 0;
      this.#refused.noteRefusal(plan.fingerprint, leftBytes, leastFree(plan.memory, await this.#memory()));
      const less = lesserPlan(plan, request);
      if (!less) throw error;
      const { contextTokens, sequences } = less;
      this.#options.log?.warn({ model: request.modelId, contextTokens, sequences }, `${error.message} Trying with less.`);
      return this.#startWithin(request, { ...plan, ...less }, signal);
    }
  }

  async #memory(): Promise<MachineMemory> {
    const freeBytes = await (this.#options.freeMemoryBytes ?? availableMemoryBytes)();
    return { freeBytes, totalBytes: await totalMemoryBytes() };
  }

  async #start(request: LoadRequest, plan: FilePlan, signal: AbortSignal): Promise<LoadedModel> {
    signal.throwIfAborted();
    this.#refuseDisposed();
    const startedMs = performance.now();
    const expectedMemoryBytes = plan.need.totalBytes;
    this.#board.show({ ...emptyStatus, state: 'loading', model: request.modelId, percent: 0, expectedMemoryBytes });
    const process = this.#spawn(request);
    const running: Running = { process, request, plan, model: null };
    this.#running = running;
    const onAbort = () => void process.kill();
    // A watcher of the status may have fired the signal just now.
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const { replies } = process.ask(await this.#loadQuestion(request, plan));
      const loaded = await answerOf(replies, 'loaded', ({ percent }) => this.#board.show({ ...this.#board.status, percent }));
      await refuseReplaced(request, plan);
      running.model = loadedModel(request, plan, loaded, performance.now() - startedMs);
      this.#wanted = request;
      this.#refused.noteLoaded(plan.fingerprint, expectedMemoryBytes, plan.memory);
      const { contextTokens, memoryBytes } = loaded;
      const { largestContextTokens, refusedContextTokens } = plan;
      const contexts = { contextTokens, largestContextTokens, refusedContextTokens };
      this.#board.show({ ...emptyStatus, state: 'ready', model: request.modelId, ...contexts, memoryBytes, expectedMemoryBytes });
      return running.model;
    } catch (error) {
      throw loadFailure(error, plan);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  #loadQuestion(request: LoadRequest, plan: FilePlan): ReturnType<typeof loadQuestion> {
    const { snapshots = null, threads = null } = this.#options;
    const hasCrashed = this.#crashes.hasCrashed(request.modelId);
    return loadQuestion(request, plan, { engineVersion: this.version, threads, snapshots, hasCrashed });
  }

  #spawn(request: LoadRequest): EngineProcess {
    const process: EngineProcess = new EngineProcess({
      entry: this.#options.childEntry ?? defaultChildEntry(),
      silenceMs: this.#options.silenceMs ?? 20_000,
      onMemory: (memoryBytes) => this.#noteMemory(process, memoryBytes),
      onRemark: (text) => this.#options.log?.warn({ model: request.modelId }, text),
      onExit: (end) => this.#onExit(process, request, end),
      killsForMemory: this.#options.killsForMemory ?? killsForMemory,
    });
    return process;
  }

  /** The process with the wanted model, started again if it died; by one of those who need it. */
  #ready(signal: AbortSignal): Promise<Running> {
    if (this.#running?.model) return Promise.resolve(this.#running);
    return this.#starting.run(() => this.#startWanted(signal), signal);
  }

  async #startWanted(signal: AbortSignal): Promise<Running> {
    this.#refuseDisposed();
    if (this.#running?.model) return this.#running;
    if (!this.#wanted) {
      throw this.#board.status.error
        ? StudioError.fromBody(this.#board.status.error)
        : new StudioError('engine-unavailable', 'No model is loaded.');
    }
    const wanted = this.#wanted;
    try {
      await this.#switchTo(wanted, signal);
    } finally {
      if (signal.aborted && !this.#isDisposed) this.#wanted = wanted;
    }
    return this.#startWanted(signal);
  }

  #onExit(process: EngineProcess, request: LoadRequest, end: ProcessEnd): void {
    if (this.#running?.process !== process) return;
    const wasLoaded = this.#running.model !== null;
    this.#running = null;
    if (!end.wasAsked) {
      // a model that finds too little memory is no worse for it
      if (end.hadStarted && (wasLoaded || !end.ranOutOfMemory)) this.#crashes.note(request.modelId);
      this.#options.log?.error({ model: request.modelId, output: String(end.error.cause ?? '') }, end.error.message);
    }
    if (!wasLoaded || this.#isDisposed) return;
    const suspicion = this.#crashes.suspicion(request.modelId);
    if (suspicion) {
      this.#wanted = null;
      this.#failed(suspicion);
      return;
    }
    this.#board.show({ ...emptyStatus, state: 'restarting', model: request.modelId });
    const { signal } = this.#restart;
    this.#turn
      .run(() => this.#ready(signal), signal)
      .catch((error: unknown) => {
        if (!signal.aborted) this.#options.log?.warn({ model: request.modelId }, StudioError.from(error).message);
      });
  }

  /** Ends the process on purpose: nothing is restarted, nothing counts as a crash. */
  async #endProcess(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    if (running?.model && this.#options.snapshots) await saveStates(running.process);
    await running?.process.kill();
  }

  #cancelRestart(): void {
    this.#restart.abort();
    this.#restart = new AbortController();
  }

  #noteMemory(process: EngineProcess, memoryBytes: number): void {
    if (this.#board.status.state !== 'ready') return;
    const limitBytes = (this.#options.memoryLimitBytes ?? defaultMemoryLimitBytes)(this.#board.status.expectedMemoryBytes ?? 0);
    this.#grown = memoryBytes > limitBytes ? { process, memoryBytes, limitBytes } : null;
    if (this.#grown) this.#turn.look();
    if (Math.abs(memoryBytes - (this.#board.status.memoryBytes ?? 0)) >= memoryStepBytes)
      this.#board.show({ ...this.#board.status, memoryBytes });
  }

  get #hasGrown(): boolean {
    return this.#grown !== null && this.#grown.process === this.#running?.process;
  }

  /** Starts the process anew while nobody needs it; whoever comes meanwhile waits for the new one. */
  async #recycle(): Promise<void> {
    const [running, grown] = [this.#running, this.#grown];
    this.#grown = null;
    if (!running || !grown) return;
    const { modelId: model } = running.request;
    const { memoryBytes, limitBytes } = grown;
    this.#options.log?.info({ model, memoryBytes, limitBytes }, 'the engine had grown and is started anew');
    await this.#switchTo(running.request, this.#restart.signal).catch((error: unknown) =>
      this.#options.log?.warn({ model }, StudioError.from(error).message),
    );
  }

  /** Shows the error, unless another model is loaded and goes on serving. */
  #failed(error: StudioError): StudioError {
    if (!this.#running) this.#board.show({ ...emptyStatus, state: 'failed', error: error.toBody() });
    return error;
  }

  #refuseDisposed(): void {
    if (this.#isDisposed) throw new StudioError('engine-unavailable', 'The engine has been shut down.');
  }
}
