import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareDataFolder } from '../data-folder.ts';
import { isAlive } from '../surroundings/is-alive.ts';

/** A folder for one run of measurements. Closing it deletes it. */
export interface BenchFolder extends AsyncDisposable {
  readonly path: string;
}

/**
 * Makes a folder of this process in the data folder: a temporary folder of the system often lies in memory, where states
 * would be kept faster than the writer's disk keeps them. What a killed run left is deleted. Throws `data-folder-unusable`.
 */
export async function openBenchFolder(dataFolder: string): Promise<BenchFolder> {
  prepareDataFolder(dataFolder);
  const parent = join(dataFolder, 'bench');
  for (const name of await readdir(parent).catch(() => [])) {
    if (!isAlive(Number(name)) || Number(name) === process.pid) await rm(join(parent, name), { recursive: true, force: true });
  }
  const path = join(parent, String(process.pid));
  await mkdir(path, { recursive: true, mode: 0o700 });
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await rm(path, { recursive: true, force: true });
      if ((await readdir(parent)).length === 0) await rm(parent, { recursive: true, force: true });
    },
  };
}
