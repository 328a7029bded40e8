import { loadavg } from 'node:os';
import { version } from '../version.ts';
import type { BenchParts } from './bench-parts.ts';
import type { BenchSetting } from './bench-result.ts';

/** Above this many waiting programs the figures are not those of a quiet machine. */
const quietLoad = 0.7;

/** Where and when it is measured, and what else is going on. */
export async function benchSetting({ machine, engineVersion, findStudio }: BenchParts): Promise<BenchSetting> {
  const disturbances: string[] = [];
  const studio = await findStudio();
  if (studio) disturbances.push(`A studio is running (${studio}) and shares processor and memory: stop it for better figures.`);
  const [load = 0] = loadavg();
  if (load > quietLoad)
    disturbances.push(`Other programs are busy (load ${load.toFixed(1)}): the figures are lower than on a quiet machine.`);
  return { machine: await machine.read(), maobiVersion: version, engineVersion, startedAt: new Date().toISOString(), disturbances };
}
