import { ClientError, type BatchDetail, type RowChange } from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import { client } from '../../studio/client.ts';
import { keys } from '../../studio/keys.ts';

const mostAttempts = 5;

interface SaveWatcher {
  /** Called with what is not saved yet, whenever that changes. */
  readonly onChange: (pending: readonly RowChange[]) => void;
  /** Called when changes could not be saved; they are given up then. */
  readonly onFailure: (error: unknown) => void;
}

/** Saves changes of rows one after the other, each against the newest revision. What comes meanwhile goes along with the next. */
export class RowSender {
  readonly #watcher: SaveWatcher;
  readonly #cache: QueryClient;
  readonly #id: string;
  #waiting: RowChange[] = [];
  #sending: RowChange[] = [];
  #work: Promise<void> | null = null;

  constructor(cache: QueryClient, id: string, watcher: SaveWatcher) {
    this.#watcher = watcher;
    this.#cache = cache;
    this.#id = id;
  }

  push(changes: readonly RowChange[]): void {
    this.#waiting = [...this.#waiting, ...changes];
    this.#tell();
    this.#work ??= this.#carryOut();
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async #carryOut(): Promise<void> {
    while (this.#waiting.length > 0) {
      [this.#sending, this.#waiting] = [this.#waiting, []];
      try {
        await this.#show(await save(this.#id, this.#sending, await this.#revision()));
      } catch (error) {
        this.#watcher.onFailure(error);
        void this.#cache.invalidateQueries({ queryKey: keys.batch(this.#id) });
      }
      this.#sending = [];
      this.#tell();
    }
    this.#work = null;
  }

  async #show(detail: BatchDetail): Promise<void> {
    await this.#cache.cancelQueries({ queryKey: keys.batch(this.#id) }); // an answer still on its way is older
    this.#cache.setQueryData<BatchDetail>(keys.batch(this.#id), detail);
  }

  async #revision(): Promise<number> {
    const known = this.#cache.getQueryData<BatchDetail>(keys.batch(this.#id));
    return known?.revision ?? (await client.call('getBatch', { params: { id: this.#id } })).revision;
  }

  #tell(): void {
    this.#watcher.onChange([...this.#sending, ...this.#waiting]);
  }
}

async function save(id: string, changes: RowChange[], firstRevision: number): Promise<BatchDetail> {
  let revision = firstRevision;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.call('changeBatchRows', { params: { id }, body: { revision, changes } });
    } catch (error) {
      if (!(error instanceof ClientError) || error.body.code !== 'conflict' || attempt === mostAttempts) throw error;
      revision = (await client.call('getBatch', { params: { id } })).revision;
    }
  }
}
