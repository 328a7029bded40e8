import { contextTooLong, countForPeople, StudioError } from '@maobi/core';
import { LlamaGrammarEvaluationState, type Llama, type Token } from 'node-llama-cpp';
import type { ChildGenerateRequest, FromChild } from '../../protocol.ts';
import { draftedTokens } from '../drafting/drafted-tokens.ts';
import { draftingFor, type Drafting } from '../drafting/drafting.ts';
import type { LoadedModel } from '../loaded-model.ts';
import type { HeldSequence } from '../sequences/held-sequence.ts';
import type { Lease } from '../sequences/sequence-pool.ts';
import { grammarSchema } from './json-schema.ts';
import type { LockstepMember } from './lockstep.ts';
import { Pause } from './pause.ts';
import { PhaseClock } from './phase-clock.ts';
import { plainTokens } from './plain-tokens.ts';
import { ReadingPace } from './reading-pace.ts';
import { repetition, samplerOptions } from './sampling-options.ts';
import { StopFilter } from './stop-filter.ts';
import { TextStream } from './text-stream.ts';

type Ended = Extract<FromChild, { type: 'ended' }>;
export type GenerationEvent =
  Omit<Extract<FromChild, { type: 'reading' }>, 'id'> | Omit<Extract<FromChild, { type: 'text' }>, 'id'> | Omit<Ended, 'id'>;

const reportEveryMs = 100;
/** On a slow machine a first batch takes half a minute; how long others do is known by then. */
const firstPatienceMs = 45_000;
const patienceMs = 10_000;
const timesPatience = 3;
/** node-llama-cpp's JSON grammars end with these, for models that do not know when to end. */
const jsonEnd = '\n\n\n\n';

/** One answer: reads what no state holds yet, then writes token by token. It may rest in between and go on. */
export class Generation {
  readonly #loaded: LoadedModel;
  readonly #request: ChildGenerateRequest;
  readonly #emit: (event: GenerationEvent) => void;
  readonly #stop = new AbortController();
  readonly #pause = new Pause();
  readonly #clock = new PhaseClock();
  readonly #prompt: readonly Token[];
  readonly #written: Token[] = [];
  readonly #pace: ReadingPace;
  readonly #drafting: Drafting | null;
  #cachedTokens: number | null = null;
  #evaluatedTokens = 0;
  #stream: TextStream;
  #delivered = '';
  #filter: StopFilter;
  #grammarState: LlamaGrammarEvaluationState | null = null;

