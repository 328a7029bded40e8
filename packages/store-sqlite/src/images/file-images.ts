import { randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, readdir, readFile, rename, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageNameSchema } from '@maobi/contract';
import type { ImageStore } from '@maobi/core';
import type { Queries } from '../database/connection.ts';
import { translated } from '../database/foreign-errors.ts';
import { flushFile, flushFolder, type DataFolder } from '../files/data-folder.ts';
import { NamedImages, namedImages } from './named-images.ts';

/** Saving what somebody writes waits for no more than these. */
const removedAtOnce = 50;

/** Images as files in the data folder. The time of a file says when it was put there, or when it was removed from there. */
export class FileImages implements ImageStore {
  readonly #queries: Queries;
  readonly #folder: DataFolder;

  constructor(queries: Queries, folder: DataFolder) {
    this.#queries = queries;
    this.#folder = folder;
  }

  async put({ name, bytes, now }: Parameters<ImageStore['put']>[0]): Promise<void> {
    const path = join(this.#folder.images, name);
    // the same image may be sent twice at once
    const partPath = `${path}.${randomUUID()}.part`;
    try {
      // what a crash of the machine left short is written again
      if ((await sizeOf(path)) === bytes.length) return await setTime(path, now);
      await makeFolder(this.#folder.images);
      await writeFile(partPath, bytes, { mode: 0o600, flag: 'wx' });
      await setTime(partPath, now);
      await flushFile(partPath);
      await rename(partPath, path);
      await flushFolder(this.#folder.images);
    } catch (error) {
      await rm(partPath, { force: true });
      throw translated(error, path);
    }
  }

  async read(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    // a backup that was restored may name what was removed since
    for (const folder of [this.#folder.images, this.#folder.backedUpImages]) {
      const path = join(folder, name);
      try {
        return new Uint8Array(await readFile(path));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw translated(error, path);
      }
    }
    return null;
  }

  async removeUnnamed({ putBefore, now }: Parameters<ImageStore['removeUnnamed']>[0], signal?: AbortSignal): Promise<string[]> {
    const { images } = this.#folder;
    const isOld = async (name: string): Promise<boolean> => ((await timeOf(join(images, name))) ?? Infinity) < Date.parse(putBefore);
    const old: string[] = [];
    for (const name of await namesIn(images)) if (await isOld(name)) old.push(name);
    if (old.length === 0) return [];
    const named = new NamedImages();
    await named.look(this.#queries, signal);
    const unnamed = old.filter((name) => !named.names.has(name));
    const removed: string[] = [];
    // in slices: with what was written until then, and nothing is written while those of a slice go
    for (let at = 0; at < unnamed.length; at += removedAtOnce) {
      const slice = unnamed.slice(at, at + removedAtOnce);
      await this.#queries.transaction().execute(async (queries) => {
        await named.look(queries, signal);
        // it may have been put in once more meanwhile
        for (const name of slice) if (!named.names.has(name) && (await isOld(name)) && (await this.#remove(name, now))) removed.push(name);
      });
    }
    return removed;
  }

  /** `false` when somebody else removed it at the same time. */
  async #remove(name: string, now: string): Promise<boolean> {
    const { images, backedUpImages } = this.#folder;
    try {
      await makeFolder(backedUpImages);
      await linkOrCopy(join(images, name), join(backedUpImages, name));
      await setTime(join(backedUpImages, name), now);
      await unlink(join(images, name));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }
}

/**
 * Brings every image beside the backups; no room is needed where the disk can give one file two names. Those that texts name and that only the
 * backups still have, after one was restored, come back first.
 */
export async function backUpImages(queries: Queries, { images, backedUpImages }: DataFolder): Promise<void> {
  const kept = new Set(await namesIn(backedUpImages));
  const live = new Set(await namesIn(images));
  const missing = [...kept].filter((name) => !live.has(name));
  if (missing.length > 0) {
    const named = await namedImages(queries);
    await makeFolder(images);
    for (const name of missing) if (named.has(name)) await linkOrCopy(join(backedUpImages, name), join(images, name));
    await flushFolder(images);
  }
  const added = (await namesIn(images)).filter((name) => !kept.has(name));
  if (added.length === 0) return;
  await makeFolder(backedUpImages);
  for (const name of added) await linkOrCopy(join(images, name), join(backedUpImages, name));
  await flushFolder(backedUpImages);
}

/** Those that were removed before the oldest backup was taken are named by none. What texts name is in the folder of images again by then. */
export async function removeOldImages({ images, backedUpImages }: DataFolder, oldestBackup: string): Promise<void> {
  const live = new Set(await namesIn(images));
  for (const name of await namesIn(backedUpImages)) {
    const path = join(backedUpImages, name);
    if (!live.has(name) && (await stat(path)).mtimeMs < Date.parse(oldestBackup)) await rm(path);
  }
}

/** What was left half written by a studio that ended; called before anything is put. Never throws: a part does no harm. */
export async function removeParts({ images, backedUpImages }: DataFolder): Promise<void> {
  for (const folder of [images, backedUpImages]) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names) if (name.endsWith('.part')) await rm(join(folder, name)).catch(() => undefined);
  }
}

/** Whole images only; none where the folder was never needed. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => imageNameSchema.safeParse(name).success);
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    // not every disk can give a file two names
    const partPath = `${to}.${randomUUID()}.part`;
    await copyFile(from, partPath);
    await flushFile(partPath);
    await rename(partPath, to);
  }
}

/** `null`: it is gone. */
async function timeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.mtimeMs ?? null;
}

async function sizeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.size ?? null;
}

async function setTime(path: string, time: string): Promise<void> {
  await utimes(path, new Date(time), new Date(time));
}
