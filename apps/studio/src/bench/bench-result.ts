import type { Machine, Sampling } from '@maobi/contract';
import type { ModelShape } from '@maobi/core';
import type { BenchTask, TaskName } from './bench-plan.ts';

/** A model to be measured. */
export interface BenchSubject {
  /** As it was asked for: an id, `demo`, or the shape and quantisation of a synthetic one. */
  readonly id: string;
  readonly name: string;
  readonly quantisation: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** Its weights are random. */
  readonly isSynthetic: boolean;
  readonly shape: ModelShape;
  readonly sampling: Sampling;
}

export interface TaskResult {
  readonly name: TaskName;
  readonly promptTokens: number;
  /** From the question to the first token, nothing of the prompt read before. */
  readonly coldMs: number;
  /** Tokens that the question had to read: all but, at most, how the one before had begun. */
  readonly coldNewTokens: number;
  /** The same for the next question of the conversation. */
  readonly warmMs: number;
  /** Tokens that the next question had to read. */
  readonly warmNewTokens: number;
  /** The same for the question after a restart of the engine; `null`: not measured, or nothing was kept on the disk. */
  readonly snapshotMs: number | null;
  readonly tokensPerSecond: number;
  readonly reviewed: BenchTask['reviewed'];
}

export interface ContextResult {
  readonly contextTokens: number;
  /** Computed from the shape of the model, for one state: what it cannot do without. */
  readonly neededBytes: number;
  readonly weightsBytes: number;
  readonly contextBytes: number;
  /** The computed need fits what was free. */
  readonly fits: boolean;
  /** What it took; `null`: not loaded with this context. */
  readonly loaded: LoadedContext | null;
}

export interface LoadedContext {
  /** States that there was room for, each of the whole context. */
  readonly states: number;
  /** Computed for that many. */
  readonly expectedBytes: number;
  readonly peakBytes: number;
}

/** The result of one model, as `--json` prints it. */
export interface BenchResult {
  readonly type: 'result';
  readonly model: string;
  readonly name: string;
  readonly quantisation: string;
  readonly sizeBytes: number;
  readonly isSynthetic: boolean;
  readonly isQuick: boolean;
  readonly contextTokens: number;
  readonly threads: number;
  readonly loadMs: number;
  /** Most memory that the engine process had at once while the tasks were measured. */
  readonly peakBytes: number;
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
  /** Of Chinese prose, with this model's vocabulary. */
  readonly tokensPerCharacter: number;
  /** Of the longest task. */
  readonly firstToken: Pick<TaskResult, 'promptTokens' | 'coldMs' | 'warmMs' | 'snapshotMs'>;
  readonly tasks: readonly TaskResult[];
  /** From the Stop to the end of the answer, the slowest of a few. */
  readonly stop: { readonly writingMs: number; readonly readingMs: number };
  readonly contexts: readonly ContextResult[];
}

/** Where and when it was measured. */
export interface BenchSetting {
  readonly machine: Machine;
  readonly maobiVersion: string;
  readonly engineVersion: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Sentences about what else was going on and may have slowed it down. */
  readonly disturbances: readonly string[];
}
