import { statSync } from 'node:fs';
import { machineName, type Calibration } from '@maobi/core';
import { openSqliteStore } from '@maobi/store-sqlite';
import { ask, kill, type FaultBench, type StudioProcess } from './studio-process.ts';

/**
 * A studio on a machine on which calibration found so many texts worth writing at once with the demo model, whatever it would find here: the
 * data folder holds that calibration before the studio is started.
 */
export async function startCalibrated(bench: FaultBench, parallel: number): Promise<StudioProcess> {
  const before = await bench.start({ engine: 'llama' });
  const { run } = await ask(before.client, '写一句话。', 1); // loading a model tells what its file is
  for await (const event of before.client.streamRun(run)) if (event.type === 'ended') break;
  const { machine, engineVersion } = await before.client.call('getSystem', {});
  const path = (await before.client.call('listModels', {})).models.find(({ id }) => id === 'demo')?.installed?.path ?? '';
  await kill(before.process, 'SIGTERM');
  const store = await openSqliteStore({ folder: bench.home, now: () => new Date().toISOString() });
  try {
    const { size, mtimeMs } = statSync(path);
    const fingerprint = await store.calibrations.fingerprintOf({ path, sizeBytes: size, modifiedMs: mtimeMs });
    if (fingerprint === null) throw new Error('the demo model was not loaded');
    await store.calibrations.put({ ...calibration(parallel), fingerprint, machine: machineName(machine), engineVersion });
  } finally {
    await store[Symbol.asyncDispose]();
  }
  return bench.start({ engine: 'llama' });
}

function calibration(parallel: number): Omit<Calibration, 'fingerprint' | 'machine' | 'engineVersion'> {
  return {
    measuredAt: '2026-01-01T00:00:00.000Z',
    shape: { weightsBytes: 5_000_000, contextBytesPerToken: 4096 },
    threads: 1,
    readTokensPerSecond: 10_000,
    readMsByBatch: { 128: 12 },
    passMs: { 1: 1, 4: 2, 8: 3 },
    togetherMs: { 1: 1, [parallel]: 1 },
    tuning: { threads: 1, batchTokens: 128, parallel, passCosts: { 1: 1, 4: 2, 8: 3 } },
  };
}
