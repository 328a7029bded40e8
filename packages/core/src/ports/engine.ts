import type { EngineStatus, Sampling, Timings, Usage } from '@maobi/contract';

/**
 * Engine port: something that turns tokens into tokens. Adapters: engine-llama (llama.cpp in a child process), and the
 * scripted engine of testkit. An engine serves one model and one generation at a time; order and fairness are the
 * scheduler's business. It never knows conversations, the database or HTTP. Every adapter passes `engineContract`.
 */
export interface Engine extends AsyncDisposable {
  /** e.g. `llama.cpp v0.4.0 (node-llama-cpp 3.21.1)`. */
  readonly version: string;
  readonly status: EngineStatus;
  /** Calls the listener after each change of `status` or of what `isSuspect` says; returns the way to stop that. */
  watch(listener: (status: EngineStatus) => void): () => void;
  /**
   * Makes this model the loaded one; does nothing when it already is, with the same context. Unloads the one before.
   * Throws `model-invalid`, `model-suspect`, `out-of-memory` (details: `neededBytes`, `freeBytes`, `fitsContextTokens`),
   * `engine-failed`.
   */
  load(request: LoadRequest, signal: AbortSignal): Promise<LoadedModel>;
  /** Frees the model's memory. */
  unload(): Promise<void>;
  /** Tokens that this prompt has, template included. Needs a loaded model. */
  countTokens(prompt: Prompt): Promise<number>;
  /**
   * Reads the prompt and writes. The last event is always `ended`; a fired signal ends with reason `stopped`. Throws
   * `context-too-long` before reading (details: `promptTokens`, `contextTokens`, `maxTokens`, `choices`). A crash of the
   * engine ends with `failed` and the error; what was written before stands in the `text` events.
   */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<EngineEvent>;
  /**
   * Whether this model crashed the engine three times in five minutes; `load` refuses it as long as this holds. It ends
   * with `forgive`, and when fewer than three of the crashes are younger than five minutes.
   */
  isSuspect(modelId: string): boolean;
  /** Allows a model again that was marked suspect. */
  forgive(modelId: string): void;
}

export interface LoadRequest {
  /** Stable id used in `EngineStatus.model`. */
  readonly modelId: string;
  readonly path: string;
  /**
   * Wanted context size; `null`: as much as fits the memory with 1.5 GB left to other programs (the smallest size where
   * that cannot be), at most 32768 and what the model was made for.
   */
  readonly contextTokens: number | null;
}

export interface LoadedModel {
  readonly modelId: string;
  readonly contextTokens: number;
  readonly loadMs: number;
}

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/**
 * `messages`: a conversation in the model's own chat template; when the last message is the assistant's, it is
 * continued as if never interrupted. `raw`: the text as it is (OpenAI completions).
 */
export type Prompt =
  { readonly kind: 'messages'; readonly messages: readonly PromptMessage[] } | { readonly kind: 'raw'; readonly text: string };

export interface GenerateRequest {
  readonly prompt: Prompt;
  readonly sampling: Sampling;
  /** At most this many tokens are written; `null`: until the context is full. */
  readonly maxTokens: number | null;
  /** The text ends before the first of these; the stop string itself is not delivered. */
  readonly stop: readonly string[];
  /** The text is forced to be JSON of this schema. */
  readonly jsonSchema: Readonly<Record<string, unknown>> | null;
  readonly seed: number;
}

export type EngineEvent =
  /** At most ten a second; the first one tells `total` and `cached` before anything is read. */
  | { readonly type: 'reading'; readonly done: number; readonly total: number; readonly cached: number }
  /** Never half a character. `written`: tokens so far. */
  | { readonly type: 'text'; readonly text: string; readonly written: number }
  | EngineEnd;

export interface EngineEnd {
  readonly type: 'ended';
  readonly reason: 'stop' | 'length' | 'stopped' | 'failed';
  readonly usage: Usage;
  readonly timings: Omit<Timings, 'queuedMs'>;
  /** With `failed` only. */
  readonly error: Error | null;
}
