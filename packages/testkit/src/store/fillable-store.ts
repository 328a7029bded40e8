import { type Store, StudioError } from '@maobi/core';
import { createMemoryStore } from './memory-store.ts';

export interface FillableStore {
  readonly store: Store;
  /** From now on what is written is `disk-full` and leaves no trace. */
  fill(): void;
  /** There is room again. */
  free(): void;
}

/** What of conversations, documents, jobs, batches and runs is written while models write. */
const writing: ReadonlySet<string | symbol> = new Set([
  'addMessages',
  'addToDocument',
  'addToMessage',
  'addToVersion',
  'addVersion',
  'appendChunk',
  'create',
  'end',
  'replaceOutline',
  'setRow',
  'setState',
]);

/** A memory store whose disk can be full for a while. */
export function createFillableStore(): FillableStore {
  const store = createMemoryStore();
  let isFull = false;
  const fillable = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name): unknown {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]): Promise<unknown> => {
          if (isFull && writing.has(name)) throw new StudioError('disk-full', 'There is no space left on the disk.');
          return (member as (...values: unknown[]) => unknown).apply(target, given);
        };
      },
    });
  const { batches, conversations, documents, jobs, runs } = store;
  return {
    store: {
      ...store,
      batches: fillable(batches),
      conversations: fillable(conversations),
      documents: fillable(documents),
      jobs: fillable(jobs),
      runs: fillable(runs),
    },
    fill: () => (isFull = true),
    free: () => (isFull = false),
  };
}
