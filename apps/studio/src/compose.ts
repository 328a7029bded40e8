import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkCode } from '@maobi/code-check';
import type { Settings } from '@maobi/contract';
import { createStudio, type Engine, type GgufHeader, type Log, type Studio } from '@maobi/core';
import { createLlamaEngine, llamaEngineVersion } from '@maobi/engine-llama';
import { bundledCatalogue, inspectFile, openModelFiles, syntheticShapes } from '@maobi/model-files';
import { makePage } from '@maobi/page-files';
import { keptSettings, lockDataFolder, openSqliteStore } from '@maobi/store-sqlite';
import { tableFiles } from '@maobi/table-files';
import { bundledTemplatesFolder, createTemplateLibrary } from '@maobi/template-files';
import type { BenchParts } from './bench/bench-parts.ts';
import { createModelMeter } from './bench/model-meter.ts';
import { createDataFiles, statesFolderName } from './data-files.ts';
import { prepareDataFolder } from './data-folder.ts';
import { createMachineProbe } from './machine/machine-probe.ts';
import { findRunningStudio } from './server/instance-file.ts';
import { openLogFile } from './surroundings/log-file.ts';
import { createSurroundings } from './surroundings/surroundings.ts';
import { version } from './version.ts';

export interface ComposeOptions {
  /** Made when missing. See `dataFolderOf`. */
  readonly dataFolder: string;
  /** `llama`: the product's own. A function makes another one, for developing and for tests. */
  readonly engine: 'llama' | (() => Engine);
  /** Model of this process, before any setting: an id or the path of a `.gguf`. */
  readonly modelOverride?: string | null;
  /** Load the model at once instead of with the first answer. Default: no. */
  readonly preload?: boolean;
  /** How long to wait for another process that has the data folder. Default 2.5 s. */
  readonly lockPatienceMs?: number;
}

/** The studio of this process, started. Closing it closes all it stands on and frees the data folder. */
export interface ComposedStudio extends AsyncDisposable {
  readonly studio: Studio;
  readonly log: Log;
  readonly version: string;
}

/**
 * The one place where adapters meet core. Takes the lock of the data folder first: nobody else writes there meanwhile.
 * Throws `already-running`, `data-folder-unusable`, `database-newer-than-app`, `database-corrupt`, and for a `modelOverride`
 * that cannot be used `model-not-installed`, `not-found` or `model-invalid`.
 */
export async function composeStudio(options: ComposeOptions): Promise<ComposedStudio> {
  const { dataFolder } = options;
  prepareDataFolder(dataFolder);
  const lock = await lockDataFolder(dataFolder, options.lockPatienceMs);
  const logFile = openLogFile(join(dataFolder, 'maobi.log'));
  const release = (): void => {
    logFile.close();
    lock.release();
  };
  try {
    const studio = await build(options, logFile.log);
    return {
      studio,
      log: logFile.log,
      version,
      [Symbol.asyncDispose]: async () => {
        try {
          await studio[Symbol.asyncDispose]();
        } finally {
          release();
        }
      },
    };
  } catch (caught) {
    release();
    throw caught;
  }
}

async function build(options: ComposeOptions, log: Log): Promise<Studio> {
  const { dataFolder } = options;
  const surroundings = createSurroundings(log);
  const store = await openSqliteStore({ folder: dataFolder, now: surroundings.now, log });
  let owner: AsyncDisposable = store;
  try {
    const modelFiles = await openModels(dataFolder);
    // a model that is not there is refused here, before anybody listens, and not by the first answer
    if (options.modelOverride) await modelFiles.resolve(options.modelOverride);
    const machine = createMachineProbe(dataFolder);
    const studio = createStudio({
      engine:
        options.engine === 'llama'
          ? createLlamaEngine({ log, snapshots: { folder: join(dataFolder, statesFolderName) } })
          : options.engine(),
      store,
      modelFiles,
      machine,
      dataFiles: createDataFiles(dataFolder),
      meter: createModelMeter({ machine, inspect: inspectModel, makeEngine: () => createLlamaEngine({}) }),
      templates: createTemplateLibrary({ bundled: bundledTemplatesFolder(), own: join(dataFolder, 'templates') }),
      tables: tableFiles,
      makePage,
      checkCode,
      surroundings,
      version,
      nodeVersion: process.versions.node,
      dataFolder,
      modelOverride: options.modelOverride ?? null,
      preload: options.preload ?? false,
    });
    owner = studio; // from here on it closes the store, too
    await studio.start();
    return studio;
  } catch (caught) {
    await owner[Symbol.asyncDispose]();
    throw caught;
  }
}

/** The settings kept in the data folder, beside a studio that may run. Throws when they cannot be read. */
export async function readSettings(dataFolder: string): Promise<Settings> {
  return keptSettings(dataFolder);
}

/**
 * What measuring stands on. Of the data folder only the models are opened: no lock, no database, so that it works beside a
 * studio that runs. Throws `data-folder-unusable`.
 */
export async function composeBench(dataFolder: string): Promise<BenchParts> {
  prepareDataFolder(dataFolder);
  const models = await openModels(dataFolder);
  return {
    models,
    machine: createMachineProbe(dataFolder),
    engineVersion: llamaEngineVersion,
    syntheticShapes,
    inspect: inspectModel,
    makeEngine: makeBenchEngine,
    findStudio: async () => (await findRunningStudio(dataFolder))?.url ?? null,
    [Symbol.asyncDispose]: () => models[Symbol.asyncDispose](),
  };
}

async function inspectModel(path: string): Promise<GgufHeader> {
  return (await inspectFile(path)).header;
}

/** An engine for measuring, which logs nowhere. */
function makeBenchEngine(snapshotFolder: string): Engine {
  return createLlamaEngine({ snapshots: { folder: snapshotFolder } });
}

function openModels(dataFolder: string) {
  return openModelFiles({ folder: join(dataFolder, 'models'), catalogue: bundledCatalogue, demoPath: demoModelPath() });
}

/** Beside the bundled program, else in this repository. */
function demoModelPath(): string {
  const beside = fileURLToPath(new URL('./maobi-demo.gguf', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../../models/demo/maobi-demo.gguf', import.meta.url));
}
