import { rename, stat } from 'node:fs/promises';
import type { StoreNotice } from '@maobi/core';
import { type Backup, listBackups, restoreNewestBackup } from '../backups/backups.ts';
import { type Connection, openConnection } from '../database/connection.ts';
import { damageOf } from '../database/damage.ts';
import { isCorruption, translated } from '../database/foreign-errors.ts';
import { type DataFolder, flush, ownFileOnly } from './data-folder.ts';

/** Checking reads the whole file; a larger one is only checked by its daily backup, to keep the start short. */
const checkedAtStartBytes = 512 * 1024 * 1024;

interface OpenedDatabase {
  readonly connection: Connection;
  readonly notices: readonly StoreNotice[];
  readonly isNew: boolean;
}

/** Opens the database; a damaged or vanished one is replaced by the newest good backup, with a notice that says so. */
export async function openDatabase(folder: DataFolder, now: string): Promise<OpenedDatabase> {
  const sizeBytes = await sizeOf(folder.database);
  const isNew = sizeBytes === 0 && (await listBackups(folder)).length === 0;
  const connection = sizeBytes > 0 || isNew ? await openUndamaged(folder, sizeBytes) : null;
  if (connection) return { connection, notices: [], isNew };
  const keptAs = sizeBytes > 0 ? await setAside(folder, now) : null;
  const backup = await restoreNewestBackup(folder);
  await ownFileOnly(folder.database);
  return { connection: openConnection(folder.database), notices: [noticeOf(backup, keptAs)], isNew: backup === null };
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
async function openUndamaged(folder: DataFolder, sizeBytes: number): Promise<Connection | null> {
  try {
    await ownFileOnly(folder.database);
    const connection = openConnection(folder.database);
    if (sizeBytes > checkedAtStartBytes || damageOf(connection.raw, folder.database) === null) return connection;
    connection.raw.close();
    return null;
  } catch (error) {
    const known = translated(error, folder.database);
    if (isCorruption(known)) return null;
    throw known;
  }
}

async function setAside(folder: DataFolder, now: string): Promise<string> {
  const keptAs = `${folder.database}.damaged-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
  try {
    for (const suffix of ['', '-wal', '-shm']) {
      await rename(`${folder.database}${suffix}`, `${keptAs}${suffix}`).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    }
    await flush(folder.path);
    return keptAs;
  } catch (error) {
    throw translated(error, keptAs);
  }
}

function noticeOf(backup: Backup | null, keptAs: string | null): StoreNotice {
  const what = keptAs === null ? 'The database had vanished' : `The database was damaged and is kept as ${keptAs}`;
  if (!backup) return { code: 'set-aside', text: `${what}; there was no good backup, so Maobi starts with an empty one.` };
  const time = `${backup.takenAt.slice(0, 16).replace('T', ' ')} UTC`;
  return { code: 'restored-from-backup', text: `${what}; the backup of ${time} was restored, what was written after it is missing.` };
}
