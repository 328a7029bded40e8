export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface Task {
  readonly messages: readonly ChatMessage[];
  /** So many are written, unless the model ends by itself. */
  readonly maxTokens: number;
  /** A text that the answer repeats in large part; only Maobi takes it beside the prompt. */
  readonly prediction?: string;
}

/** What one request cost, seen from the client. */
export interface Completion {
  readonly text: string;
  /** From sending the request to the first text. */
  readonly firstTokenMs: number;
  readonly totalMs: number;
  readonly writtenTokens: number;
  readonly promptTokens: number;
  /** Tokens of the prompt that were not read again. */
  readonly cachedTokens: number;
}

/** Resident memory since the last start, at its peak. Linux only. */
export interface PeakMemory {
  /** All its processes together. */
  readonly totalBytes: number;
  /** The one that holds the model. */
  readonly engineBytes: number;
}

/** Something that writes with the model file over HTTP on this machine. It starts processes of its own and ends them all. */
export interface Contestant extends AsyncDisposable {
  /** Heading of its column. */
  readonly name: string;
  /** The command line that repeats it, without the paths. */
  readonly flags: string;
  readonly isRunning: boolean;
  /** Resolves when the model is loaded and the machine is quiet; returns milliseconds until it was loaded. Does nothing when it runs. */
  start(): Promise<number>;
  /** Ends it as a person would; what it keeps on disk stays for the next start. */
  stop(): Promise<void>;
  complete(task: Task): Promise<Completion>;
  /** Begins the task, asks for the stop at that moment, and returns milliseconds until nothing is computed any more. */
  stopLatencyMs(task: Task, moment: 'reading' | 'writing'): Promise<number>;
  /** The client's milliseconds for the whole task, and those that the engine itself counted for reading and writing. */
  overhead(task: Task): Promise<{ clientMs: number; engineMs: number; writtenTokens: number }>;
  peakMemory(): PeakMemory;
}

/** Between the first sign of the moment and the stop, so that it falls into a computation. */
export const stopAfterMs = 100;

export function readTokens({ promptTokens, cachedTokens }: Completion): number {
  return promptTokens - cachedTokens;
}

/** Tokens per second after the first one. */
export function writingRate({ writtenTokens, totalMs, firstTokenMs }: Completion): number {
  return ((writtenTokens - 1) / (totalMs - firstTokenMs)) * 1000;
}

/** Tokens per second up to the first one. */
export function readingRate(completion: Completion): number {
  return (readTokens(completion) / completion.firstTokenMs) * 1000;
}
