import type { Sampling } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import {
  LlamaGrammarEvaluationState,
  type Llama,
  type LlamaContextSequenceRepeatPenalty,
  type SequenceEvaluateOptions,
  type Token,
} from 'node-llama-cpp';
import type { ChildGenerateRequest, FromChild } from '../protocol.ts';
import { grammarSchema } from './json-schema.ts';
import type { LoadedModel } from './loaded-model.ts';
import { ReadingPace } from './reading-pace.ts';
import { StopFilter } from './stop-filter.ts';
import { TextStream } from './text-stream.ts';

type Ended = Extract<FromChild, { type: 'ended' }>;
export type GenerationEvent =
  Omit<Extract<FromChild, { type: 'reading' }>, 'id'> | Omit<Extract<FromChild, { type: 'text' }>, 'id'> | Omit<Ended, 'id'>;

const reportEveryMs = 100;
/** Tokens of this answer that the penalties look back on. */
const penaltyWindowTokens = 256;
/** node-llama-cpp's JSON grammars end with these, for models that do not know when to end. */
const jsonEnd = '\n\n\n\n';

/** One answer: reads what the model's state does not hold yet, then writes token by token. */
export class Generation {
  readonly #loaded: LoadedModel;
  readonly #request: ChildGenerateRequest;
  readonly #emit: (event: GenerationEvent) => void;
  readonly #startedMs = performance.now();
  #isCancelled = false;
  #promptTokens = 0;
  #cachedTokens = 0;
  #written: Token[] = [];
  #readingEndedMs: number | null = null;

  constructor(loaded: LoadedModel, request: ChildGenerateRequest, emit: (event: GenerationEvent) => void) {
    this.#loaded = loaded;
    this.#request = request;
    this.#emit = emit;
  }

  /** Takes effect after the batch or token that is being computed. */
  cancel(): void {
    this.#isCancelled = true;
  }

  /** Emits all events up to `ended`. Throws `context-too-long` and `invalid-request` before anything is read. */
  async run(): Promise<void> {
    const { sequence, prompts } = this.#loaded;
    const { sampling, maxTokens, seed } = this.#request;
    const prompt = prompts.of(this.#request.prompt);
    this.#promptTokens = prompt.length;
    this.#refuseTooLong();
    const grammarEvaluationState = await this.#grammar();
    const unread = await this.#keepCommonStart(prompt);
    const last = await this.#read(unread);
    const room = sequence.contextSize - prompt.length;
    const reason = this.#isCancelled
      ? 'stopped'
      : await this.#write(last, prompt, Math.min(maxTokens ?? room, room), {
          ...samplerOptions(sampling, seed),
          ...repetition(sampling, () => this.#written),
          ...(grammarEvaluationState ? { grammarEvaluationState } : {}),
        });
    this.#emit({ type: 'ended', reason, usage: this.#usage(), timings: this.#timings() });
  }

  #refuseTooLong(): void {
    const contextTokens = this.#loaded.sequence.contextSize;
    const { prompt, maxTokens } = this.#request;
    if (this.#promptTokens < contextTokens) return;
    const hasTurns = prompt.kind === 'messages' && prompt.messages.filter((message) => message.role === 'user').length > 1;
    throw new StudioError('context-too-long', `The text has ${this.#promptTokens} tokens; the context holds ${contextTokens}.`, {
      details: {
        promptTokens: this.#promptTokens,
        contextTokens,
        maxTokens,
        choices: [...(hasTurns ? ['drop-oldest-turns'] : []), 'shorten', 'larger-context'],
      },
    });
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

  /** Forgets what the state holds beyond the common start, and returns what is still to be read: at least one token. */
  async #keepCommonStart(prompt: readonly Token[]): Promise<readonly Token[]> {
    const { sequence } = this.#loaded;
    const held = sequence.contextTokens;
    let kept = Math.min(commonLength(held, prompt), prompt.length - 1);
    // Models whose state cannot be cut anywhere would read the common start again inside the cut, where no Stop reaches.
    if (kept < held.length && sequence.getRestoreToPrefixIndexEvaluationSize(kept) > 0) kept = 0;
    if (kept < held.length) await sequence.eraseContextTokenRanges([{ start: kept, end: held.length }]);
    this.#cachedTokens = kept;
    return prompt.slice(kept);
  }

