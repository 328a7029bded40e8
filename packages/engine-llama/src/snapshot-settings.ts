import { createHash } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface SnapshotOptions {
  readonly folder: string;
  /** Most bytes that all snapshots together may take; by default 4 GB or a tenth of the free disk, whichever is less. */
  readonly capBytes?: number;
  /** Quiet time after which states that are not on disk yet are written; 20,000 by default. */
  readonly idleMs?: number;
}

export interface SnapshotSettings {
  readonly folder: string;
  readonly capBytes: number;
  readonly key: string;
  readonly idleMs: number;
  /** Whether a state is fetched from a folder in which its loading cannot be marked. */
  readonly loadsUnmarked: boolean;
}

const mostBytes = 4e9;
const shareOfFreeDisk = 0.1;
const idleMs = 20_000;

/**
 * @param state.key everything that a state depends on. With anything else the native code would read it wrongly.
 * @param state.hasCrashed the engine, with this model, not long ago
 */
export async function snapshotSettings(
  options: SnapshotOptions,
  { key, hasCrashed }: { readonly key: readonly unknown[]; readonly hasCrashed: boolean },
): Promise<SnapshotSettings> {
  return {
    folder: options.folder,
    capBytes: options.capBytes ?? (await defaultCap(options.folder)),
    key: createHash('sha256').update(JSON.stringify(key)).digest('hex'),
    idleMs: options.idleMs ?? idleMs,
    loadsUnmarked: !hasCrashed,
  };
}

/** A folder that is still to be made lies on the disk of the one around it. */
async function defaultCap(folder: string): Promise<number> {
  const disk = await statfs(folder).catch(() => null);
  if (!disk) return dirname(folder) === folder ? mostBytes : defaultCap(dirname(folder));
  return Math.floor(Math.min(mostBytes, disk.bavail * disk.bsize * shareOfFreeDisk));
}
