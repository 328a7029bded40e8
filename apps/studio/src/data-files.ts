import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoragePart } from '@maobi/contract';
import type { DataFiles } from '@maobi/core';

/** Where the states of conversations and documents lie in the data folder. */
export const statesFolderName = 'snapshots';

/** Files of a part, by their names in the data folder; the first is the one that is shown. */
const namesOf: Readonly<Record<StoragePart, readonly [string, ...string[]]>> = {
  texts: ['maobi.sqlite', 'maobi.sqlite-wal', 'maobi.sqlite-shm'],
  states: [statesFolderName],
  models: ['models'],
  backups: ['backups'],
  templates: ['templates'],
  log: ['maobi.log', 'maobi.log.1'],
};

export function createDataFiles(folder: string): DataFiles {
  return {
    sizes: () =>
      Promise.all(
        Object.entries(namesOf).map(async ([part, names]) => {
          const sizes = await Promise.all(names.map((name) => bytesOf(join(folder, name))));
          return { part: part as StoragePart, name: names[0], bytes: sizes.reduce((sum, each) => sum + each, 0) };
        }),
      ),
    clearStates: async () => {
      const states = join(folder, statesFolderName);
      // the folder itself stays: it belongs to the writer alone
      await Promise.all((await readdir(states).catch(() => [])).map((name) => rm(join(states, name), { recursive: true, force: true })));
    },
  };
}

/** Of a file, or of all in a folder; 0 for what is not there or goes meanwhile. */
async function bytesOf(path: string): Promise<number> {
  const entry = await stat(path).catch(() => null);
  if (!entry?.isDirectory()) return entry?.size ?? 0;
  const names = await readdir(path).catch(() => []);
  const sizes = await Promise.all(names.map((name) => bytesOf(join(path, name))));
  return sizes.reduce((sum, each) => sum + each, 0);
}
