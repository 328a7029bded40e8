import type { Model } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import type { CatalogueEntry } from './catalogue.ts';
import { readRecord, removeFile, writeRecord } from './json-record.ts';
import { checkRecordSchema, isSameMark, markOf, type CheckRecord, type ModelFolder } from './model-folder.ts';
import { hashFile } from './part-file.ts';

/** Downloaded models, as the disk tells. A file of another size than the catalogue's does not count. */
export class InstalledFiles {
  readonly #folder: ModelFolder;

  constructor(folder: ModelFolder) {
    this.#folder = folder;
  }

  /** `null` when it is not installed. */
  async describe(entry: CatalogueEntry): Promise<Model['installed']> {
    const path = this.#folder.model(entry.id);
    const mark = await markOf(path);
    if (mark?.sizeBytes !== entry.sizeBytes) return null;
    const check = await readRecord(this.#folder.check(entry.id), checkRecordSchema);
    const isVerified = check !== null && check.checkedAgainst !== null && isSameMark(check, mark);
    return { path, state: isVerified ? 'verified' : 'unverified', isLinked: false };
  }

  /** Reads the whole file and notes what came out. Throws `model-not-installed`, `checksum-mismatch`. */
  async verify(entry: CatalogueEntry, signal: AbortSignal): Promise<void> {
    const path = this.#folder.model(entry.id);
    const before = await markOf(path);
    if (before?.sizeBytes !== entry.sizeBytes) throw notInstalled(entry);
    const known = await readRecord(this.#folder.check(entry.id), checkRecordSchema);
    const hubSha256 = known?.checkedAgainst === 'hub' ? known.sha256 : null;
    const expected = entry.sha256 ?? hubSha256;
    const sha256 = (await hashFile(path, signal)).hash.digest('hex');
    const isRight = expected !== null && sha256 === expected;
    const checkedAgainst = isRight ? (entry.sha256 === null ? 'hub' : 'catalogue') : null;
    // a hash that the hub told once must not be lost because the file was damaged afterwards
    if (isRight || hubSha256 === null) {
      await writeRecord(this.#folder.check(entry.id), { ...before, sha256, checkedAgainst } satisfies CheckRecord);
    }
    if (expected !== null && !isRight) {
      throw new StudioError('checksum-mismatch', `The file of ${entry.name} (${entry.quantisation}) is damaged: its sha256 is wrong.`, {
        hint: `Remove it and pull it again: "maobi models remove ${entry.id}", then "maobi models pull ${entry.id}".`,
      });
    }
  }

  /** Deletes the file. */
  async remove(id: string): Promise<void> {
    await removeFile(this.#folder.model(id));
    await removeFile(this.#folder.check(id));
  }
}

export function notInstalled(entry: CatalogueEntry): StudioError {
  return new StudioError('model-not-installed', `${entry.name} (${entry.quantisation}) is not installed.`, {
    hint: `Install it with "maobi models pull ${entry.id}", or use "--model demo".`,
  });
}
