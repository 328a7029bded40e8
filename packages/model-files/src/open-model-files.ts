import type { Model, ModelSourceName } from '@maobi/contract';
import { StudioError, type ModelFiles, type ModelShape, type ResolvedModel } from '@maobi/core';
import { defaultAllowedHosts } from './allowed-hosts.ts';
import { describeEntry, type Catalogue, type CatalogueEntry } from './catalogue.ts';
import { DemoModel } from './demo-model.ts';
import { defaultDownloadLimits, type DownloadLimits } from './download.ts';
import { Downloads } from './downloads.ts';
import type { Fetch } from './guarded-fetch.ts';
import { memoryAtSizes } from './inspect-file.ts';
import { InstalledFiles, notInstalled } from './installed-files.ts';
import { describeFile, describeLinked, LinkedFiles, type LinkedFile } from './linked-files.ts';
import { demoModelId, isFilePath, modelIdSchema } from './model-ids.ts';
import { identityOf, markOf, ModelFolder } from './model-folder.ts';
import { hashFile } from './part-file.ts';

export interface ModelFilesOptions {
  /** Where models are kept; created when missing. */
  readonly folder: string;
  readonly catalogue: Catalogue;
  readonly demoPath: string;
  /** Default: the global one. */
  readonly fetch?: Fetch;
  /** Default: Hugging Face, hf-mirror and ModelScope. Subdomains are included. */
  readonly allowedHosts?: readonly string[];
  /** Also allow `http://127.0.0.1`; default: no. */
  readonly allowLoopbackHttp?: boolean;
  readonly limits?: Partial<DownloadLimits>;
  /** Free bytes on the disk of the folder; default: asked of the disk. */
  readonly freeBytes?: () => Promise<number>;
}

type UsableModel = Omit<ResolvedModel, 'modifiedMs' | 'identity'>;
type Listener = Parameters<ModelFiles['watch']>[0];

/** Opens the model files of a data folder. Throws `data-folder-unusable`. */
export async function openModelFiles(options: ModelFilesOptions): Promise<ModelFiles> {
  return new FolderModelFiles(options, await ModelFolder.open(options.folder));
}

class FolderModelFiles implements ModelFiles {
  readonly #catalogue: Catalogue;
  readonly #demo: DemoModel;
  readonly #installed: InstalledFiles;
  readonly #linked: LinkedFiles;
  readonly #downloads: Downloads;
  /** Files named by path for a single use: they keep their id as long as this process lives. */
  readonly #named = new Map<string, LinkedFile>();
  readonly #listeners = new Set<Listener>();
  readonly #closing = new AbortController();

