import {
  createStudio,
  StudioError,
  type CheckCode,
  type Engine,
  type ModelFiles,
  type Store,
  type Studio,
  type StudioPorts,
} from '@maobi/core';
import { createScriptedEngine } from '../engine/scripted-engine.ts';
import { createMemoryModelFiles } from '../models/memory-model-files.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { createTestSurroundings } from '../surroundings/test-surroundings.ts';
import { templatesOfTests } from './templates-of-tests.ts';

export interface TestStudioOptions {
  readonly engine?: Engine;
  readonly store?: Store;
  readonly modelFiles?: ModelFiles;
  /** As `--model` gives it. Default: none. */
  readonly modelOverride?: string;
  /** Default: nobody knows how long anything takes. */
  readonly estimator?: StudioPorts['estimator'];
  /** Default: there are none. */
  readonly templates?: StudioPorts['templates'];
  /** Default: tables can be neither read nor written. */
  readonly tables?: StudioPorts['tables'];
  /** Default: documents cannot be laid out for print. */
  readonly makePage?: StudioPorts['makePage'];
  /** Default: nothing is known of what is kept. */
  readonly dataFiles?: StudioPorts['dataFiles'];
  /** Default: no model can be measured. */
  readonly meter?: StudioPorts['meter'];
  /** Default: nothing was calibrated. */
  readonly tuningOf?: StudioPorts['tuningOf'];
  /** Default: real time. */
  readonly surroundings?: StudioPorts['surroundings'];
}

/** A whole studio without disk, model or network, already started. Close it with `Symbol.asyncDispose`. */
export async function createTestStudio(options: TestStudioOptions = {}): Promise<Studio> {
  const studio = createStudio({
    engine: options.engine ?? createScriptedEngine(),
    store: options.store ?? createMemoryStore(),
    modelFiles: options.modelFiles ?? createMemoryModelFiles(),
    machine: {
      read: async () => ({
        platform: 'linux',
        architecture: 'x64',
        processor: 'Test processor',
        physicalCores: 4,
        features: ['avx2'],
        totalMemoryBytes: 16_000_000_000,
        freeMemoryBytes: 8_000_000_000,
        freeDiskBytes: 100_000_000_000,
      }),
    },
    checkCode: checkBrackets,
    surroundings: options.surroundings ?? createTestSurroundings(),
    templates: options.templates ?? templatesOfTests([]),
    tables: options.tables ?? { parse: refuse, read: refuse, write: refuse, archive: refuse },
    makePage: options.makePage ?? refuse,
    dataFiles: options.dataFiles ?? { sizes: async () => [], clearStates: async () => undefined },
    meter: options.meter ?? { work: { readTokens: 1, writtenTokens: 1 }, measure: refuse },
    version: '0.0.0-test',
    nodeVersion: '20.19.0',
    dataFolder: '/data',
    modelOverride: options.modelOverride ?? null,
    ...(options.estimator ? { estimator: options.estimator } : {}),
    ...(options.tuningOf ? { tuningOf: options.tuningOf } : {}),
  });
  await studio.start();
  return studio;
}

const refuse = async (): Promise<never> => {
  throw new StudioError('not-found', 'This studio was made without it.');
};

/** Knows the language `brackets`: right is what closes every bracket on the line that opened it. */
const checkBrackets: CheckCode = async (language, code) => {
  if (language !== 'brackets') return null;
  const mistake = code.split('\n').findIndex((line) => line.split('(').length !== line.split(')').length);
  return mistake < 0 ? { isRight: true } : { isRight: false, line: mistake + 1, message: 'A bracket is open' };
};