  /** Throws `context-too-long` and `invalid-request`. */
  constructor(loaded: LoadedModel, request: ChildGenerateRequest, emit: (event: GenerationEvent) => void) {
    const { model, prompts, context } = loaded;
    this.#loaded = loaded;
    this.#request = request;
    this.#emit = emit;
    refuseTooLong(prompts.excess(request.prompt, context.contextSize) ?? 0, context.contextSize, request);
    this.#prompt = prompts.of(request.prompt);
    refuseTooLong(this.#prompt.length, context.contextSize, request);
    this.#pace = new ReadingPace(context.batchSize, loaded.pool.lastReadMsPerToken);
    const tokensOf = (text: string) => prompts.reference(text, context.contextSize);
    this.#drafting = draftingFor(request, { passCosts: loaded.passCosts, tokensOf, prompt: this.#prompt });
    this.#stream = new TextStream((tokens, before) => model.detokenize(tokens as Token[], false, before as Token[]), this.#prompt);
    this.#filter = new StopFilter([...request.stop, ...prompts.stops, ...(request.jsonSchema ? [jsonEnd] : [])]);
  }

  /** Takes effect after the batch or token that is being computed. */
  cancel(): void {
    this.#stop.abort();
  }

  /** So long may the batch that is being computed take, and what is being written to disk or fetched, by all experience. */
  get endsWithinMs(): number {
    const { pool } = this.#loaded;
    const leastMs = pool.lastReadMsPerToken === null ? firstPatienceMs : patienceMs;
    return Math.ceil(Math.max(leastMs, timesPatience * (this.#pace.longestMs + pool.diskMs)));
  }

  /** The same for resting. */
  setPaused(isPaused: boolean): void {
    this.#pause.set(isPaused);
  }

  /** Reads the prompt and writes nothing; emits `ended`. */
  async warm(): Promise<void> {
    const isRead = await this.#withSequence(async (lease, unread) => {
      this.#clock.enter('reading');
      const left = await this.#read(lease, unread, 0);
      return left.length > 0 ? 'resting' : 'stop';
    }, true);
    this.#end(isRead);
  }

  /** Emits all events up to `ended`. */
  async run(): Promise<void> {
    this.#grammarState = await this.#grammar();
    const reason = await this.#withSequence(async (lease, unread) => {
      this.#clock.enter(this.#written.length === 0 ? 'reading' : 'writing');
      const last = await this.#read(lease, unread, 1);
      if (this.#isInterrupted) return 'resting';
      await lease.noteRead();
      return this.#write(lease.sequence, last);
    });
    this.#deliver(this.#filter.flush());
    this.#remember();
    this.#end(reason);
  }

  /** Works with a sequence that begins with all there is so far; after a rest, again. `sparesDisk`: as when taking one. */
  async #withSequence(
    work: (lease: Lease, unread: readonly Token[]) => Promise<Ended['reason'] | 'resting'>,
    sparesDisk = false,
  ): Promise<Ended['reason']> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#pause.over(signal);
      const all = [...this.#prompt, ...this.#written];
      const lease = await this.#loaded.pool.take(all.slice(0, -1), signal, { sparesDisk }).catch(ignoreAbort(signal));
      if (!lease) break;
      const { tokenMeter } = lease.sequence.native;
      const meterBefore = tokenMeter.getState();
      try {
        this.#cachedTokens ??= lease.keptTokens;
        const outcome = await work(lease, all.slice(lease.keptTokens));
        if (outcome !== 'resting') return outcome;
      } finally {
        this.#clock.enter(null);
        const { usedInputTokens, usedOutputTokens } = tokenMeter.diff(meterBefore);
        this.#evaluatedTokens += usedInputTokens + usedOutputTokens;
        lease.release();
      }
    }
    return 'stopped';
  }

  get #isInterrupted(): boolean {
    return this.#stop.signal.aborted || this.#pause.isPaused;
  }

  async #grammar(): Promise<LlamaGrammarEvaluationState | null> {
    const { llama, model } = this.#loaded;
    if (this.#request.jsonSchema === null) return null;
    const schema = grammarSchema(this.#request.jsonSchema);
    try {
      const grammar = await llama.createGrammarForJsonSchema(schema as Parameters<Llama['createGrammarForJsonSchema']>[0]);
      return new LlamaGrammarEvaluationState({ model, grammar });
    } catch (cause) {
      throw new StudioError('invalid-request', 'The JSON schema cannot be turned into a grammar.', { cause });
    }
  }

  /**
   * Reads all but the last piece, of at least `left` tokens: the first token is chosen while it is read. Returns what is
   * unread; with followers no more than has to be, for they get only what was read.
   */
  async #read(lease: Lease, unread: readonly Token[], left: number): Promise<readonly Token[]> {
    let shownMs = performance.now();
    let at = 0;
    if (this.#written.length === 0) this.#report(unread.length);
    while (unread.length - at > left && !this.#isInterrupted) {
      if (left > 0 && !lease.hasFollowers && unread.length - at <= this.#pace.tokens) break;
      const piece = unread.slice(at, Math.min(at + this.#pace.tokens, unread.length - left));
      const startedMs = performance.now();
      await lease.sequence.native.evaluateWithoutGeneratingNewTokens([...piece]);
      const nowMs = performance.now();
      this.#pace.note(piece.length, nowMs - startedMs);
      this.#loaded.pool.noteReading(piece.length, nowMs - startedMs);
      at += piece.length;
      await lease.handOver();
      if (nowMs - shownMs < reportEveryMs || this.#written.length > 0) continue;
      shownMs = nowMs;
      this.#report(unread.length - at);
    }
    return unread.slice(at);
  }

  async #write({ native, place }: HeldSequence, last: readonly Token[]): Promise<Ended['reason'] | 'resting'> {
    const { maxTokens } = this.#request;
    const room = native.contextSize - this.#prompt.length;
    const limit = Math.min(maxTokens ?? room, room);
    const step = this.#loaded.lockstep.enter(place);
    try {
      for await (const token of this.#tokens(native, last, step)) {
        if (this.#written.length === 0) {
          this.#report(0);
          this.#clock.enter('writing');
        }
        if (this.#stop.signal.aborted) return 'stopped';
        this.#written.push(token);
        this.#deliver(this.#filter.push(this.#stream.push(token)));
        if (this.#filter.isStopped) return 'stop';
        if (this.#written.length >= limit) return 'length';
        if (this.#pause.isPaused) return 'resting';
      }
      return this.#stop.signal.aborted ? 'stopped' : 'stop';
    } finally {
      step.leave();
    }
  }

  #tokens(sequence: HeldSequence['native'], last: readonly Token[], step: LockstepMember): AsyncIterable<Token> {
    const { sampling, seed } = this.#request;
    const { model } = this.#loaded;
    if (this.#drafting) {
      const samplingAfter = (draft: readonly Token[]) => ({
        ...samplerOptions(sampling),
        ...repetition(sampling, () => [...this.#written, ...draft]),
      });
      return draftedTokens({ model, sequence, samplingAfter, seed, step }, last, this.#drafting);
    }
    const options = {
      ...samplerOptions(sampling),
      ...repetition(sampling, () => this.#written),
      ...(this.#grammarState ? { grammarEvaluationState: this.#grammarState } : {}),
    };
    return plainTokens({ sequence, options, seed: sampling.temperature > 0 ? seed : null, step }, last);
  }

  #report(unreadTokens: number): void {
    const total = this.#prompt.length;
    this.#emit({ type: 'reading', done: total - unreadTokens, total, cached: this.#cachedTokens ?? 0 });
  }

  #deliver(text: string): void {
    if (text === '') return;
    this.#delivered += text;
    this.#emit({ type: 'text', text, written: this.#written.length });
  }

  /** What stands behind a stop string is none of the answer; nor is the end of a token in whose middle it begins. */
  #remember(): void {
    const { model, prompts } = this.#loaded;
    const { prompt } = this.#request;
    const count = this.#stream.tokensFor(this.#delivered.length);
    if (this.#delivered === '' || count === null) return;
    const last = prompt.kind === 'messages' ? prompt.messages.at(-1) : undefined;
    const written = this.#written.slice(0, count);
    // Marks of the template have no text: whoever pastes the text later must not bring them along.
    if (written.some((token) => model.isSpecialToken(token))) return;
    if (last?.role !== 'assistant') return prompts.remember(this.#delivered, written);
    prompts.remember(last.text + this.#delivered, [...prompts.answer(last.text), ...written]);
  }

  #end(reason: Ended['reason']): void {
    const usage = {
      promptTokens: this.#prompt.length,
      cachedTokens: this.#cachedTokens ?? 0,
      writtenTokens: this.#written.length,
    };
    this.#emit({
      type: 'ended',
      reason,
      usage,
      evaluatedTokens: this.#evaluatedTokens,
      timings: this.#clock.timings,
      drafts: this.#drafting?.drafts ?? { drafted: 0, accepted: 0 },
    });
  }
}

function refuseTooLong(promptTokens: number, contextTokens: number, { maxTokens }: ChildGenerateRequest): void {
  if (promptTokens < contextTokens) return;
  const message = `The text has ${countForPeople(promptTokens, contextTokens)} tokens; the context holds ${contextTokens}.`;
  throw contextTooLong(message, { promptTokens, contextTokens, maxTokens });
}

function ignoreAbort(signal: AbortSignal): (error: unknown) => null {
  return (error) => {
    if (signal.aborted) return null;
    throw error;
  };
}
