import { rename, stat } from 'node:fs/promises';
import { type Backup, listBackups, restoreNewestBackup } from '../backups/backups.ts';
import { type Connection, openConnection } from '../database/connection.ts';
import { isCorruption, translated } from '../database/foreign-errors.ts';
import { type DataFolder, flushFolder, ownFileOnly } from '../files/data-folder.ts';
import { damageOf } from './damage.ts';
import { noteRecovery, unfinishedRecovery, type RecoveryNote } from './recovery-note.ts';
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

/**
 * Opens the database; a damaged or vanished one is replaced by the newest good backup. Where something had to be recovered, `recoveryIsDone` is to
 * be called once it all is; until then each start goes on with it.
 */
export async function openDatabase(folder: DataFolder, now: string): Promise<OpenedDatabase> {
  const sizeBytes = await sizeOf(folder.database);
  const unfinished = await unfinishedRecovery(folder.database);
  const backups = await listBackups(folder);
  const isNew = sizeBytes === 0 && backups.length === 0 && unfinished === null;
  const usable = sizeBytes > 0 || isNew ? await openUsable(folder, sizeBytes) : null;
  if (usable && unfinished) return { ...usable, isNew: false, recovery: { backup: backups[0] ?? null, keptAs: keptAs(unfinished) } };
  if (usable) return { ...usable, isNew, recovery: null };
  const note = unfinished !== null && sizeBytes === 0 ? unfinished : { aside: nameAside(folder, now), heldSomething: sizeBytes > 0 };
  return replaceDatabase(folder, note);
}

async function replaceDatabase(folder: DataFolder, note: RecoveryNote): Promise<OpenedDatabase> {
  await setAside(folder, note);
  const backup = await restoreNewestBackup(folder);
  await ownFileOnly(folder.database);
  clearSuspicion(folder.database);
  const recovery = { backup, keptAs: keptAs(note) };
  return { connection: openConnection(folder.database), isNew: backup === null, needsIndex: false, recovery };
}

function keptAs({ aside, heldSomething }: RecoveryNote): string | null {
  return heldSomething ? aside : null;
}

function nameAside({ database }: DataFolder, now: string): string {
  return `${database}.damaged-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
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
async function setAside(folder: DataFolder, note: RecoveryNote): Promise<void> {
  try {
    await noteRecovery(folder.database, note);
    for (const suffix of ['', '-wal', '-shm']) {
      await rename(`${folder.database}${suffix}`, `${note.aside}${suffix}`).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    }
    await flushFolder(folder.path);
  } catch (error) {
    throw translated(error, note.aside);
  }
}
