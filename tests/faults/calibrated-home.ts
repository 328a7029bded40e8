import { statSync } from 'node:fs';
import type { StudioClient } from '@maobi/contract';
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
  await noteCalibration(bench.home, parallel, before.client, () => kill(before.process, 'SIGTERM'));
  return bench.start({ engine: 'llama' });
}

/** Notes such a calibration in the data folder of a studio that has loaded the demo model, between ending it and starting the next. */
export async function noteCalibration(home: string, parallel: number, client: StudioClient, end: () => Promise<void>): Promise<void> {
  const { machine, engineVersion } = await client.call('getSystem', {});
  const path = (await client.call('listModels', {})).models.find(({ id }) => id === 'demo')?.installed?.path ?? '';
  await end();
  const store = await openSqliteStore({ folder: home, now: () => new Date().toISOString() });
  try {
    const { size, mtimeMs } = statSync(path);
    const fingerprint = await store.calibrations.fingerprintOf({ path, sizeBytes: size, modifiedMs: mtimeMs });
    if (fingerprint === null) throw new Error('the demo model was not loaded');
    await store.calibrations.put({ ...calibration(parallel), fingerprint, machine: machineName(machine), engineVersion });
  } finally {
    await store[Symbol.asyncDispose]();
  }
}

/** Faster than any machine: runs that are much faster than measured would have the model measured again. */
function calibration(parallel: number): Omit<Calibration, 'fingerprint' | 'machine' | 'engineVersion'> {
  return {
    measuredAt: '2026-01-01T00:00:00.000Z',
    shape: { weightsBytes: 5_000_000, contextBytesPerToken: 4096 },
    threads: 1,
    readTokensPerSecond: 100_000,
    readMsByBatch: { 128: 1.2 },
    passMs: { 1: 0.1, 4: 0.2, 8: 0.3 },
    togetherMs: { 1: 0.1, [parallel]: 0.1 },
    tuning: { threads: 1, batchTokens: 128, parallel, passCosts: { 1: 1, 4: 2, 8: 3 } },
  };
}
