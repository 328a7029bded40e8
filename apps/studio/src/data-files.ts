import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { storageParts, type StoragePart } from '@maobi/contract';
import { type DataFiles, StudioError } from '@maobi/core';

/** Where the states of conversations and documents lie in the data folder. */
export const statesFolderName = 'snapshots';

/** Files of a part, by their names in the data folder; the first is the one that is shown. */
const namesOf: Readonly<Record<StoragePart, readonly [string, ...string[]]>> = {
  texts: ['maobi.sqlite', 'maobi.sqlite-wal', 'maobi.sqlite-shm'],
  images: ['images'],
  states: [statesFolderName],
  models: ['models'],
  backups: ['backups'],
  templates: ['templates'],
  log: ['maobi.log', 'maobi.log.1'],
};

export function createDataFiles(folder: string): DataFiles {
  return {
    sizes: async () => {
      const counted = new Set<string>();
      const parts: Awaited<ReturnType<DataFiles['sizes']>>[number][] = [];
      for (const part of storageParts) {
        let bytes = 0;
        for (const name of namesOf[part]) bytes += await bytesOf(join(folder, name), counted);
        parts.push({ part, name: namesOf[part][0], bytes });
      }
      return parts;
    },
    clearStates: async () => {
      const states = join(folder, statesFolderName);
      try {
        // the folder itself stays: it belongs to the writer alone
        await Promise.all((await readdir(states).catch(() => [])).map((name) => rm(join(states, name), { recursive: true, force: true })));
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new StudioError('data-folder-unusable', `What was read cannot be cleared from ${states} (${reason}).`, { cause });
      }
    },
  };
}

/**
 * Of a file, or of all in a folder; 0 for what is not there or goes meanwhile.
 * @param counted files that are not counted again under another name: backups share images with the studio
 */
async function bytesOf(path: string, counted: Set<string>): Promise<number> {
  const entry = await stat(path).catch(() => null);
  if (!entry) return 0;
  if (!entry.isDirectory()) {
    const file = `${entry.dev} ${entry.ino}`;
    if (entry.nlink > 1 && counted.has(file)) return 0;
    counted.add(file);
    return entry.size;
  }
  let bytes = 0;
  for (const name of await readdir(path).catch(() => [])) bytes += await bytesOf(join(path, name), counted);
  return bytes;
}