  /** Reads all but the last piece, which has to be read together with choosing the first token. */
  async #read(unread: readonly Token[]): Promise<Token[]> {
    const pace = new ReadingPace(this.#loaded.context.batchSize);
    let shownMs = performance.now();
    let at = 0;
    this.#emit({ type: 'reading', done: this.#cachedTokens, total: this.#promptTokens, cached: this.#cachedTokens });
    while (unread.length - at > pace.tokens && !this.#isCancelled) {
      const piece = unread.slice(at, at + pace.tokens);
      const startedMs = performance.now();
      await this.#loaded.sequence.evaluateWithoutGeneratingNewTokens([...piece]);
      const nowMs = performance.now();
      pace.note(piece.length, nowMs - startedMs);
      at += piece.length;
      if (nowMs - shownMs < reportEveryMs) continue;
      shownMs = nowMs;
      this.#emit({ type: 'reading', done: this.#cachedTokens + at, total: this.#promptTokens, cached: this.#cachedTokens });
    }
    return unread.slice(at);
  }

  async #write(last: Token[], prompt: readonly Token[], limit: number, options: SequenceEvaluateOptions): Promise<Ended['reason']> {
    const { model, sequence, prompts } = this.#loaded;
    const jsonStops = this.#request.jsonSchema ? [jsonEnd] : [];
    const filter = new StopFilter([...this.#request.stop, ...prompts.stops, ...jsonStops]);
    const stream = new TextStream((tokens, before) => model.detokenize(tokens as Token[], false, before as Token[]), prompt);
    let reason: Ended['reason'] = 'stop';
    for await (const token of sequence.evaluate(last, options)) {
      this.#readingEndedMs ??= performance.now();
      if (this.#isCancelled) {
        reason = 'stopped';
        break;
      }
      if (this.#written.length === 0) {
        this.#emit({ type: 'reading', done: this.#promptTokens, total: this.#promptTokens, cached: this.#cachedTokens });
      }
      this.#written.push(token);
      this.#deliver(filter.push(stream.push(token)));
      if (filter.isStopped) break;
      if (this.#written.length >= limit) {
        reason = 'length';
        break;
      }
    }
    this.#readingEndedMs ??= performance.now();
    this.#deliver(filter.flush());
    if (!filter.isStopped && stream.isExact) this.#remember(stream);
    return reason;
  }

  #deliver(text: string): void {
    if (text !== '') this.#emit({ type: 'text', text, written: this.#written.length });
  }

  #remember(stream: TextStream): void {
    const { model, prompts } = this.#loaded;
    const { prompt } = this.#request;
    const last = prompt.kind === 'messages' ? prompt.messages.at(-1) : undefined;
    const written = this.#written.slice(0, stream.wholeTokens);
    // Marks of the template have no text: whoever pastes the text later must not bring them along.
    if (written.some((token) => model.isSpecialToken(token))) return;
    if (last?.role !== 'assistant') return prompts.remember(stream.text, written);
    prompts.remember(last.text + stream.text, [...prompts.answer(last.text), ...written]);
  }

  #usage(): Ended['usage'] {
    return { promptTokens: this.#promptTokens, cachedTokens: this.#cachedTokens, writtenTokens: this.#written.length };
  }

  #timings(): Ended['timings'] {
    const nowMs = performance.now();
    const readingEndedMs = this.#readingEndedMs ?? nowMs;
    return { readingMs: readingEndedMs - this.#startedMs, writingMs: nowMs - readingEndedMs };
  }
}

function samplerOptions(sampling: Sampling, seed: number): SequenceEvaluateOptions {
  const { temperature, topP, topK, minP } = sampling;
  return { temperature, topP, topK, minP, seed };
}

/** The penalties; none at all when every one is off, because node-llama-cpp's own default would punish repetition. */
function repetition(sampling: Sampling, written: () => readonly Token[]): { repeatPenalty?: LlamaContextSequenceRepeatPenalty } {
  const { repeatPenalty, presencePenalty, frequencyPenalty } = sampling;
  if (repeatPenalty === 1 && presencePenalty === 0 && frequencyPenalty === 0) return {};
  return {
    repeatPenalty: {
      punishTokens: () => written().slice(-penaltyWindowTokens),
      maxPunishTokens: penaltyWindowTokens,
      penalty: repeatPenalty,
      presencePenalty,
      frequencyPenalty,
    },
  };
}

function commonLength(held: readonly Token[], prompt: readonly Token[]): number {
  const length = Math.min(held.length, prompt.length);
  for (let index = 0; index < length; index += 1) if (held[index] !== prompt[index]) return index;
  return length;
}
