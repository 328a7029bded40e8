import { mkdir, readdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { StudioError } from '@maobi/core';
import { z } from 'zod';
import { modelIdSchema } from './model-ids.ts';

/** Beside a downloaded file: what its bytes were checked against. Void as soon as size or time differ. */
export const checkRecordSchema = z.object({
  sizeBytes: z.int(),
  modifiedMs: z.number(),
  sha256: z.string(),
  /** `null`: no hash was known to compare with. */
  checkedAgainst: z.enum(['catalogue', 'hub']).nullable(),
});
export type CheckRecord = z.infer<typeof checkRecordSchema>;

/** Size and time of a file, to notice that it has changed. */
export interface FileMark {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/**
 * Where everything lies in the models folder: `<id>.gguf` an installed model, `<id>.check.json` what it was checked
 * against, `<id>.gguf.part` and `<id>.part.json` a download under way, `links/<id>.json` a file that lies elsewhere. Ids
 * come from the catalogue or from `links/` and are checked again here, because they become file names.
 */
export class ModelFolder {
  readonly path: string;

  private constructor(folder: string) {
    this.path = folder;
  }

  /** Creates the folder. Throws `data-folder-unusable`. */
  static async open(folder: string): Promise<ModelFolder> {
    try {
      await mkdir(path.join(folder, 'links'), { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw new StudioError('data-folder-unusable', `The models folder ${folder} cannot be created.`, { cause });
    }
    return new ModelFolder(folder);
  }

  model(id: string): string {
    return this.#file(id, '.gguf');
  }

  check(id: string): string {
    return this.#file(id, '.check.json');
  }

  part(id: string): string {
    return this.#file(id, '.gguf.part');
  }

  partRecord(id: string): string {
    return this.#file(id, '.part.json');
  }

  link(id: string): string {
    return path.join(this.path, 'links', `${modelIdSchema.parse(id)}.json`);
  }

  /** Ids of all linked files. */
  async linkIds(): Promise<string[]> {
    const names = await readdir(path.join(this.path, 'links')).catch(() => []);
    return names
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .filter((id) => modelIdSchema.safeParse(id).success)
      .sort();
  }

  /** Free space for this user on the disk of this folder. */
  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.path);
    return bavail * bsize;
  }

  #file(id: string, ending: string): string {
    return path.join(this.path, `${modelIdSchema.parse(id)}${ending}`);
  }
}

/** `null` when there is no such file. */
export async function markOf(filePath: string): Promise<FileMark | null> {
  try {
    const found = await stat(filePath);
    return found.isFile() ? { sizeBytes: found.size, modifiedMs: found.mtimeMs } : null;
  } catch {
    return null;
  }
}

/** Device, number and time of change of this file: nobody can set that time back. Empty where there is no such file. */
export async function identityOf(filePath: string): Promise<string> {
  const found = await stat(filePath, { bigint: true }).catch(() => null);
  return found ? [found.dev, found.ino, found.ctimeNs].join(' ') : '';
}

export function isSameMark(one: FileMark, other: FileMark): boolean {
  return one.sizeBytes === other.sizeBytes && one.modifiedMs === other.modifiedMs;
}
