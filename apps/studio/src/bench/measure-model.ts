import { memoryNeed, type Engine, type EngineEvent, type LoadedModel, type ModelShape, type PromptMessage } from '@maobi/core';
import { measuredContextTokens, toldContextTokens, type BenchPlan, type BenchTask } from './bench-plan.ts';
import { BenchProgress, type BenchStep } from './bench-progress.ts';
import { followUp, prose, taskPrompt, unreadPrompt } from './bench-prompts.ts';
import type { BenchResult, BenchSubject, ContextResult, LoadedContext, TaskResult } from './bench-result.ts';
import { childProcesses, PeakMemory } from './peak-memory.ts';
import { timedAnswer, timedStop, type TimedAnswer } from './timed-answer.ts';

export interface MeasureOptions {
  readonly plan: BenchPlan;
  /** A new engine; engines made one after another find the same states on disk. */
  readonly makeEngine: () => Engine;
  /** Memory that is free now, nothing loaded yet. */
  readonly freeMemoryBytes: number;
  /** Called when a step begins. */
  readonly onStep: (progress: BenchProgress) => void;
}

/** Only as many tokens as the first one needs. */
const followUpTokens = 4;
/** A conversation that was kept saves most of its reading; less than this part is what any two prompts share. */
const keptPart = 0.5;
/** Tokens that a question after the first one reads, for the estimate of time alone. */
const expectedNewTokens = 40;
const stopAfterTokens = 4;

/** What one measuring by this plan reads and writes, in tokens, without stops and contexts. */
export function workOf({ tasks, restarted, writtenTokens }: BenchPlan): { readonly readTokens: number; readonly writtenTokens: number } {
  const laterQuestions = tasks.length + restarted.length;
  return {
    readTokens: tasks.reduce((sum, { promptTokens }) => sum + promptTokens, 0) + laterQuestions * expectedNewTokens,
    writtenTokens: tasks.length * writtenTokens + laterQuestions * followUpTokens,
  };
}

/** Short: with the model and the time that is left they must fit one line. */
const stepNames = {
  load: 'loading',
  first: (task: BenchTask) => `${task.name} task, first question`,
  next: (task: BenchTask) => `${task.name} task, next question`,
  restart: (task: BenchTask) => `${task.name} task after a restart`,
  stop: 'stopping in the middle',
  context: (tokens: number) => `context of ${tokens} tokens`,
};

/**
 * Measures one model with engines of its own. Throws what `load` and `generate` of the engine throw, and the signal's
 * reason when it fires; no engine is left behind.
 */
export async function measureModel(subject: BenchSubject, options: MeasureOptions, signal: AbortSignal): Promise<BenchResult> {
  const measurement = new Measurement(subject, options, signal);
  try {
    return await measurement.run();
  } finally {
    await measurement.close();
  }
}

class Measurement {
  readonly #subject: BenchSubject;
  readonly #options: MeasureOptions;
  readonly #signal: AbortSignal;
  readonly #progress: BenchProgress;
  #engine: Engine | null = null;
  #peak: PeakMemory | null = null;
  #peakBytes = 0;

  constructor(subject: BenchSubject, options: MeasureOptions, signal: AbortSignal) {
    this.#subject = subject;
    this.#options = options;
    this.#signal = signal;
    this.#progress = new BenchProgress(stepsOf(options, subject.shape), () => options.onStep(this.#progress));
  }

