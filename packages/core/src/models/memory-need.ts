import { contextSizesToChoose, otherProgramsBytes } from '@maobi/contract';
import { eitherOf, StudioError } from '../errors.ts';
import type { GgufHeader } from './gguf-header.ts';

/** The shape of a model, as far as memory depends on it. */
export type ModelShape = Pick<
  GgufHeader,
  | 'contextLength'
  | 'embeddingLength'
  | 'feedForwardLength'
  | 'keyLength'
  | 'keyValueHeads'
  | 'valueLength'
  | 'vocabularySize'
  | 'weightsBytes'
>;

export interface MemoryNeed {
  readonly contextTokens: number;
  readonly weightsBytes: number;
  /** Keys and values of the whole context in F16. */
  readonly contextBytes: number;
  /** Buffers of llama.cpp, the vocabulary and the process itself. */
  readonly buffersBytes: number;
  readonly totalBytes: number;
}

/** The engine reads the prompt in batches of at most this size: larger ones cannot be stopped in time, and take more memory. */
export const engineBatchTokens = 128;
/** The largest context the studio offers. */
export const maximumContextTokens = 32_768;
/** States of other conversations are a comfort: they may not take the engine above this share of what is free. */
const comfortShare = 0.6;
/** Conversations worth holding in memory side by side. */
const comfortSequences = 4;
/** Several texts at once are not worth a smaller context than this. */
const smallestParallelContextTokens = 8192;
const contextStepTokens = 4096;

const keyValueBytes = 2;
const floatBytes = 4;
/** Measured: an engine process with the demo model loaded, less its weights and context. */
const processBytes = 96 * 1024 * 1024;
/** Measured: text, score and look-up entry of one token in llama.cpp's vocabulary, merges included. */
const vocabularyEntryBytes = 512;

/** Bytes that one token of context takes: keys and values of every layer in F16 (144 KiB for Qwen3-4B). */
export function contextBytesPerToken(shape: ModelShape): number {
  return shape.keyValueHeads * (shape.keyLength + shape.valueLength) * keyValueBytes;
}

/**
 * Memory that the engine takes with this model and `sequences` contexts of so many tokens. Checked by measurement: Qwen3-4B in
 * Q4_K_M with 8,192 tokens took 3.94 GB at its peak where this says 3.97; the demo model 0.13 GB where this says 0.12.
 */
export function memoryNeed(shape: ModelShape, contextTokens: number, sequences = 1): MemoryNeed {
  const contextBytes = sequences * contextTokens * contextBytesPerToken(shape);
  const rowFloats = shape.vocabularySize + 4 * shape.embeddingLength + 2 * shape.feedForwardLength + contextTokens;
  const buffersBytes = engineBatchTokens * rowFloats * floatBytes + shape.vocabularySize * vocabularyEntryBytes + processBytes;
  return {
    contextTokens,
    weightsBytes: shape.weightsBytes,
    contextBytes,
    buffersBytes,
    totalBytes: shape.weightsBytes + contextBytes + buffersBytes,
  };
}

/** Context sizes worth offering for this model, largest first: steps of 4,096 up to 32,768 and to what it was made for. */
export function contextSizes(shape: ModelShape): number[] {
  const largest = Math.min(shape.contextLength, maximumContextTokens);
  const sizes: number[] = [];
  for (let size = Math.floor(largest / contextStepTokens) * contextStepTokens; size > 0; size -= contextStepTokens) sizes.push(size);
  return sizes[0] === largest ? sizes : [largest, ...sizes];
}

/** The largest context that fits so much free memory; `null` when not even the smallest does. */
export function largestFittingContext(shape: ModelShape, freeBytes: number): number | null {
  return contextSizes(shape).find((size) => memoryNeed(shape, size).totalBytes <= freeBytes) ?? null;
}

/** The largest context that people can choose for this model in so much free memory; `null`: none of them fits. */
export function largestContextToChoose(shape: ModelShape, freeBytes: number): number | null {
  const sizes = contextSizesToChoose.map((size) => Math.min(size, shape.contextLength));
  return sizes.findLast((size) => memoryNeed(shape, size).totalBytes <= freeBytes) ?? null;
}

