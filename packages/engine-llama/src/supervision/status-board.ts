import type { EngineStatus } from '@maobi/contract';

export const emptyStatus: EngineStatus = {
  state: 'empty',
  model: null,
  percent: null,
  contextTokens: null,
  largestContextTokens: null,
  memoryBytes: null,
  expectedMemoryBytes: null,
  error: null,
};

/** What the engine says of itself, and everybody who wants to know. */
export class StatusBoard {
  readonly #watchers = new Set<(status: EngineStatus) => void>();
  #status = emptyStatus;

  get status(): EngineStatus {
    return this.#status;
  }

  watch(listener: (status: EngineStatus) => void): () => void {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  show(status: EngineStatus): void {
    this.#status = status;
    this.tellWatchers();
  }

  tellWatchers(): void {
    for (const watcher of this.#watchers) watcher(this.#status);
  }

  clear(): void {
    this.#watchers.clear();
  }
}