  async run(): Promise<BenchResult> {
    const { plan } = this.#options;
    this.#progress.begin(stepNames.load);
    const loaded = await this.#open(contextFor(this.#subject.shape, this.#options.freeMemoryBytes));
    const tasks: MeasuredTask[] = [];
    for (const task of plan.tasks) tasks.push(await this.#task(task, loaded.contextTokens));
    const stop = await this.#stops();
    const tokensPerCharacter = (await this.#ready.countTokens({ kind: 'raw', text: prose })) / prose.length;
    await this.close();
    const peakBytes = this.#peakBytes;
    const contexts = await this.#contexts(loaded, peakBytes);
    return { ...resultOf(this.#subject, loaded, tasks), isQuick: plan.isQuick, tokensPerCharacter, peakBytes, stop, contexts };
  }

  async close(): Promise<void> {
    if (this.#peak) this.#peakBytes = Math.max(this.#peakBytes, await this.#peak.read());
    this.#peak?.stop();
    this.#peak = null;
    const engine = this.#engine;
    this.#engine = null;
    await engine?.[Symbol.asyncDispose]();
  }

  get #ready(): Engine {
    if (this.#engine) return this.#engine;
    throw new Error('No engine is open.');
  }

  async #open(contextTokens: number): Promise<LoadedModel> {
    this.#signal.throwIfAborted();
    const others = childProcesses();
    this.#engine = this.#options.makeEngine();
    this.#peak = new PeakMemory(this.#engine, others);
    const { id, path } = this.#subject;
    const loaded = await this.#engine.load({ modelId: id, path, contextTokens, tuning: null }, this.#signal);
    this.#progress.learn({ loadMs: loaded.loadMs });
    return loaded;
  }

  async #task(task: BenchTask, contextTokens: number): Promise<MeasuredTask> {
    const { plan } = this.#options;
    this.#progress.begin(stepNames.first(task));
    const messages: PromptMessage[] = [await taskPrompt(this.#ready, task)];
    const cold = await this.#answer(messages, plan.writtenTokens);
    this.#learn(cold);
    this.#progress.begin(stepNames.next(task));
    const warm = await this.#answer(messages, followUpTokens);
    const isRestarted = plan.restarted.includes(task.name);
    return { task, cold, warm, restarted: isRestarted ? await this.#afterRestart(task, messages, contextTokens) : null };
  }

  async #afterRestart(task: BenchTask, messages: PromptMessage[], contextTokens: number): Promise<TimedAnswer> {
    this.#progress.begin(stepNames.restart(task));
    await this.close();
    await this.#open(contextTokens);
    return this.#answer(messages, followUpTokens);
  }

  /** Answers, and adds the answer and the question after it to the conversation. */
  async #answer(messages: PromptMessage[], maxTokens: number): Promise<TimedAnswer> {
    const request = { prompt: { kind: 'messages', messages: [...messages] }, sampling: this.#subject.sampling, maxTokens } as const;
    const answer = await timedAnswer(this.#ready, request, this.#signal);
    messages.push({ role: 'assistant', text: answer.text }, followUp(messages.length));
    return answer;
  }

  #learn({ usage, timings }: TimedAnswer): void {
    const read = Math.max(1, usage.promptTokens - usage.cachedTokens);
    const written = Math.max(1, usage.writtenTokens - 1);
    this.#progress.learn({ readTokenMs: timings.readingMs / read, writtenTokenMs: timings.writingMs / written });
  }

  async #stops(): Promise<BenchResult['stop']> {
    let writingMs = 0;
    let readingMs = 0;
    if (this.#options.plan.stopRounds > 0) this.#progress.begin(stepNames.stop);
    const { sampling } = this.#subject;
    const engine = this.#ready;
    for (let round = 0; round < this.#options.plan.stopRounds; round += 1) {
      const short = { prompt: { kind: 'messages', messages: [followUp(round)] }, sampling, maxTokens: 64 } as const;
      writingMs = Math.max(writingMs, await timedStop(engine, short, isWriting, this.#signal));
      const long = { prompt: { kind: 'messages', messages: [unreadPrompt(round)] }, sampling, maxTokens: 64 } as const;
      readingMs = Math.max(readingMs, await timedStop(engine, long, isReading, this.#signal));
    }
    return { writingMs, readingMs };
  }

  async #contexts(loaded: LoadedModel, peakBytes: number): Promise<ContextResult[]> {
    const { plan, freeMemoryBytes } = this.#options;
    const { shape } = this.#subject;
    const contexts: ContextResult[] = [];
    for (const contextTokens of contextSizesOf(shape)) {
      const { totalBytes, weightsBytes, contextBytes } = memoryNeed(shape, contextTokens);
      const fits = totalBytes <= freeMemoryBytes;
      const isLoaded = contextTokens === loaded.contextTokens;
      const more = fits && plan.measuresContexts && !isLoaded ? await this.#loadedWith(contextTokens) : null;
      const memory = isLoaded ? loadedContext(shape, loaded, peakBytes) : more;
      contexts.push({ contextTokens, neededBytes: totalBytes, weightsBytes, contextBytes, fits, loaded: memory });
    }
    return contexts;
  }

  /** What the model takes with this context after a first answer. */
  async #loadedWith(contextTokens: number): Promise<LoadedContext> {
    this.#progress.begin(stepNames.context(contextTokens));
    this.#peakBytes = 0;
    const loaded = await this.#open(contextTokens);
    await this.#answer([followUp(0)], 1);
    await this.close();
    return loadedContext(this.#subject.shape, loaded, this.#peakBytes);
  }
}

function loadedContext(shape: ModelShape, { contextTokens, sequences }: LoadedModel, peakBytes: number): LoadedContext {
  return { states: sequences, expectedBytes: memoryNeed(shape, contextTokens, sequences).totalBytes, peakBytes };
}

interface MeasuredTask {
  readonly task: BenchTask;
  readonly cold: TimedAnswer;
  readonly warm: TimedAnswer;
  readonly restarted: TimedAnswer | null;
}

function resultOf(subject: BenchSubject, loaded: LoadedModel, measured: readonly MeasuredTask[]) {
  const tasks = measured.map(taskResult);
  const { promptTokens = 0, coldMs = 0, warmMs = 0, snapshotMs = null } = tasks.at(-1) ?? {};
  const longest = measured.at(-1)?.cold;
  const writingMs = measured.reduce((sum, { cold }) => sum + cold.timings.writingMs, 0);
  const written = measured.reduce((sum, { cold }) => sum + writtenAfterFirst(cold), 0);
  return {
    type: 'result' as const,
    model: subject.id,
    name: subject.name,
    quantisation: subject.quantisation,
    sizeBytes: subject.sizeBytes,
    isSynthetic: subject.isSynthetic,
    contextTokens: loaded.contextTokens,
    threads: loaded.threads,
    loadMs: loaded.loadMs,
    prefillTokensPerSecond: longest ? perSecond(longest.usage.promptTokens - longest.usage.cachedTokens, longest.timings.readingMs) : 0,
    decodeTokensPerSecond: perSecond(written, writingMs),
    firstToken: { promptTokens, coldMs, warmMs, snapshotMs },
    tasks,
  };
}

function taskResult({ task, cold, warm, restarted }: MeasuredTask): TaskResult {
  const isKept = restarted !== null && restarted.usage.cachedTokens >= restarted.usage.promptTokens * keptPart;
  return {
    name: task.name,
    promptTokens: cold.usage.promptTokens,
    coldMs: cold.firstTokenMs,
    coldNewTokens: cold.usage.promptTokens - cold.usage.cachedTokens,
    warmMs: warm.firstTokenMs,
    warmNewTokens: warm.usage.promptTokens - warm.usage.cachedTokens,
    snapshotMs: isKept ? restarted.firstTokenMs : null,
    tokensPerSecond: perSecond(writtenAfterFirst(cold), cold.timings.writingMs),
    reviewed: task.reviewed,
  };
}

/** The first token belongs to the reading: it is what the reading ends with. */
function writtenAfterFirst({ usage }: TimedAnswer): number {
  return Math.max(0, usage.writtenTokens - 1);
}

function perSecond(count: number, milliseconds: number): number {
  return milliseconds > 0 ? (count * 1000) / milliseconds : 0;
}

function isWriting(event: EngineEvent): boolean {
  return event.type === 'text' && event.written >= stopAfterTokens;
}

/** In the middle of the reading; a model that reads everything at once is stopped at its first word. */
function isReading(event: EngineEvent): boolean {
  return (event.type === 'reading' && event.done > event.cached) || event.type === 'text';
}

/** Sizes that a model can have: those that are told for every model, or its only one. */
function contextSizesOf({ contextLength }: ModelShape): readonly number[] {
  const sizes = toldContextTokens.filter((size) => size <= contextLength);
  return sizes.length > 0 ? sizes : [contextLength];
}

/** A machine with little memory is measured with half the context rather than not at all. */
function contextFor(shape: ModelShape, freeMemoryBytes: number): number {
  const usual = Math.min(measuredContextTokens, shape.contextLength);
  const smaller = Math.min(measuredContextTokens / 2, usual);
  const fits = (tokens: number) => memoryNeed(shape, tokens).totalBytes <= freeMemoryBytes;
  return !fits(usual) && fits(smaller) ? smaller : usual;
}

function stepsOf({ plan, freeMemoryBytes }: MeasureOptions, shape: ModelShape): BenchStep[] {
  const measured = contextFor(shape, freeMemoryBytes);
  const others = contextSizesOf(shape).filter((tokens) => tokens !== measured && memoryNeed(shape, tokens).totalBytes <= freeMemoryBytes);
  const step = (name: string, work: Partial<BenchStep>): BenchStep => ({ name, loads: 0, readTokens: 0, writtenTokens: 0, ...work });
  const next = { readTokens: expectedNewTokens, writtenTokens: followUpTokens };
  return [
    step(stepNames.load, { loads: 1 }),
    ...plan.tasks.flatMap((task) => [
      step(stepNames.first(task), { readTokens: task.promptTokens, writtenTokens: plan.writtenTokens }),
      step(stepNames.next(task), next),
      ...(plan.restarted.includes(task.name) ? [step(stepNames.restart(task), { ...next, loads: 1 })] : []),
    ]),
    ...(plan.stopRounds > 0
      ? [step(stepNames.stop, { readTokens: plan.stopRounds * 300, writtenTokens: plan.stopRounds * stopAfterTokens })]
      : []),
    ...(plan.measuresContexts ? others.map((tokens) => step(stepNames.context(tokens), { ...next, loads: 1 })) : []),
  ];
}
