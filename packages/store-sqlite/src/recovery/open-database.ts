import { rename, stat } from 'node:fs/promises';
import { type Backup, listBackups, restoreNewestBackup } from '../backups/backups.ts';
import { type Connection, openConnection } from '../database/connection.ts';
import { isCorruption, translated } from '../database/foreign-errors.ts';
import { type DataFolder, flushFolder, ownFileOnly } from '../files/data-folder.ts';
import { damageOf } from './damage.ts';
import { clearSuspicion, isSuspect } from './suspicion.ts';

/** Checking reads the whole file; a larger one is checked when its daily backup or a query met damage, to keep the start short. */
const checkedAtStartBytes = 128 * 1024 * 1024;

interface OpenedDatabase {
  readonly connection: Connection;
  readonly isNew: boolean;
  /** The search index is damaged and nothing else. */
  readonly needsIndex: boolean;
  /** What had to be done to have a database at all; `null` as a rule. */
  readonly recovery: Recovery | null;
}

export interface Recovery {
  readonly backup: Backup | null;
  /** Where the damaged file is kept; `null` when there was none. */
  readonly keptAs: string | null;
}

/** Opens the database; a damaged or vanished one is replaced by the newest good backup. */
export async function openDatabase(folder: DataFolder, now: string): Promise<OpenedDatabase> {
  const sizeBytes = await sizeOf(folder.database);
  const isNew = sizeBytes === 0 && (await listBackups(folder)).length === 0;
  const usable = sizeBytes > 0 || isNew ? await openUsable(folder, sizeBytes) : null;
  if (usable) return { ...usable, isNew, recovery: null };
  const keptAs = await setAside(folder, now);
  const backup = await restoreNewestBackup(folder);
  await ownFileOnly(folder.database);
  clearSuspicion(folder.database);
  const recovery = { backup, keptAs: sizeBytes > 0 ? keptAs : null };
  return { connection: openConnection(folder.database), isNew: backup === null, needsIndex: false, recovery };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw translated(error, path);
  }
}

/** `null` when it is damaged. */
async function openUsable(folder: DataFolder, sizeBytes: number): Promise<{ connection: Connection; needsIndex: boolean } | null> {
  try {
    await ownFileOnly(folder.database);
    const connection = openConnection(folder.database);
    const isChecked = sizeBytes <= checkedAtStartBytes || isSuspect(folder.database);
    const damage = isChecked ? damageOf(connection.raw, folder.database) : null;
    if (damage && !damage.isSearchIndexOnly) {
      connection.raw.close();
      return null;
    }
    clearSuspicion(folder.database);
    return { connection, needsIndex: damage !== null };
  } catch (error) {
    const known = translated(error, folder.database);
    if (isCorruption(known)) return null;
    throw known;
  }
}

/** Out of the way, with its logs: a log left behind would be played into the next database of that name. */
async function setAside(folder: DataFolder, now: string): Promise<string> {
  const keptAs = `${folder.database}.damaged-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
  try {
    for (const suffix of ['', '-wal', '-shm']) {
      await rename(`${folder.database}${suffix}`, `${keptAs}${suffix}`).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    }
    await flushFolder(folder.path);
    return keptAs;
  } catch (error) {
    throw translated(error, keptAs);
  }
}
