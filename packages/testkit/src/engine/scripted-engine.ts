import type { EngineStatus } from '@maobi/contract';
import {
  contextTooLong,
  StudioError,
  type Engine,
  type EngineEnd,
  type EngineEvent,
  type GenerateRequest,
  type LoadedModel,
  type LoadRequest,
  type PauseSignal,
  type Probe,
  type Prompt,
} from '@maobi/core';
import { scenarioIn, writeScript, type Script, type ScriptedScenario } from './scripted-scenario.ts';
import { ScriptedStates, type TakenState } from './scripted-states.ts';
import { promptTokens, tokensOf } from './scripted-tokens.ts';
import { wait } from './wait.ts';

export interface ScriptedEngineOptions {
  /** For prompts that name none themselves as `[[scenario:…]]`; `plain` by default. */
  readonly scenario?: ScriptedScenario;
  /** 8192 by default. */
  readonly contextTokens?: number;
  /** 32768 by default. */
  readonly largestContextTokens?: number;
  /** Without a limit by default; the scenario `slow` sets both. */
  readonly readTokensPerSecond?: number;
  readonly writeTokensPerSecond?: number;
  /** 0 by default. */
  readonly loadMs?: number;
  /** States held side by side; 1 by default, or as many as the tuning asks for. */
  readonly sequences?: number;
  /** Time after which an engine that does not answer a Stop is killed; 50 by default. */
  readonly killAfterMs?: number;
}

export interface ScriptedEngine extends Engine {
  /** Dies as if killed from outside: what runs ends `failed`, and the next request finds it alive again. */
  crash(): void;
}

const slowPace = { readTokensPerSecond: 60, writeTokensPerSecond: 8 };
const readBatchTokens = 128;
const reportEveryMs = 100;
const suspectAfterCrashes = 3;
const crashWindowMs = 5 * 60_000;
const emptyStatus: EngineStatus = {
  state: 'empty',
  model: null,
  percent: null,
  contextTokens: null,
  largestContextTokens: null,
  memoryBytes: null,
  expectedMemoryBytes: null,
  error: null,
};

const scriptedShape = { weightsBytes: 100_000_000, contextBytesPerToken: 4096 };

/** An engine without a model that writes prepared texts: for tests, and for working on the studio without waiting. */
export function createScriptedEngine(options: ScriptedEngineOptions = {}): ScriptedEngine {
  return new Scripted(options);
}

interface Progress {
  readonly request: GenerateRequest;
  readonly signal: AbortSignal;
  readonly pause: PauseSignal | undefined;
  readonly prompt: readonly string[];
  readonly cached: number;
  state: TakenState;
  readonly startedMs: number;
  readingMs: number;
  readonly written: string[];
  evaluated: number;
}

