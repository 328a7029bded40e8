import type { Engine, GgufHeader } from '@maobi/core';
import { createMemoryModelFiles, createScriptedEngine, testModel, type ScriptedEngineOptions } from '@maobi/testkit';
import type { BenchParts } from '../bench/bench-parts.ts';

/** The shape that every model of these tests claims to have. */
const testHeader: GgufHeader = {
  architecture: 'qwen3',
  name: null,
  quantisation: 'Q8_0',
  contextLength: 32_768,
  layers: 8,
  embeddingLength: 256,
  feedForwardLength: 512,
  heads: 4,
  keyValueHeads: 16,
  keyLength: 64,
  valueLength: 64,
  vocabularySize: 2048,
  parameters: 1_000_000,
  weightsBytes: 5_000_000,
  hasChatTemplate: true,
  isEmbedding: false,
};

/** The smallest shape that a file with random weights can have here. */
export const tinyShape = {
  layers: 2,
  embeddingLength: 256,
  feedForwardLength: 512,
  heads: 4,
  keyValueHeads: 2,
  headLength: 64,
  vocabularySize: 2048,
  contextLength: 4096,
  ropeBase: 1e6,
};

export interface TestBenchOptions {
  readonly engine?: ScriptedEngineOptions;
  /** Engines made one after another find what the ones before had read, as with states on disk. */
  readonly keepsStates?: boolean;
  readonly freeMemoryBytes?: number;
  readonly studioUrl?: string;
}

interface TestBench extends BenchParts {
  /** Its engines in the order of their making. */
  readonly made: Engine[];
  /** Where each of them keeps states. */
  readonly folders: string[];
}

/** What `bench` measures with, without files and native code. */
export function createTestBench(options: TestBenchOptions = {}): TestBench {
  const made: Engine[] = [];
  const folders: string[] = [];
  const pace = { readTokensPerSecond: 50_000, writeTokensPerSecond: 5000, ...options.engine };
  const shared = createScriptedEngine(pace);
  return {
    made,
    folders,
    models: createMemoryModelFiles([testModel('demo'), testModel('qwen3-4b', { name: 'Qwen3 4B', isDefault: true }), testModel('other')]),
    machine: {
      read: async () => ({
        platform: 'linux',
        architecture: 'x64',
        processor: 'Test processor',
        physicalCores: 2,
        features: ['avx2'],
        totalMemoryBytes: 8_000_000_000,
        freeMemoryBytes: options.freeMemoryBytes ?? 4_000_000_000,
        freeDiskBytes: 1e11,
      }),
    },
    engineVersion: 'scripted engine',
    syntheticShapes: { tiny: tinyShape },
    inspect: async () => testHeader,
    makeEngine: (snapshotFolder) => {
      folders.push(snapshotFolder);
      const engine = options.keepsStates ? undying(shared) : createScriptedEngine(pace);
      made.push(engine);
      return engine;
    },
    findStudio: async () => options.studioUrl ?? null,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** The same engine again and again: closing it changes nothing. */
function undying(engine: Engine): Engine {
  return new Proxy(engine, {
    get: (target, key) => {
      if (key === Symbol.asyncDispose) return async () => undefined;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
