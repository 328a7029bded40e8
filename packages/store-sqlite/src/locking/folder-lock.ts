import { join } from 'node:path';
import { StudioError } from '@maobi/core';
import { DatabaseSync } from '@photostructure/sqlite';
import { translated } from '../database/foreign-errors.ts';

const busy = 5;
const waitMs = 100;

export interface FolderLock {
  release(): void;
}

/**
 * Makes this process the only one at work on the data folder. It is the operating system's own file lock, taken through
 * SQLite because Node has none: the kernel frees it with the process, however that ends, so it is never stale and a
 * reused process id cannot be mistaken for its owner.
 *
 * @param patienceMs how long to wait for another process that is just ending; default 2.5 s
 * Throws `already-running`, `data-folder-unusable`.
 */
export async function lockDataFolder(folder: string, patienceMs = 2_500): Promise<FolderLock> {
  const path = join(folder, 'lock.sqlite');
  for (let waitedMs = 0; ; waitedMs += waitMs) {
    const lock = tryLock(path);
    if (lock) return lock;
    if (waitedMs >= patienceMs) {
      throw new StudioError('already-running', `Another Maobi is at work on the data folder ${folder}.`, {
        hint: 'Wait until it is done, or use another data folder (MAOBI_HOME).',
      });
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

function tryLock(path: string): FolderLock | null {
  try {
    const database = new DatabaseSync(path, { timeout: 0 });
    try {
      database.exec('begin exclusive');
      return { release: () => database.close() };
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if ((error as { errcode?: number }).errcode === busy) return null;
    throw translated(error, path);
  }
}
