import type { Engine, GgufHeader, MachineProbe, ModelFiles } from '@maobi/core';
import type { SyntheticShape } from '@maobi/model-files';

/** What measuring stands on: models and engines of its own, beside any studio that may run. */
export interface BenchParts extends AsyncDisposable {
  readonly models: Pick<ModelFiles, 'list' | 'resolve'>;
  readonly machine: MachineProbe;
  /** Of the engines that `makeEngine` makes. */
  readonly engineVersion: string;
  /** Shapes that can be asked for as `--synthetic`. */
  readonly syntheticShapes: Readonly<Record<string, SyntheticShape>>;
  /** Reads the header of a model file. Throws `not-found`, `model-invalid`. */
  inspect(path: string): Promise<GgufHeader>;
  /** A new engine that keeps states of conversations in this folder. */
  makeEngine(snapshotFolder: string): Engine;
  /** Address of a studio that runs on the same data folder and shares the processor; `null`: none. */
  findStudio(): Promise<string | null>;
}
