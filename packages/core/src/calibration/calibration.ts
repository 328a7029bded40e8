import type { Machine } from '@maobi/contract';
import type { ComputeShape, EngineTuning } from '../ports/engine.ts';

/** What a calibration holds for: other weights, another machine or another engine are measured anew. */
export interface CalibrationKey {
  /** Of the model file's content, as `LoadedModel.fingerprint`. */
  readonly fingerprint: string;
  /** As `machineName` gives it. */
  readonly machine: string;
  /** As `Engine.version`. */
  readonly engineVersion: string;
}

/** How fast one model is on one machine, measured at the start of the context, and what follows from that. */
export interface Calibration extends CalibrationKey {
  /** ISO 8601 in UTC. */
  readonly measuredAt: string;
  readonly shape: ComputeShape;
  /** Threads that everything below was measured with, but for `togetherMs`: that takes the engine's own. */
  readonly threads: number;
  /** Of a prompt, in batches of `tuning.batchTokens`. */
  readonly readTokensPerSecond: number;
  /** Milliseconds for one batch of a prompt, by its tokens. */
  readonly readMsByBatch: Readonly<Record<number, number>>;
  /** Milliseconds for one pass of one sequence, by the positions in it; 1 is what writing a token takes. */
  readonly passMs: Readonly<Record<number, number>>;
  /** Milliseconds for one token in each of several sequences, by their number. */
  readonly togetherMs: Readonly<Record<number, number>>;
  readonly tuning: EngineTuning;
}

/** A model file as it lay on the disk; another size or time is another file. */
export interface FileStamp {
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** What of a machine decides how fast it computes, e.g. `x64, 11th Gen Intel(R) Core(TM) i7-1165G7, 4 cores`. */
export function machineName({ architecture, processor, physicalCores }: Machine): string {
  return `${architecture}, ${processor}, ${physicalCores} cores`;
}

/** Tokens a second that one run writes at the start of the context; `null` when that was not measured. */
export function writeTokensPerSecond({ passMs }: Calibration): number | null {
  const tokenMs = passMs[1];
  return tokenMs === undefined ? null : 1000 / tokenMs;
}
