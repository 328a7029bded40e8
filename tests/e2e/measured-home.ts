import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { noteCalibration } from '../faults/calibrated-home.ts';
import { BuiltStudio, measuredDatabase } from './built-studio.ts';

/** As many texts at once as before anything was measured, on every machine. */
const parallel = 1;
const lookEveryMs = 50;

/** Makes `measuredDatabase` once for all tests: else each studio would measure the model anew whenever its page is not busy. */
export async function setup(): Promise<void> {
  await using studio = await BuiltStudio.start();
  const isLoaded = async () => {
    const { calibration, engine } = await studio.client.call('getSystem', {});
    if (engine.error) throw new Error(engine.error.message);
    return calibration !== null && calibration.state !== 'none';
  };
  while (!(await isLoaded())) await delay(lookEveryMs);
  await noteCalibration(studio.home, parallel, studio.client, () => studio.endServer('SIGTERM'));
  mkdirSync(dirname(measuredDatabase), { recursive: true });
  copyFileSync(join(studio.home, 'maobi.sqlite'), measuredDatabase);
}
