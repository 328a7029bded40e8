import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { onDisk } from './disk-failure.ts';

/** Reads a small JSON file; `null` when it is missing or not what was written: its facts are then found out anew. */
export async function readRecord<S extends z.ZodType>(filePath: string, schema: S): Promise<z.infer<S> | null> {
  try {
    return schema.parse(JSON.parse(await readFile(filePath, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Writes a small JSON file so that after a crash either the old or the new one stands there whole. Throws `disk-full`,
 * `data-folder-unusable`, as all that changes the folder here.
 */
export async function writeRecord(filePath: string, value: unknown): Promise<void> {
  const temporaryPath = `${filePath}.new`;
  await onDisk(async () => {
    await writeThrough(temporaryPath, `${JSON.stringify(value, null, 2)}\n`);
    await rename(temporaryPath, filePath);
  });
  await syncFolder(path.dirname(filePath));
}

export async function removeFile(filePath: string): Promise<void> {
  await onDisk(() => rm(filePath, { force: true }));
}

/** Makes a rename in this folder survive a power loss. Windows flushes no folder and keeps names safe by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await onDisk(async () => {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

async function writeThrough(filePath: string, text: string): Promise<void> {
  const file = await open(filePath, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