/**
 * The context to take when the writer chose none: the largest that leaves `otherProgramsBytes` free, else the smallest
 * one; whether that fits is for the caller to check. The reserve alone never keeps a model from being loaded.
 */
export function automaticContext(shape: ModelShape, freeBytes: number): number {
  const [smallest = maximumContextTokens] = contextSizes(shape).slice(-1);
  return largestFittingContext(shape, freeBytes - otherProgramsBytes) ?? smallest;
}

export interface Residency {
  /** Of each sequence. */
  readonly contextTokens: number;
  /** States held side by side. */
  readonly sequences: number;
}

/**
 * What to hold in memory: a context, and as many sequences as are worth running at once; beyond these, up to four
 * conversations where there is plenty of memory; never more than 60 % of what is free for more than one. `contextTokens` is the context asked for, or `null`.
 */
export function chooseResidency(shape: ModelShape, contextTokens: number | null, parallel: number, freeBytes: number): Residency {
  const fits = (context: number, sequences: number) => memoryNeed(shape, context, sequences).totalBytes <= freeBytes * comfortShare;
  const counts = (most: number) => Array.from({ length: Math.max(0, most - 1) }, (_, index) => most - index);
  const atOnce = counts(parallel).find((sequences) => fits(smallestParallelContextTokens, sequences));
  const shared = atOnce && contextSizes(shape).find((size) => size >= smallestParallelContextTokens && fits(size, atOnce));
  const context = contextTokens ?? (shared || automaticContext(shape, freeBytes));
  return { contextTokens: context, sequences: counts(Math.max(parallel, comfortSequences)).find((count) => fits(context, count)) ?? 1 };
}

/**
 * What to hold instead where the system gave too little for this: one state in place of several, then the next smaller context that people can
 * choose. `null`: nothing less is left, or the context is the writer's choice.
 */
export function lesserResidency({ contextTokens, sequences }: Residency, isChosen: boolean): Residency | null {
  if (sequences > 1) return { contextTokens, sequences: 1 };
  const smaller = isChosen ? null : smallerContextToChoose(contextTokens);
  return smaller === null ? null : { contextTokens: smaller, sequences: 1 };
}

function smallerContextToChoose(contextTokens: number): number | null {
  return contextSizesToChoose.findLast((size) => size < contextTokens) ?? null;
}

/** What to do when `need` is more than `freeBytes`, for people: one sentence with the reason, one with the way out. */
export function memoryShortage(need: MemoryNeed, freeBytes: number, fitsContextTokens: number | null): { message: string; hint: string } {
  const message =
    `The model needs ${gigabytes(need.totalBytes)} of memory with a context of ${need.contextTokens} tokens, ` +
    `and ${gigabytes(freeBytes)} are free.`;
  const hint =
    fitsContextTokens === null
      ? 'Close other programs or choose a smaller model.'
      : `A context of ${fitsContextTokens} tokens would fit; or close other programs, or choose a smaller model.`;
  return { message, hint };
}

/**
 * `out-of-memory` where the system gave less than it said was free: nobody knows what would fit. `mayFitContextTokens` of the details is the next
 * smaller context that people can choose, or `null`.
 */
export function refusedMemory({ totalBytes, contextTokens }: MemoryNeed, cause: unknown): StudioError {
  const mayFitContextTokens = smallerContextToChoose(contextTokens);
  const ways = ['close other programs', 'choose a smaller model'];
  if (mayFitContextTokens !== null) ways.unshift(`choose a context of ${mayFitContextTokens} tokens in the settings`);
  const message = `The model needs ${gigabytes(totalBytes)} of memory with a context of ${contextTokens} tokens, and the system gave less.`;
  return new StudioError('out-of-memory', message, {
    cause,
    hint: eitherOf(ways),
    details: { neededBytes: totalBytes, fitsContextTokens: null, mayFitContextTokens },
  });
}

/** For people: `2.5 GB`, `0.25 GB`. */
export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(bytes < 1e9 ? 2 : 1)} GB`;
}
