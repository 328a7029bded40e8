import type { Machine } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { machineFindings } from './machine-findings.ts';

const laptop: Machine = {
  platform: 'linux',
  architecture: 'x64',
  processor: 'Test',
  physicalCores: 4,
  features: ['sse4.2', 'avx', 'avx2'],
  totalMemoryBytes: 16e9,
  freeMemoryBytes: 8e9,
  freeDiskBytes: 100e9,
};

describe('machineFindings', () => {
  it('finds nothing amiss with a usual laptop', () => {
    expect(machineFindings(laptop, null).map(({ state, text }) => `${state} ${text}`)).toEqual([
      'ok 16.00 GB',
      'ok 100.00 GB free',
      'ok sse4.2 avx avx2',
    ]);
  });

  it('says which model fits where the usual one does not, and that the disk is small', () => {
    const [memory, disk] = machineFindings({ ...laptop, totalMemoryBytes: 5.2e9, freeDiskBytes: 4e9 }, 'qwen3-0.6b');
    expect(memory).toMatchObject({ state: 'warning', text: expect.stringContaining('choose qwen3-0.6b') });
    expect(disk).toMatchObject({ state: 'warning', text: expect.stringContaining('5 GB') });
  });

  it.each([
    ['lists no AVX2', ['sse4.2', 'avx'], 'x64', 'warning'],
    ['is not told of by its system', [], 'x64', 'ok'],
    ['is not of that kind', ['neon'], 'arm64', 'ok'],
  ])('calls a processor slow only where it is known to be: one that %s', (_case, features, architecture, state) => {
    expect(machineFindings({ ...laptop, features, architecture }, null)[2]).toMatchObject({ name: 'processor', state });
  });
});