class Scripted implements ScriptedEngine {
  readonly version = 'scripted engine';
  readonly #options: ScriptedEngineOptions;
  readonly #watchers = new Set<(status: EngineStatus) => void>();
  readonly #crashes = new Map<string, number[]>();
  #status = emptyStatus;
  #loaded: LoadedModel | null = null;
  #file: LoadRequest['file'];
  #states = new ScriptedStates(1);
  #death = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ScriptedEngineOptions) {
    this.#options = options;
  }

  get status(): EngineStatus {
    return this.#status;
  }

  watch(listener: (status: EngineStatus) => void): () => void {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  load(request: LoadRequest, signal: AbortSignal): Promise<LoadedModel> {
    return this.#inTurn(() => this.#load(request, signal));
  }

  unload(): Promise<void> {
    return this.#inTurn(async () => this.#empty());
  }

  async countTokens(prompt: Prompt): Promise<number> {
    this.#requireModel();
    return promptTokens(prompt).length;
  }

  async heldTokens(prompt: Prompt): Promise<number> {
    this.#requireModel();
    return this.#states.held(promptTokens(prompt));
  }

  async warm(prompt: Prompt, signal: AbortSignal): Promise<void> {
    const { contextTokens } = this.#requireModel();
    const tokens = promptTokens(prompt);
    if (tokens.length >= contextTokens) throw tooLong(tokens.length, contextTokens, null);
    const state = await this.#states.enter(tokens, signal);
    const { readTokensPerSecond = Infinity } = this.#options;
    while (state.tokens.length < tokens.length && !signal.aborted) {
      const batch = tokens.slice(state.tokens.length, state.tokens.length + readBatchTokens);
      await wait((batch.length / readTokensPerSecond) * 1000, signal);
      if (!signal.aborted) state.tokens.push(...batch);
    }
    state.leave();
  }

  async measure(probe: Probe, signal: AbortSignal): Promise<number> {
    this.#requireModel();
    signal.throwIfAborted();
    const { readTokensPerSecond = 1000, writeTokensPerSecond = 500 } = this.#options;
    if (probe.kind === 'read') return (probe.tokens / readTokensPerSecond) * 1000;
    const count = probe.kind === 'pass' ? probe.positions : probe.sequences;
    return 1000 / writeTokensPerSecond + ((count - 1) * 1000) / readTokensPerSecond;
  }

  async *generate(request: GenerateRequest, signal: AbortSignal, pause?: PauseSignal): AsyncGenerator<EngineEvent> {
    const { contextTokens } = this.#requireModel();
    const prompt = promptTokens(request.prompt);
    if (prompt.length >= contextTokens) throw tooLong(prompt.length, contextTokens, request.maxTokens);
    const stop = AbortSignal.any([signal, this.#death.signal]);
    const state = await this.#states.enter(prompt.slice(0, -1), stop);
    const cached = state.tokens.length;
    const progress: Progress = {
      request,
      signal: stop,
      pause,
      prompt,
      cached,
      state,
      startedMs: performance.now(),
      readingMs: 0,
      written: [],
      evaluated: 0,
    };
    try {
      yield* this.#generate(progress, contextTokens - prompt.length, signal);
    } finally {
      progress.state.leave();
    }
  }

  isSuspect(modelId: string): boolean {
    return this.#recentCrashes(modelId).length >= suspectAfterCrashes;
  }

  forgive(modelId: string): void {
    const wasSuspect = this.isSuspect(modelId);
    this.#crashes.delete(modelId);
    if (wasSuspect) this.#tellWatchers();
  }

  crash(): void {
    this.#restart();
    const model = this.#loaded?.modelId;
    if (model === undefined) return;
    this.#crashes.set(model, [...this.#recentCrashes(model), performance.now()]);
    if (!this.isSuspect(model)) return;
    this.#empty(suspect(model));
    setTimeout(() => this.#tellWatchers(), crashWindowMs).unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#death.abort();
    this.#empty();
    this.#watchers.clear();
  }

  async #load(request: LoadRequest, signal: AbortSignal): Promise<LoadedModel> {
    const { modelId, file } = request;
    if (this.isSuspect(modelId)) throw suspect(modelId);
    const contextTokens = request.contextTokens ?? this.#options.contextTokens ?? 8192;
    if (this.#loaded && isSame({ ...this.#loaded, file: this.#file }, { modelId, contextTokens, file })) return this.#loaded;
    this.#empty();
    const startedMs = performance.now();
    for (const percent of [0, 25, 50, 75, 100]) {
      this.#show({ ...emptyStatus, state: 'loading', model: modelId, percent });
      await wait((this.#options.loadMs ?? 0) / 5, signal);
      if (signal.aborted) this.#empty();
      signal.throwIfAborted();
    }
    const sequences = this.#options.sequences ?? request.tuning?.parallel ?? 1;
    this.#states = new ScriptedStates(sequences);
    this.#file = file;
    const facts = {
      largestContextTokens: Math.max(contextTokens, this.#options.largestContextTokens ?? 32_768),
      threads: request.tuning?.threads ?? 2,
      fingerprint: `scripted ${request.path}`,
      shape: scriptedShape,
    };
    this.#loaded = { modelId, contextTokens, sequences, ...facts, loadMs: performance.now() - startedMs };
    this.#show({
      ...emptyStatus,
      state: 'ready',
      model: modelId,
      contextTokens,
      largestContextTokens: facts.largestContextTokens,
      memoryBytes: 180_000_000,
      expectedMemoryBytes: 180_000_000,
    });
    return this.#loaded;
  }

  async *#generate(progress: Progress, roomTokens: number, signal: AbortSignal): AsyncGenerator<EngineEvent> {
    const { request } = progress;
    const scenario = scenarioIn(request.prompt) ?? this.#options.scenario ?? 'plain';
    const script = writeScript(request, scenario, roomTokens);
    const pace = scenario === 'slow' ? slowPace : this.#options;
    yield* this.#read(progress, pace.readTokensPerSecond ?? Infinity);
    progress.readingMs = performance.now() - progress.startedMs;
    yield* this.#write(progress, script, pace.writeTokensPerSecond ?? Infinity);
    yield await this.#end(progress, script, signal);
  }

  async *#read(progress: Progress, tokensPerSecond: number): AsyncGenerator<EngineEvent> {
    const { prompt, cached, signal } = progress;
    let shownMs = performance.now();
    yield { type: 'reading', done: cached, total: prompt.length, cached };
    for (let done = cached; done < prompt.length && !signal.aborted;) {
      await this.#rest(progress, prompt.slice(0, done));
      const batch = Math.min(readBatchTokens, prompt.length - done);
      await wait((batch / tokensPerSecond) * 1000, signal);
      if (signal.aborted) return;
      progress.state.tokens.push(...prompt.slice(done, done + batch));
      progress.evaluated += batch;
      done += batch;
      const nowMs = performance.now();
      if (nowMs - shownMs < reportEveryMs) continue;
      shownMs = nowMs;
      yield { type: 'reading', done, total: prompt.length, cached };
    }
  }

  async *#write(progress: Progress, script: Script, tokensPerSecond: number): AsyncGenerator<EngineEvent> {
    for (const text of script.tokens) {
      await this.#rest(progress, [...progress.prompt, ...progress.written]);
      await wait(1000 / tokensPerSecond, progress.signal);
      if (progress.signal.aborted) return;
      progress.written.push(text);
      progress.state.tokens.push(text);
      progress.evaluated += 1;
      yield { type: 'text', text, written: progress.written.length };
    }
  }

  /** Leaves its state to others while paused, and takes one again that holds as much of `tokens` as there is. */
  async #rest(progress: Progress, tokens: readonly string[]): Promise<void> {
    const { pause, signal } = progress;
    if (!pause?.isPaused || signal.aborted) return;
    progress.state.leave();
    await untilResumed(pause, signal);
    progress.state = await this.#states.enter(tokens, signal);
    const lost = tokens.slice(progress.state.tokens.length);
    progress.evaluated += lost.length;
    progress.state.tokens.push(...lost);
  }

  async #end(progress: Progress, script: Script, signal: AbortSignal): Promise<EngineEnd> {
    if (script.ending === 'hang') {
      await wait(Infinity, progress.signal);
      await wait(this.#options.killAfterMs ?? 50, new AbortController().signal);
      if (signal.aborted) this.#restart();
    }
    if (script.ending === 'crash' && !progress.signal.aborted) this.crash();
    if (signal.aborted) return ended(progress, 'stopped');
    if (progress.signal.aborted) return ended(progress, 'failed', new StudioError('engine-failed', 'The engine stopped unexpectedly.'));
    if (script.ending === 'error') return ended(progress, 'failed', new StudioError('engine-failed', 'The engine could not go on.'));
    return ended(progress, script.ending === 'length' ? 'length' : 'stop');
  }

  #restart(): void {
    this.#death.abort();
    this.#death = new AbortController();
    this.#states.clear();
    if (!this.#loaded) return;
    const before = this.#status;
    this.#show({ ...emptyStatus, state: 'restarting', model: this.#loaded.modelId });
    this.#show(before);
  }

  #requireModel(): LoadedModel {
    if (this.#loaded) return this.#loaded;
    throw new StudioError('engine-unavailable', 'No model is loaded.');
  }

  #recentCrashes(modelId: string): number[] {
    const sinceMs = performance.now() - crashWindowMs;
    return (this.#crashes.get(modelId) ?? []).filter((atMs) => atMs > sinceMs);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }

  #empty(error: StudioError | null = null): void {
    this.#loaded = null;
    this.#states.clear();
    this.#show(error ? { ...emptyStatus, state: 'failed', error: error.toBody() } : emptyStatus);
  }

  #show(status: EngineStatus): void {
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    this.#tellWatchers();
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher(this.#status);
  }
}

