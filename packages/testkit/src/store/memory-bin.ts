import type { BinContents, BinStore, Store } from '@maobi/core';
import type { MemoryState } from './memory-state.ts';

export class MemoryBin implements BinStore {
  readonly #state: MemoryState;
  readonly #stores: Pick<Store, 'documents' | 'batches' | 'conversations'>;

  constructor(state: MemoryState, stores: Pick<Store, 'documents' | 'batches' | 'conversations'>) {
    this.#state = state;
    this.#stores = stores;
  }

  async contents(binnedUntil: string): Promise<BinContents> {
    const { documents, batches, conversations } = this.#state;
    const binned = (things: Iterable<{ readonly id: string; readonly binnedAt: string | null }>) =>
      [...things].filter(({ binnedAt }) => binnedAt !== null && binnedAt <= binnedUntil).map(({ id }) => id);
    return {
      documents: binned([...documents.values()].map(({ document }) => document)),
      batches: binned([...batches.values()].map(({ batch }) => batch)),
      conversations: binned(conversations.values()),
    };
  }

  async empty(binnedUntil: string): Promise<BinContents> {
    const binned = await this.contents(binnedUntil);
    for (const id of binned.conversations) await this.#stores.conversations.delete(id);
    for (const id of binned.documents) await this.#stores.documents.delete(id);
    for (const id of binned.batches) await this.#stores.batches.delete(id);
    return binned;
  }
}
