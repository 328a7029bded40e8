import type { Download, Model, ModelSourceName } from '@maobi/contract';

/**
 * Model files port: which models exist, which lie on this machine, and bringing one here. Adapter: model-files. It never
 * loads a model. State is read from the disk, so that two programs and a deleted file cannot make it lie.
 */
export interface ModelFiles extends AsyncDisposable {
  /** The catalogue, imported files and the demo, installed ones first. */
  list(): Promise<Model[]>;
  /** A catalogue id, an imported file's id, `demo`, or the path of a `.gguf`. Throws `model-not-installed`, `model-invalid`, `not-found`. */
  resolve(idOrPath: string): Promise<ResolvedModel>;
  /** Starts or resumes a download and returns at once; progress comes through `watch`. Throws `not-found`, `disk-full`. */
  pull(id: string, source: ModelSourceName | null): Promise<Model>;
  /** The end of the download under way: resolves when installed, throws what made it fail, or `conflict` when it was paused. */
  settled(id: string): Promise<Model>;
  pause(id: string): Promise<Model>;
  /** Stops and deletes what has arrived. */
  cancel(id: string): Promise<Model>;
  /** Links a file that is already on this disk. Throws `not-found`, `model-invalid`. */
  importFile(path: string): Promise<Model>;
  /** Reads the whole file and compares its hash. Throws `checksum-mismatch`, `model-not-installed`. */
  verify(id: string): Promise<Model>;
  /** Deletes the file, or only the link of an imported one. `null` when nothing of the model remains listed. */
  remove(id: string): Promise<Model | null>;
  /** Calls the listener with each change: progress of a download at most four times a second, or the list itself (`null`). */
  watch(listener: (change: { model: string; download: Download | null } | null) => void): () => void;
}

export interface ResolvedModel {
  readonly model: Model;
  readonly path: string;
  /** Time of the file, in milliseconds since 1970. */
  readonly modifiedMs: number;
  /** Of another one, the file was replaced, even where size and time are the same: as far as the platform tells files apart. */
  readonly identity: string;
}
