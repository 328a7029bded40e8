import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { qwen3InstructSampling, StudioError } from '@maobi/core';
import type { Model } from '@maobi/contract';
import { z } from 'zod';
import type { Catalogue } from './catalogue.ts';
import { inspectFile, memoryAtSizes } from './inspect-file.ts';
import { readRecord, removeFile, writeRecord } from './json-record.ts';
import { linkedFileId } from './model-ids.ts';
import { isSameMark, markOf, type ModelFolder } from './model-folder.ts';

/** What is remembered of a file that is used where it lies. */
const linkSchema = z.object({
  path: z.string(),
  sizeBytes: z.int(),
  modifiedMs: z.number(),
  name: z.string(),
  quantisation: z.string(),
  isEmbedding: z.boolean(),
  memoryBytes: z.object({ at8k: z.int(), at32k: z.int() }),
  /** Of the whole file, once it was verified. */
  sha256: z.string().nullable(),
});
export type Link = z.infer<typeof linkSchema>;

/** A file that a writer named, as far as it can be used. */
export interface LinkedFile {
  readonly id: string;
  readonly link: Link;
  /** Why it cannot be used now; `null` when it can. */
  readonly problem: StudioError | null;
}

/** Files that stay where the writer keeps them: only where they lie and what their header says is recorded. */
export class LinkedFiles {
  readonly #folder: ModelFolder;

  constructor(folder: ModelFolder) {
    this.#folder = folder;
  }

  /** Throws `not-found`, `model-invalid`. */
  async add(filePath: string): Promise<LinkedFile> {
    const file = await describeFile(filePath);
    await writeRecord(this.#folder.link(file.id), file.link);
    return file;
  }

  async list(): Promise<LinkedFile[]> {
    const files = await Promise.all((await this.#folder.linkIds()).map((id) => this.get(id)));
    return files.filter((file) => file !== null);
  }

  /** `null` when nothing is linked under this id. A file that has changed since is looked at anew. */
  async get(id: string): Promise<LinkedFile | null> {
    const link = await readRecord(this.#folder.link(id), linkSchema);
    if (!link) return null;
    const mark = await markOf(link.path);
    if (!mark) return { id, link, problem: vanished(link) };
    if (isSameMark(mark, link)) return { id, link, problem: null };
    try {
      const fresh = { ...(await describeFile(link.path)), id };
      await writeRecord(this.#folder.link(id), fresh.link);
      return fresh;
    } catch (caught) {
      return { id, link, problem: StudioError.from(caught) };
    }
  }

  /** Notes the hash of the whole file as it is now. */
  async recordHash({ id, link }: LinkedFile, sha256: string): Promise<LinkedFile> {
    const known: Link = { ...link, sha256 };
    await writeRecord(this.#folder.link(id), known);
    return { id, link: known, problem: null };
  }

  /** Forgets the file; it stays where it is. */
  async remove(id: string): Promise<void> {
    await removeFile(this.#folder.link(id));
  }
}

/** Checks a file for use where it lies, without recording it. Throws `not-found`, `model-invalid`. */
export async function describeFile(filePath: string): Promise<LinkedFile> {
  const absolutePath = await realpath(path.resolve(filePath)).catch(() => path.resolve(filePath));
  const { header, mark } = await inspectFile(absolutePath);
  const link: Link = {
    path: absolutePath,
    ...mark,
    name: header.name ?? path.basename(absolutePath, path.extname(absolutePath)),
    quantisation: header.quantisation,
    isEmbedding: header.isEmbedding,
    memoryBytes: memoryAtSizes(header),
    sha256: null,
  };
  return { id: linkedFileId(absolutePath), link, problem: null };
}

/** As the studio shows it. A hash that the catalogue knows makes it verified. */
export function describeLinked({ id, link, problem }: LinkedFile, catalogue: Catalogue): Model {
  const known = catalogue.find((entry) => entry.sha256 !== null && entry.sha256 === link.sha256);
  return {
    id,
    name: link.name,
    kind: link.isEmbedding ? 'embedding' : 'writing',
    quantisation: link.quantisation,
    sizeBytes: link.sizeBytes,
    licence: known?.licence ?? 'unknown',
    sha256: link.sha256,
    memoryBytes: link.memoryBytes,
    sampling: known?.sampling ?? qwen3InstructSampling,
    sources: [],
    isDefault: false,
    isCatalogued: false,
    installed: problem ? null : { path: link.path, state: known ? 'verified' : 'unverified', isLinked: true },
    download: null,
  };
}

function vanished(link: Link): StudioError {
  return new StudioError('not-found', `The linked model file ${link.path} is no longer there.`, {
    hint: 'Put it back or mount its disk, import it from its new place, or remove the link.',
  });
}
