import type { Calibration, FileStamp } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import { storeSubject, type StoreMaker } from './contract-subject.ts';

const calibration: Calibration = {
  fingerprint: 'sha256:1234',
  machine: 'x64, Test processor, 4 cores',
  engineVersion: 'llama.cpp v1',
  measuredAt: '2026-01-01T00:00:00.000Z',
  shape: { weightsBytes: 2_500_000_000, contextBytesPerToken: 147_456 },
  threads: 4,
  readTokensPerSecond: 12.8,
  readMsByBatch: { 16: 1290.25, 32: 2500 },
  passMs: { 1: 139, 4: 325.5 },
  togetherMs: { 1: 147, 2: 298 },
  tuning: { threads: 4, batchTokens: 32, parallel: 1, passCosts: { 4: 2.3 } },
};
const file: FileStamp = { path: '/models/毛笔.gguf', sizeBytes: 5_000_000_000, modifiedMs: 1_790_000_000_123.456 };

export function calibrationsContract(makeStore: StoreMaker): void {
  describe('calibrations', () => {
    const subject = storeSubject(makeStore);

    it('K24 gives back what was put in, for the same weights, machine and engine only', async () => {
      const { calibrations } = subject().store;
      expect(await calibrations.get(calibration)).toBeNull();
      await calibrations.put(calibration);
      expect(await calibrations.get(calibration)).toEqual(calibration);
      for (const other of [{ fingerprint: 'x' }, { machine: 'x' }, { engineVersion: 'x' }]) {
        expect(await calibrations.get({ ...calibration, ...other })).toBeNull();
      }
    });

    it('K24 keeps the newest of the same key, and each of different keys', async () => {
      const { calibrations } = subject().store;
      const newer = { ...calibration, measuredAt: '2026-02-02T00:00:00.000Z', readTokensPerSecond: 20 };
      const other = { ...calibration, engineVersion: 'llama.cpp v2' };
      for (const each of [calibration, other, newer]) await calibrations.put(each);
      expect(await calibrations.get(calibration)).toEqual(newer);
      expect(await calibrations.get(other)).toEqual(other);
    });

    it('K23 knows a file by path, size and time, and no longer when one of them differs', async () => {
      const { calibrations } = subject().store;
      expect(await calibrations.fingerprintOf(file)).toBeNull();
      await calibrations.rememberFile(file, 'first');
      expect(await calibrations.fingerprintOf(file)).toBe('first');
      for (const other of [{ path: '/other.gguf' }, { sizeBytes: 1 }, { modifiedMs: file.modifiedMs + 0.001 }]) {
        expect(await calibrations.fingerprintOf({ ...file, ...other })).toBeNull();
      }
    });

    it('K23 forgets what a path contained before', async () => {
      const { calibrations } = subject().store;
      const replaced = { ...file, modifiedMs: file.modifiedMs + 5000 };
      await calibrations.rememberFile(file, 'first');
      await calibrations.rememberFile(replaced, 'second');
      expect(await calibrations.fingerprintOf(replaced)).toBe('second');
      expect(await calibrations.fingerprintOf(file)).toBeNull();
    });
  });
}
