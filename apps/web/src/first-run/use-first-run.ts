import { useSyncExternalStore } from 'react';
import { useConversations, useModels, useSystemPart } from '../studio/queries.ts';

const doneKey = 'maobi.first-run-done';
const everyConversation = { folder: null, inBin: false } as const;
const listeners = new Set<() => void>();

/**
 * `needed` while nothing but the demo model is there, nothing has been written, and this browser has not chosen to look
 * around with the demo first.
 */
export function useFirstRun(): 'unknown' | 'needed' | 'done' {
  const isPassed = useSyncExternalStore(subscribe, readDone);
  // a newer studio may not say it, and then nothing may wait for it (R4)
  const isDemo = useSystemPart((system) => Boolean(system.isDemo));
  const { data: models, isError: hasNoModels } = useModels();
  const { data: list, isError: hasNoList } = useConversations(everyConversation);
  if (isPassed || isDemo === false || hasNoModels || hasNoList) return 'done';
  if (isDemo === undefined || !models || !list) return 'unknown';
  const hasModel = models.some((model) => model.kind === 'writing' && model.installed);
  return hasModel || (list.pages[0]?.total ?? 0) > 0 ? 'done' : 'needed';
}

/** The writer has chosen; the first page is not shown by itself again. */
export function finishFirstRun(): void {
  try {
    localStorage.setItem(doneKey, 'yes');
  } catch {
    // without storage the page comes again at the next visit, which does no harm
  }
  for (const listener of listeners) listener();
}

function readDone(): boolean {
  try {
    return localStorage.getItem(doneKey) !== null;
  } catch {
    return false;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
