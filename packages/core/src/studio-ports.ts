import type { RunEstimator } from './estimates/run-estimator.ts';
import type { CheckCode } from './ports/code-check.ts';
import type { DataFiles } from './ports/data-files.ts';
import type { Engine, EngineTuning } from './ports/engine.ts';
import type { MachineProbe } from './ports/machine.ts';
import type { ModelMeter } from './ports/model-meter.ts';
import type { ModelFiles } from './ports/model-files.ts';
import type { MakePage } from './ports/page-maker.ts';
import type { Store } from './ports/store.ts';
import type { Surroundings } from './ports/surroundings.ts';
import type { TableFiles } from './ports/table-files.ts';
import type { TemplateLibrary } from './ports/templates.ts';

/** What a studio is built on. */
export interface StudioPorts {
  readonly engine: Engine;
  readonly store: Store;
  readonly modelFiles: ModelFiles;
  readonly machine: MachineProbe;
  readonly checkCode: CheckCode;
  readonly surroundings: Surroundings;
  /** Forms of text that can be chosen. */
  readonly templates: TemplateLibrary;
  /** Tables that people bring along and take away. */
  readonly tables: TableFiles;
  /** Lays documents out for print. */
  readonly makePage: MakePage;
  /** What is kept. */
  readonly dataFiles: DataFiles;
  /** Measures models to compare them. */
  readonly meter: ModelMeter;
  /** Of the product. */
  readonly version: string;
  readonly nodeVersion: string;
  readonly dataFolder: string;
  /** Model of this process (`--model`, `MAOBI_MODEL`), before any setting; a path or an id. Default: none. */
  readonly modelOverride?: string | null;
  /** Load the active model at `start`, so that the first answer need not wait. Default: no. */
  readonly preload?: boolean;
  /** In place of what was learned from calibration and earlier runs. */
  readonly estimator?: RunEstimator;
  /** In place of what calibration found out. */
  readonly tuningOf?: (modelId: string) => EngineTuning | null;
}
