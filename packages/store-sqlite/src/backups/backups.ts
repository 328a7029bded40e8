import { chmod, copyFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { StudioError } from '@maobi/core';
import { sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import { translated } from '../database/foreign-errors.ts';
import { type DataFolder, flushFile, flushFolder } from '../files/data-folder.ts';
import { backUpImages, removeOldImages } from '../images/file-images.ts';
import { damageOf } from '../recovery/damage.ts';

/** `upgrade`: taken before the schema changes. */
export type BackupKind = 'daily' | 'upgrade';

export interface Backup {
  readonly path: string;
  readonly kind: BackupKind;
  /** ISO 8601. */
  readonly takenAt: string;
}

/** Of each kind; older ones are removed after a new one was checked. */
const keptPerKind = 7;

/** Newest first. */
export async function listBackups(folder: DataFolder): Promise<Backup[]> {
  const names = await readdir(folder.backups);
  return names.flatMap((name) => backupOf(folder, name) ?? []).sort((one, other) => (one.takenAt < other.takenAt ? 1 : -1));
}

function backupOf(folder: DataFolder, name: string): Backup | null {
  const match = /^(daily|upgrade)-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.sqlite$/.exec(name);
  if (!match) return null;
  const [, kind, hour, minute, second, millisecond] = match;
  return { path: join(folder.backups, name), kind: kind as BackupKind, takenAt: `${hour}:${minute}:${second}.${millisecond}Z` };
}

/** A checked copy of everything committed so far, images included. It only gets its name once it is whole and on the disk. */
export async function takeBackup(queries: Queries, folder: DataFolder, kind: BackupKind, now: string): Promise<void> {
  const name = `${kind}-${new Date(now).toISOString().replace(/[:.]/g, '-')}.sqlite`;
  const path = join(folder.backups, name);
  const partPath = `${path}.part`;
  try {
    // before the texts, so that none names one that is missing
    await backUpImages(queries, folder);
    await rm(partPath, { force: true });
    await sql`vacuum into ${partPath}`.execute(queries);
    await chmod(partPath, 0o600);
    const damage = damageOfFile(partPath);
    if (damage !== null) throw new StudioError('database-corrupt', `The backup ${partPath} came out damaged (${damage}).`);
    await flushFile(partPath);
    await rename(partPath, path);
    await flushFolder(folder.backups);
  } catch (error) {
    await rm(partPath, { force: true });
    throw translated(error, partPath);
  }
  const old = (await listBackups(folder)).filter((backup) => backup.kind === kind).slice(keptPerKind);
  for (const backup of old) await rm(backup.path, { force: true });
  const oldest = (await listBackups(folder)).at(-1);
  if (oldest) await removeOldImages(folder, oldest.takenAt);
}

function damageOfFile(path: string): string | null {
  try {
    const raw = new DatabaseSync(path, { readOnly: true });
    try {
      return damageOf(raw, path)?.text ?? null;
    } finally {
      raw.close();
    }
  } catch (error) {
    return String(error);
  }
}

/** Puts a copy of the newest undamaged backup in the place of the database. `null` when there is none. */
export async function restoreNewestBackup(folder: DataFolder): Promise<Backup | null> {
  for (const backup of await listBackups(folder)) {
    if (damageOfFile(backup.path) !== null) continue;
    const partPath = `${folder.database}.part`;
    try {
      await copyFile(backup.path, partPath);
      await chmod(partPath, 0o600);
      await flushFile(partPath);
      await rename(partPath, folder.database);
      await flushFolder(folder.path);
    } catch (error) {
      throw translated(error, partPath);
    }
    return backup;
  }
  return null;
}
