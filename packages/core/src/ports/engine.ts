import type { EngineStatus, Sampling, Timings, Usage } from '@maobi/contract';

/**
 * Engine port: something that turns tokens into tokens. Adapters: engine-llama (llama.cpp in a child process), and the
 * scripted engine of testkit. An engine serves one model and as many generations at a time as it holds sequences; order
 * and fairness are the scheduler's business. It never knows conversations, the database or HTTP. Every adapter passes
 * `engineContract`.
 */
export interface Engine extends AsyncDisposable {
  /** e.g. `llama.cpp v0.4.0 (node-llama-cpp 3.21.1)`. */
  readonly version: string;
  readonly status: EngineStatus;
  /** Calls the listener after each change of `status` or of what `isSuspect` says; returns the way to stop that. */
  watch(listener: (status: EngineStatus) => void): () => void;
  /**
   * Makes this model the loaded one; does nothing when it already is, from the same file, with the same context. Unloads the one before.
   * Throws `model-invalid`, `model-suspect`, `engine-failed`, `out-of-memory` (details: `neededBytes`, and `freeBytes` and `fitsContextTokens`, or
   * `mayFitContextTokens` where the system gave less than it had said was free).
   */
  load(request: LoadRequest, signal: AbortSignal): Promise<LoadedModel>;
  /** Frees the model's memory. */
  unload(): Promise<void>;
  /**
   * Tokens that this prompt has, template included; of one that fills the context more than `exactlyCountedContexts` times it may be an estimate, and
   * above that in any case. Needs a loaded model.
   */
  countTokens(prompt: Prompt): Promise<number>;
  /** How many tokens at the start of this prompt would not have to be read now: held in memory or kept on disk. */
  heldTokens(prompt: Prompt): Promise<number>;
  /**
   * Reads this prompt ahead of time and writes nothing, so that a generation that begins with it starts at once. A fired
   * signal ends it within one batch; what was read until then stays. Throws as `generate` does.
   */
  warm(prompt: Prompt, signal: AbortSignal): Promise<void>;
  /**
   * Carries out one probe of how fast this model is on this machine, on a state of its own; returns milliseconds. Throws
   * the signal's reason when it fires. Needs a loaded model and a quiet engine for a figure that means something.
   */
  measure(probe: Probe, signal: AbortSignal): Promise<number>;
  /**
   * Reads the prompt and writes. The last event is always `ended`; a fired signal ends with reason `stopped`. Throws
   * `context-too-long` before reading (details: `promptTokens`, `contextTokens`, `maxTokens`, `choices`). A crash of the
   * engine ends with `failed` and the error; what was written before stands in the `text` events.
   *
   * While `pause` holds, nothing is computed, from the end of the batch or token at hand on; afterwards it goes on where
   * it was, without reading anything again that is still held. More generations than sequences wait for one another.
   */
  generate(request: GenerateRequest, signal: AbortSignal, pause?: PauseSignal): AsyncIterable<EngineEvent>;
  /**
   * Whether this model crashed the engine three times in five minutes; `load` refuses it as long as this holds. It ends
   * with `forgive`, and when fewer than three of the crashes are younger than five minutes.
   */
  isSuspect(modelId: string): boolean;
  /** Allows a model again that was marked suspect. */
  forgive(modelId: string): void;
}

/** How many times a prompt may fill the context and still be counted exactly. */
export const exactlyCountedContexts = 2;

/** Tells a generation to rest and to go on. */
export interface PauseSignal {
  readonly isPaused: boolean;
  /** Calls the listener after each change; returns the way to stop that. */
  watch(listener: () => void): () => void;
}

/**
 * `read`: a prompt of so many tokens in batches of `batchTokens`; the time for all of it. `pass`: one pass of one sequence
 * over so many positions. `together`: one token in each of so many sequences, in one batch. `threads`: other than the
 * engine's own. Of several tries, the fastest.
 */
export type Probe =
  | { readonly kind: 'read'; readonly tokens: number; readonly batchTokens: number; readonly threads?: number }
  | { readonly kind: 'pass'; readonly positions: number; readonly threads?: number }
  | { readonly kind: 'together'; readonly sequences: number };

/** What calibration found out for a model on this machine. */
export interface EngineTuning {
  readonly threads: number;
  /** Tokens of a prompt that are read in one batch, at most; a Stop waits for the end of a batch. */
  readonly batchTokens: number;
  /** Generations that are worth running at once; as many sequences are set up where the memory allows. */
  readonly parallel: number;
  /** How many times as long as a pass over one position a pass over so many takes; what drafts of a rewritten text are weighed by. */
  readonly passCosts: Readonly<Record<number, number>>;
}

export interface LoadRequest {
  /** Stable id used in `EngineStatus.model`. */
  readonly modelId: string;
  readonly path: string;
  /** What the file was when it was looked at: of other size, time or identity, it has been replaced and is loaded anew. */
  readonly file?: { readonly sizeBytes: number; readonly modifiedMs: number; readonly identity?: string };
  /** `null`: the engine's own defaults, for a model that was not calibrated yet. */
  readonly tuning?: EngineTuning | null;
  /**
   * Wanted context size; `null`: as much as fits the memory with 1.5 GB left to other programs (the smallest size where
   * that cannot be), at most 32768 and what the model was made for, and less where the system then gives too little, or gave
   * too little before and no more has come free since.
   */
  readonly contextTokens: number | null;
}

export interface LoadedModel {
  readonly modelId: string;
  /** Of each sequence. */
  readonly contextTokens: number;
  /** The largest context that people can choose for this model in the memory that was free; at least `contextTokens`. */
  readonly largestContextTokens: number;
  /** States that are held side by side, and generations that can run at once. */
  readonly sequences: number;
  /** Threads it computes with. */
  readonly threads: number;
  /** Names the content of the file: the same weights have the same one, wherever the file lies. */
  readonly fingerprint: string;
  readonly shape: ComputeShape;
  readonly loadMs: number;
}

/** What the cost of a token depends on, besides the machine. */
export interface ComputeShape {
  readonly weightsBytes: number;
  /** Keys and values of one token of context. */
  readonly contextBytesPerToken: number;
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
  /**
   * A text that the answer is likely to repeat in large part, such as the passage being edited: its words are drafted
   * ahead and verified, which changes the speed and nothing else.
   */
  readonly reference?: string | null;
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
  /**
   * Tokens that were computed, of prompt, text and drafts, over all rests. Of a text without drafts it is at most what was not
   * cached and what was written, and above that what had to be read again after a rest.
   */
  readonly evaluatedTokens: number;
  readonly timings: Omit<Timings, 'queuedMs'>;
  /** Tokens drafted from the reference, and those of them that the model would have written too. */
  readonly drafts: { readonly drafted: number; readonly accepted: number };
  /** With `failed` only. */
  readonly error: Error | null;
}
