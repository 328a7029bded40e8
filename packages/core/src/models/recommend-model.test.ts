import type { Machine, Model } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { qwen3InstructSampling } from '../sampling/sampling-table.ts';
import { expectedTokensPerSecond, recommendModel } from './recommend-model.ts';

function model(id: string, sizeBytes: number, isDefault = false): Model {
  return {
    id,
    name: id,
    kind: 'writing',
    quantisation: 'Q4_K_M',
    sizeBytes,
    licence: 'Apache-2.0',
    sha256: null,
    memoryBytes: { at8k: sizeBytes + 1.5e9, at32k: sizeBytes + 5e9 },
    sampling: qwen3InstructSampling,
    sources: [],
    isDefault,
    isCatalogued: true,
    installed: null,
    download: null,
  };
}

function machine(totalMemoryBytes: number): Machine {
  const idle = { freeMemoryBytes: totalMemoryBytes, freeDiskBytes: 1e12 };
  return { platform: 'linux', architecture: 'x64', processor: 'test', physicalCores: 2, features: [], totalMemoryBytes, ...idle };
}

const models = [model('big', 4.3e9), model('standard', 2.5e9, true), model('small', 0.5e9)];

describe('recommendModel', () => {
  it('recommends the default where it fits and the smallest where it does not', () => {
    expect(recommendModel(models, machine(8e9))?.id).toBe('standard');
    expect(recommendModel(models, machine(4e9))?.id).toBe('small');
    expect(recommendModel([], machine(8e9))).toBeNull();
  });
});

describe('expectedTokensPerSecond', () => {
  it('halves when the file is twice as large, and follows a measurement closely', () => {
    expect(expectedTokensPerSecond(model('m', 2.5e9), undefined)).toEqual([3, 10]);
    expect(expectedTokensPerSecond(model('m', 5e9), undefined)).toEqual([1.5, 5]);
    expect(expectedTokensPerSecond(model('m', 2.5e9), 6.4)).toEqual([5.4, 7.4]);
  });
});
