import { access, chmod, constants, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { translated } from '../database/foreign-errors.ts';

/** Where things lie in the data folder. */
export interface DataFolder {
  readonly path: string;
  readonly database: string;
  readonly backups: string;
  readonly images: string;
  /** Those that the texts in the backups name. */
  readonly backedUpImages: string;
}

/** Makes the folder when it is missing, for its owner only. Throws `data-folder-unusable` with path and reason. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const backups = join(path, 'backups');
  const folder = {
    path,
    database: join(path, 'maobi.sqlite'),
    backups,
    images: join(path, 'images'),
    backedUpImages: join(backups, 'images'),
  };
  try {
    for (const each of [folder.path, folder.backups]) {
      await mkdir(each, { recursive: true, mode: 0o700 });
      await access(each, constants.W_OK | constants.X_OK);
      await chmod(each, 0o700);
    }
    return folder;
  } catch (error) {
    throw translated(error, path);
  }
}

/** SQLite gives its log files the mode of the database, so that has to be right before the first write. */
export async function ownFileOnly(path: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  await file.chmod(0o600).finally(() => file.close());
}

/** Brings what is in a file onto the disk. Opened for writing: Windows flushes nothing else. */
export async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}

/** Brings the names in a folder onto the disk. Windows keeps them safe by itself, and flushes no folder. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