function ended(progress: Progress, reason: EngineEnd['reason'], error: Error | null = null): EngineEnd {
  return {
    type: 'ended',
    reason,
    usage: { promptTokens: progress.prompt.length, cachedTokens: progress.cached, writtenTokens: progress.written.length },
    evaluatedTokens: progress.evaluated,
    timings: { readingMs: progress.readingMs, writingMs: Math.max(0, performance.now() - progress.startedMs - progress.readingMs) },
    drafts: draftsOf(progress),
    error,
  };
}

/** As if every token was drafted that stands at the same place of the reference. */
function draftsOf({ request, written }: Progress): EngineEnd['drafts'] {
  const drafted = tokensOf(request.reference ?? '').slice(0, written.length);
  return { drafted: drafted.length, accepted: drafted.filter((token, index) => token === written[index]).length };
}

function untilResumed(pause: PauseSignal, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (pause.isPaused && !signal.aborted) return;
      unwatch();
      signal.removeEventListener('abort', look);
      resolve();
    };
    const unwatch = pause.watch(look);
    signal.addEventListener('abort', look, { once: true });
    look();
  });
}

function suspect(modelId: string): StudioError {
  return new StudioError('model-suspect', `The model "${modelId}" crashed the engine ${suspectAfterCrashes} times in five minutes.`);
}

function tooLong(promptTokens: number, contextTokens: number, maxTokens: number | null): StudioError {
  const message = `The text has ${promptTokens} tokens; the context holds ${contextTokens}.`;
  return contextTooLong(message, { promptTokens, contextTokens, maxTokens });
}

type Loaded = Pick<LoadRequest, 'modelId' | 'contextTokens'> & { readonly file: LoadRequest['file'] };

function isSame(one: Loaded, other: Loaded): boolean {
  const isSameFile =
    one.file?.sizeBytes === other.file?.sizeBytes &&
    one.file?.modifiedMs === other.file?.modifiedMs &&
    one.file?.identity === other.file?.identity;
  return isSameFile && one.modelId === other.modelId && one.contextTokens === other.contextTokens;
}
