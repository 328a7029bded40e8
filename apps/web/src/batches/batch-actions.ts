import { ClientError, type BatchDetail } from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { showBatch } from './show-batch.ts';

const mostAttempts = 5;

/** What can be done to a batch, besides its rows. Each answer is shown at once. */
export class BatchActions {
  readonly #cache: QueryClient;
  readonly #params: { readonly id: string };

  constructor(cache: QueryClient, id: string) {
    this.#cache = cache;
    this.#params = { id };
  }

  start(rowIds?: readonly string[]): Promise<void> {
    return this.#show(client.call('startBatch', { params: this.#params, body: rowIds ? { rowIds: [...rowIds] } : {} }));
  }

  pause(): Promise<void> {
    return this.#show(client.call('pauseBatch', { params: this.#params, body: {} }));
  }

  resume(): Promise<void> {
    return this.#show(client.call('resumeBatch', { params: this.#params, body: {} }));
  }

  stop(): Promise<void> {
    return this.#show(client.call('stopBatch', { params: this.#params, body: {} }));
  }

  retry(rowId: string): Promise<void> {
    return this.#show(client.call('retryBatchRow', { params: { ...this.#params, rowId }, body: {} }));
  }

  /** A paragraph more for what came out short, of all rows or of these. */
  extend(rowIds?: readonly string[]): Promise<void> {
    return this.#show(client.call('extendBatchRows', { params: this.#params, body: rowIds ? { rowIds: [...rowIds] } : {} }));
  }

  bin(): Promise<void> {
    return this.#show(client.call('binBatch', { params: this.#params, body: {} }));
  }

  restore(): Promise<void> {
    return this.#show(client.call('restoreBatch', { params: this.#params, body: {} }));
  }

  /** Another form; what another page did meanwhile to other things stays. */
  async chooseTemplate(template: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const batch = await this.#newest(attempt > 1);
      try {
        return await this.#show(client.call('updateBatch', { params: this.#params, body: { revision: batch.revision, template } }));
      } catch (error) {
        if (!(error instanceof ClientError) || error.body.code !== 'conflict' || attempt === mostAttempts) throw error;
      }
    }
  }

  async #newest(asks: boolean): Promise<BatchDetail> {
    const known = asks ? undefined : this.#cache.getQueryData<BatchDetail>(keys.batch(this.#params.id));
    return known ?? client.call('getBatch', { params: this.#params });
  }

  async #show(answer: Promise<BatchDetail>): Promise<void> {
    await showBatch(this.#cache, await answer);
  }
}
