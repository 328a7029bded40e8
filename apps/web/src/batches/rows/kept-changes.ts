import { hold, whenLetGo } from '../../studio/holding.ts';
import { keptHere } from '../../studio/kept-here.ts';
import { newId } from '../../studio/new-id.ts';
import { ofThisStudio } from '../../studio/this-studio.ts';
import type { BatchChange } from './apply-changes.ts';

/** Another data folder at the same address knows nothing of these batches: what is kept for it is left to it. */
const anyPrefix = () => `${ofThisStudio('maobi.batch-changes')}.`;
const prefixOf = (batchId: string) => `${anyPrefix()}${batchId}.`;
const thisTab = newId();

/** Changes of a batch that are not with the studio yet, kept in this browser: each tab has its own. */
export class KeptChanges {
  readonly #prefix: string;
  readonly #own: string;

  constructor(batchId: string) {
    this.#prefix = prefixOf(batchId);
    this.#own = this.#prefix + thisTab;
    hold(this.#own); // for as long as the tab is there
  }

  write(changes: readonly BatchChange[]): void {
    keptHere.write(this.#own, changes.length === 0 ? null : JSON.stringify(changes));
  }

  /** Hands over what tabs that are gone have left behind, now and whenever another is gone, until the signal fires. */
  takeOver(signal: AbortSignal, take: (changes: readonly BatchChange[]) => void): void {
    for (const key of keysFrom(this.#prefix)) {
      if (key === this.#own) continue;
      whenLetGo(key, signal, async () => {
        const changes = read(key);
        if (changes.length > 0) take(changes);
        localStorage.removeItem(key);
      });
    }
  }
}

/** Every batch of this studio of which a tab has kept changes. */
export function keptBatchIds(): ReadonlySet<string> {
  const prefix = anyPrefix();
  return new Set(keysFrom(prefix).map((key) => key.slice(prefix.length, key.lastIndexOf('.'))));
}

/** Drops what tabs that are gone have kept of this batch, now and whenever another is gone, until the signal fires. */
export function forgetKept(batchId: string, signal: AbortSignal): void {
  for (const key of keysFrom(prefixOf(batchId))) whenLetGo(key, signal, async () => localStorage.removeItem(key));
}

function keysFrom(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function read(key: string): readonly BatchChange[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? (kept as BatchChange[]) : [];
  } catch {
    return [];
  }
}
