import type { QueueEntry } from '@maobi/contract';

export type Direction = 'earlier' | 'later';

/** Whether the engine computes for it now. */
export function isAtWork({ state }: QueueEntry): boolean {
  return state === 'reading' || state === 'writing';
}

/**
 * The waiting entry that changes places with this one when it is moved by one; `null` at the end of its kind. Only what is
 * equally urgent can be overtaken.
 */
export function neighbour(entries: readonly QueueEntry[], entry: QueueEntry, direction: Direction): QueueEntry | null {
  if (entry.state !== 'waiting') return null;
  const peers = entries.filter(({ state, urgency }) => state === 'waiting' && urgency === entry.urgency);
  const place = peers.findIndex(({ runId }) => runId === entry.runId);
  return place < 0 ? null : (peers[place + (direction === 'earlier' ? -1 : 1)] ?? null);
}

/** The entries after two of them have changed places. */
export function withSwapped(entries: readonly QueueEntry[], one: QueueEntry, other: QueueEntry): QueueEntry[] {
  const swapped = entries.map((entry) => (entry.runId === one.runId ? other : entry.runId === other.runId ? one : entry));
  return swapped.map((entry, position) => ({ ...entry, position }));
}
