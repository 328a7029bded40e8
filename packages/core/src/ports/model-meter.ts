import type { ModelFigures } from '@maobi/contract';
import type { ResolvedModel } from './model-files.ts';

/** What was measured of one model; when, where and how long is for the caller to know. */
export type MeterReading = Omit<ModelFigures, 'measuredAt' | 'outdatedBy' | 'machine' | 'engineVersion' | 'tookMs'>;

export interface MeterProgress {
  readonly step: number;
  readonly steps: number;
  /** As of now; `null` as long as the pace is not known. */
  readonly remainingMs: number | null;
}

/**
 * Model meter port: measures how a model is on this machine, with an engine of its own, so that nothing of the writer's is read or
 * changed. Adapter: `bench` of the program, which the command line measures with, too.
 */
export interface ModelMeter {
  /** What one measuring reads and writes, in tokens. */
  readonly work: { readonly readTokens: number; readonly writtenTokens: number };
  /**
   * Throws what loading and writing throw, and the signal's reason when it fires; no engine is left behind.
   * @param onStep called when a step begins
   */
  measure(model: ResolvedModel, onStep: (progress: MeterProgress) => void, signal: AbortSignal): Promise<MeterReading>;
}
