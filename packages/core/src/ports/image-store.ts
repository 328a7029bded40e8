/**
 * Part of the store port: images that texts refer to, each a file that never changes, under a name made from its contents. An image goes into
 * backups with the texts that name it.
 */
export interface ImageStore {
  /** Does nothing when it is there already. */
  put(image: { readonly name: string; readonly bytes: Uint8Array; readonly now: string }): Promise<void>;
  /** `null` when there is none. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /**
   * Removes the images that were put before this time and that nothing names which was ever written: no version, counting or not, in the bin or
   * not, no message, no brief, no row of a batch. Resolves with their names. Backups keep theirs. All texts are read for that, and others can read
   * and write meanwhile; after a signal that fires no more are removed.
   */
  removeUnnamed(change: { readonly putBefore: string; readonly now: string }, signal?: AbortSignal): Promise<string[]>;
}
