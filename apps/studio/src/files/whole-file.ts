import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CommandError } from '../terminal/failures.ts';
import { systemReason } from './system-reason.ts';

/**
 * Puts a file in its place at once: after a crash the old one stands there or the new one, whole. Throws `CommandError`.
 * @param advice what to do where it cannot be written
 */
export async function writeWholeFile(path: string, content: string | Uint8Array, advice: string): Promise<void> {
  await writeBeside(path, content, advice, (temporaryPath) => rename(temporaryPath, path));
}

/**
 * Proves that a file can be written, by writing beside it: permissions, read-only disks and quotas look alike before. Throws `CommandError`.
 * @param advice what to do where it cannot
 */
export async function tryWholeFile(path: string, advice: string): Promise<void> {
  await writeBeside(path, '', advice, (temporaryPath) => rm(temporaryPath));
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw unwritable(path, 'it is a folder', advice);
}

async function writeBeside(path: string, content: string | Uint8Array, advice: string, finish: (temporaryPath: string) => Promise<void>) {
  const temporaryPath = join(dirname(path), `.maobi-${randomUUID()}.tmp`);
  try {
    const handle = await open(temporaryPath, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await finish(temporaryPath);
  } catch (cause) {
    await rm(temporaryPath, { force: true }).catch(() => undefined);
    throw unwritable(path, systemReason(cause), advice, cause);
  }
}

function unwritable(path: string, reason: string, advice: string, cause?: unknown): CommandError {
  return new CommandError(`The file ${path} cannot be written: ${reason}.`, advice, cause);
}