  constructor(options: ModelFilesOptions, folder: ModelFolder) {
    this.#catalogue = options.catalogue;
    this.#demo = new DemoModel(options.demoPath);
    this.#installed = new InstalledFiles(folder);
    this.#linked = new LinkedFiles(folder);
    const policy = {
      allowedHosts: options.allowedHosts ?? defaultAllowedHosts,
      allowLoopbackHttp: options.allowLoopbackHttp ?? false,
    };
    const surroundings = {
      folder,
      network: { fetch: options.fetch ?? ((url, init) => fetch(url, init)), policy },
      limits: { ...defaultDownloadLimits, ...options.limits },
      freeBytes: options.freeBytes ?? (() => folder.freeBytes()),
    };
    this.#downloads = new Downloads(surroundings, (id) => {
      // what a page cannot be told now it finds out when it asks
      this.#tellDownload(id).catch(() => undefined);
    });
  }

  async list(): Promise<Model[]> {
    const linked = await this.#linked.list();
    const models = await Promise.all([
      ...this.#catalogue.map((entry) => this.#describe(entry)),
      ...linked.map((file) => describeLinked(file, this.#catalogue)),
      this.#demo.describe().catch(() => null), // an incomplete program still lists what the writer has
    ]);
    const present = models.filter((model) => model !== null);
    return [...present.filter((model) => model.installed), ...present.filter((model) => !model.installed)];
  }

  async resolve(idOrPath: string): Promise<ResolvedModel> {
    const found = await this.#find(idOrPath);
    return { ...found, modifiedMs: (await markOf(found.path))?.modifiedMs ?? 0, identity: await identityOf(found.path) };
  }

  async pull(id: string, source: ModelSourceName | null): Promise<Model> {
    const entry = this.#entry(id) ?? unknownModel(id);
    if (source !== null && !entry.sources.some(({ name }) => name === source)) {
      throw new StudioError('not-found', `${entry.name} cannot be had from ${source}.`, { hint: 'Choose another source.' });
    }
    if (!(await this.#installed.describe(entry))) await this.#downloads.start(entry, source);
    return this.#describe(entry);
  }

  async settled(id: string): Promise<Model> {
    const entry = this.#entry(id) ?? unknownModel(id);
    await this.#downloads.settled(id);
    const model = await this.#describe(entry);
    if (!model.installed) throw notInstalled(entry);
    return model;
  }

  async pause(id: string): Promise<Model> {
    const entry = this.#entry(id) ?? unknownModel(id);
    await this.#downloads.pause(id);
    return this.#describe(entry);
  }

  async cancel(id: string): Promise<Model> {
    const entry = this.#entry(id) ?? unknownModel(id);
    await this.#downloads.cancel(id);
    await this.#tellDownload(id);
    return this.#describe(entry);
  }

  async importFile(path: string): Promise<Model> {
    const file = await this.#linked.add(path);
    this.#tell(null);
    return describeLinked(file, this.#catalogue);
  }

  async verify(id: string): Promise<Model> {
    if (id === demoModelId) return this.#demo.describe();
    const entry = this.#entry(id);
    try {
      if (entry) {
        await this.#installed.verify(entry, this.#closing.signal);
        return await this.#describe(entry);
      }
      const file = (await this.#link(id)) ?? unknownModel(id);
      return describeLinked(await this.#verifyLink(file), this.#catalogue);
    } finally {
      this.#tell(null);
    }
  }

  async remove(id: string): Promise<Model | null> {
    if (id === demoModelId) {
      throw new StudioError('invalid-request', 'The demo model is a part of Maobi and cannot be removed.');
    }
    const entry = this.#entry(id);
    if (!entry) {
      await this.#linked.remove(((await this.#link(id)) ?? unknownModel(id)).id);
      this.#tell(null);
      return null;
    }
    const model = await this.#describe(entry);
    if (!model.installed && !model.download) throw notInstalled(entry);
    await this.#downloads.cancel(id);
    await this.#installed.remove(id);
    await this.#tellDownload(id);
    return this.#describe(entry);
  }

  watch(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#downloads[Symbol.asyncDispose]();
    this.#listeners.clear();
  }

  async #find(idOrPath: string): Promise<UsableModel> {
    if (idOrPath === demoModelId) return { model: await this.#demo.describe(), path: this.#demo.path };
    if (isFilePath(idOrPath)) return this.#resolveFile(await this.#nameFile(idOrPath));
    const entry = this.#entry(idOrPath);
    if (entry) {
      const model = await this.#describe(entry);
      if (!model.installed) throw notInstalled(entry);
      return { model, path: model.installed.path };
    }
    return this.#resolveFile((await this.#link(idOrPath)) ?? this.#named.get(idOrPath) ?? unknownModel(idOrPath));
  }

  #entry(id: string): CatalogueEntry | undefined {
    return this.#catalogue.find((entry) => entry.id === id);
  }

  /** `null` when nothing is linked under this id, or when it cannot be an id at all. */
  async #link(id: string): Promise<LinkedFile | null> {
    return modelIdSchema.safeParse(id).success ? this.#linked.get(id) : null;
  }

  async #describe(entry: CatalogueEntry): Promise<Model> {
    const shape: ModelShape | null = entry.shape && { ...entry.shape, weightsBytes: entry.sizeBytes };
    const [installed, download] = await Promise.all([this.#installed.describe(entry), this.#downloads.describe(entry)]);
    return { ...describeEntry(entry, shape && memoryAtSizes(shape)), installed, download: installed ? null : download };
  }

  /** The linked file with this path, or the file itself for as long as this process lives. */
  async #nameFile(path: string): Promise<LinkedFile> {
    const file = await describeFile(path);
    const linked = await this.#linked.get(file.id);
    if (linked) return linked;
    this.#named.set(file.id, file);
    return file;
  }

  #resolveFile(file: LinkedFile): UsableModel {
    if (file.problem) throw file.problem;
    return { model: describeLinked(file, this.#catalogue), path: file.link.path };
  }

  /** Nobody publishes the hash of a writer's own file: it is compared with the catalogue, and with what it was before. */
  async #verifyLink(file: LinkedFile): Promise<LinkedFile> {
    if (file.problem) throw file.problem;
    const sha256 = (await hashFile(file.link.path, this.#closing.signal)).hash.digest('hex');
    if (file.link.sha256 !== null && file.link.sha256 !== sha256) {
      throw new StudioError('checksum-mismatch', `The file ${file.link.path} is no longer what it was when it was verified.`, {
        hint: 'Get it again from where you had it, or remove the link.',
      });
    }
    return this.#linked.recordHash(file, sha256);
  }

  #tell(change: Parameters<Listener>[0]): void {
    for (const listener of this.#listeners) listener(change);
  }

  async #tellDownload(id: string): Promise<void> {
    const entry = this.#entry(id);
    if (!entry) return;
    const { download } = await this.#describe(entry);
    this.#tell({ model: id, download });
    const isUnderWay = download !== null && ['waiting', 'downloading', 'verifying'].includes(download.state);
    if (!isUnderWay) this.#tell(null);
  }
}

function unknownModel(id: string): never {
  throw new StudioError('not-found', `There is no model called "${id.slice(0, 100)}".`, {
    hint: 'See "maobi models list", or give the path of a .gguf file.',
  });
}
