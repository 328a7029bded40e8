import { useSyncExternalStore } from 'react';

/** How this browser tells that a long job has ended. */
export interface NoticeSetting {
  readonly notification: boolean;
  readonly sound: boolean;
}

const storageKey = 'maobi.notice';
const off: NoticeSetting = { notification: false, sound: false };
const watchers = new Set<() => void>();
let known: NoticeSetting | null = null;

export function noticeSetting(): NoticeSetting {
  known ??= read();
  return known;
}

export function changeNoticeSetting(change: Partial<NoticeSetting>): void {
  known = { ...noticeSetting(), ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(known));
  } catch {
    // it then holds until the page is closed
  }
  for (const tell of watchers) tell();
}

export function useNoticeSetting(): NoticeSetting {
  return useSyncExternalStore(watch, noticeSetting);
}

// another page of this browser has changed it
addEventListener('storage', ({ key }) => {
  if (key !== storageKey) return;
  known = null;
  for (const tell of watchers) tell();
});

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

function read(): NoticeSetting {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    const { notification, sound } = (kept ?? {}) as Record<string, unknown>;
    return { notification: notification === true, sound: sound === true };
  } catch {
    return off;
  }
}
