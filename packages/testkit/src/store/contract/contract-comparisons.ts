import type { StoredFigures } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import { storeSubject, type StoreMaker } from './contract-subject.ts';

const figures: StoredFigures = {
  model: 'qwen3-4b',
  machine: 'x64, Test processor, 4 cores',
  engineVersion: 'llama.cpp v1',
  file: { sizeBytes: 2_500_000_000, modifiedMs: 1_790_000_000_123.5 },
  measuredAt: '2026-01-01T00:00:00.000Z',
  tookMs: 95_000.25,
  reading: {
    wasBusy: false,
    loadMs: 2400.5,
    peakBytes: 3_900_000_000,
    contextTokens: 8192,
    threads: 4,
    readTokensPerSecond: 38.5,
    writeTokensPerSecond: 6.25,
    firstTokenMs: { short: 1800, medium: 6600, long: 21_000 },
    nextFirstTokenMs: 1300.5,
    thousandCharactersMs: 108_000,
  },
};

export function comparisonsContract(makeStore: StoreMaker): void {
  describe('comparisons', () => {
    const subject = storeSubject(makeStore);

    it('M33 keeps the newest of each model and machine', async () => {
      const { comparisons } = subject().store;
      expect(await comparisons.list()).toEqual([]);
      const newer = { ...figures, measuredAt: '2026-02-02T00:00:00.000Z', engineVersion: 'llama.cpp v2' };
      const elsewhere = { ...figures, machine: 'arm64, Other processor, 8 cores' };
      const other = { ...figures, model: '毛笔' };
      for (const each of [figures, elsewhere, other, newer]) await comparisons.put(each);
      const kept = await comparisons.list();
      expect(kept).toHaveLength(3);
      expect(kept).toEqual(expect.arrayContaining([newer, elsewhere, other]));
    });
  });
}
