import type { EngineStatus } from '@maobi/contract';
import {
  StudioError,
  type Engine,
  type EngineEnd,
  type EngineEvent,
  type GenerateRequest,
  type LoadedModel,
  type LoadRequest,
  type Prompt,
} from '@maobi/core';
import { scenarioIn, writeScript, type Script, type ScriptedScenario } from './scripted-scenario.ts';
import { commonPrefixLength, promptTokens } from './scripted-tokens.ts';
import { wait } from './wait.ts';

export interface ScriptedEngineOptions {
  /** For prompts that name none themselves as `[[scenario:…]]`; `plain` by default. */
  readonly scenario?: ScriptedScenario;
  /** 8192 by default. */
  readonly contextTokens?: number;
  /** Without a limit by default; the scenario `slow` sets both. */
  readonly readTokensPerSecond?: number;
  readonly writeTokensPerSecond?: number;
  /** 0 by default. */
  readonly loadMs?: number;
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
const emptyStatus: EngineStatus = { state: 'empty', model: null, percent: null, contextTokens: null, memoryBytes: null, error: null };

/** An engine without a model that writes prepared texts: for tests, and for working on the studio without waiting. */
export function createScriptedEngine(options: ScriptedEngineOptions = {}): ScriptedEngine {
  return new Scripted(options);
}

interface Progress {
  readonly request: GenerateRequest;
  readonly signal: AbortSignal;
  readonly prompt: readonly string[];
  readonly cached: number;
  readonly startedMs: number;
  readingMs: number;
  written: number;
}

class Scripted implements ScriptedEngine {
  readonly version = 'scripted engine';
  readonly #options: ScriptedEngineOptions;
  readonly #watchers = new Set<(status: EngineStatus) => void>();
  readonly #crashes = new Map<string, number[]>();
  #status = emptyStatus;
  #loaded: LoadedModel | null = null;
  /** Tokens whose state is kept, as an engine keeps its context. */
  #held: string[] = [];
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

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent> {
    let leave = () => {};
    const entered = this.#turn;
    this.#turn = new Promise<void>((resolve) => (leave = resolve));
    try {
      await entered;
      yield* this.#generate(request, signal);
    } finally {
      leave();
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
    const { modelId } = request;
    if (this.isSuspect(modelId)) throw suspect(modelId);
    const contextTokens = request.contextTokens ?? this.#options.contextTokens ?? 8192;
    if (this.#loaded?.modelId === modelId && this.#loaded.contextTokens === contextTokens) return this.#loaded;
    this.#empty();
    const startedMs = performance.now();
    for (const percent of [0, 25, 50, 75, 100]) {
      this.#show({ ...emptyStatus, state: 'loading', model: modelId, percent });
      await wait((this.#options.loadMs ?? 0) / 5, signal);
      if (signal.aborted) this.#empty();
      signal.throwIfAborted();
    }
    this.#loaded = { modelId, contextTokens, loadMs: performance.now() - startedMs };
    this.#show({ ...emptyStatus, state: 'ready', model: modelId, contextTokens, memoryBytes: 180_000_000 });
    return this.#loaded;
  }

  async *#generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<EngineEvent> {
    const { contextTokens } = this.#requireModel();
    const prompt = promptTokens(request.prompt);
    if (prompt.length >= contextTokens) throw tooLong(prompt.length, contextTokens, request.maxTokens);
    const scenario = scenarioIn(request.prompt) ?? this.#options.scenario ?? 'plain';
    const script = writeScript(request, scenario, contextTokens - prompt.length);
    const cached = Math.min(commonPrefixLength(this.#held, prompt), prompt.length - 1);
    this.#held.length = cached;
    const stop = AbortSignal.any([signal, this.#death.signal]);
    const progress: Progress = { request, signal: stop, prompt, cached, startedMs: performance.now(), readingMs: 0, written: 0 };
    const pace = scenario === 'slow' ? slowPace : this.#options;
    yield* this.#read(progress, pace.readTokensPerSecond ?? Infinity);
    progress.readingMs = performance.now() - progress.startedMs;
    yield* this.#write(progress, script, pace.writeTokensPerSecond ?? Infinity);
    yield await this.#end(progress, script, signal);
  }

  async *#read({ prompt, cached, signal }: Progress, tokensPerSecond: number): AsyncGenerator<EngineEvent> {
    let shownMs = performance.now();
    yield { type: 'reading', done: cached, total: prompt.length, cached };
    for (let done = cached; done < prompt.length && !signal.aborted;) {
      const batch = Math.min(readBatchTokens, prompt.length - done);
      await wait((batch / tokensPerSecond) * 1000, signal);
      if (signal.aborted) return;
      this.#held.push(...prompt.slice(done, done + batch));
      done += batch;
      const nowMs = performance.now();
      if (nowMs - shownMs < reportEveryMs) continue;
      shownMs = nowMs;
      yield { type: 'reading', done, total: prompt.length, cached };
    }
  }

  async *#write(progress: Progress, script: Script, tokensPerSecond: number): AsyncGenerator<EngineEvent> {
    for (const text of script.tokens) {
      await wait(1000 / tokensPerSecond, progress.signal);
      if (progress.signal.aborted) return;
      progress.written += 1;
      this.#held.push(text);
      yield { type: 'text', text, written: progress.written };
    }
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
    this.#held = [];
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
    this.#held = [];
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
    usage: { promptTokens: progress.prompt.length, cachedTokens: progress.cached, writtenTokens: progress.written },
    timings: { readingMs: progress.readingMs, writingMs: Math.max(0, performance.now() - progress.startedMs - progress.readingMs) },
    error,
  };
}

function suspect(modelId: string): StudioError {
  return new StudioError('model-suspect', `The model "${modelId}" crashed the engine ${suspectAfterCrashes} times in five minutes.`);
}

function tooLong(prompt: number, contextTokens: number, maxTokens: number | null): StudioError {
  return new StudioError('context-too-long', `The text has ${prompt} tokens; the context holds ${contextTokens}.`, {
    details: { promptTokens: prompt, contextTokens, maxTokens, choices: ['drop-oldest-turns', 'shorten', 'larger-context'] },
  });
}
