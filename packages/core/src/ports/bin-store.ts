import type { Id } from '@maobi/contract';

/** Part of the store port: all that lies in the bin, whatever it is. */
export interface BinStore {
  /** What was put there at this time or before. */
  contents(binnedUntil: string): Promise<BinContents>;
  /** Deletes that for good, each as `delete` of its kind does, or nothing of it. Resolves with what is gone. */
  empty(binnedUntil: string): Promise<BinContents>;
}

export interface BinContents {
  readonly documents: readonly Id[];
  readonly batches: readonly Id[];
  readonly conversations: readonly Id[];
}
