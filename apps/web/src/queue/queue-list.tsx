import type { QueueEntry } from '@maobi/contract';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useQueue } from '../studio/queries.ts';
import { QueueRow } from './queue-row.tsx';
import type { Direction } from './queue-order.ts';
import './queue-list.css';
import { useEntryName } from './use-entry-name.ts';
import { useQueueActions } from './use-queue-actions.ts';

interface QueueListProps {
  /** Called when a link leads away. */
  readonly onLeave?: () => void;
  /** Default: all runs. */
  readonly shows?: (entry: QueueEntry) => boolean;
}

const nothing = () => undefined;
const all = () => true;

/** Runs in the order of service, with what can be done to them. */
export function QueueList({ onLeave = nothing, shows = all }: QueueListProps) {
  const { t } = useTranslation();
  const entries = useQueue();
  const list = useRef<HTMLOListElement>(null);
  const { stopping, words, move, stop } = useSpokenActions(entries, useFocusAfterMove(list));
  return (
    <>
      {entries.length === 0 ? (
        <p className="queue-empty">{t('queue.empty')}</p>
      ) : (
        <ol className="queue-list" ref={list}>
          {entries.filter(shows).map((entry) => (
            <QueueRow
              key={entry.runId}
              entry={entry}
              entries={entries}
              isStopping={stopping.has(entry.runId)}
              onMove={(direction) => move(entry, direction)}
              onStop={() => stop(entry)}
              onLeave={onLeave}
            />
          ))}
        </ol>
      )}
      <output className="sr" aria-live="polite">
        {words}
      </output>
    </>
  );
}

/** Moves and stops, and says what came of it. */
function useSpokenActions(entries: readonly QueueEntry[], keepFocus: (runId: string, direction: Direction) => void) {
  const { t } = useTranslation();
  const nameOf = useEntryName();
  const actions = useQueueActions();
  const [stopping, setStopping] = useState<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState('');
  const move = (entry: QueueEntry, direction: Direction) => {
    const count = entry.position + (direction === 'earlier' ? -1 : 1);
    keepFocus(entry.runId, direction);
    setWords(t('queue.moved', { title: nameOf(entry), count }));
    void actions.move(entries, entry, direction);
  };
  const stop = async (entry: QueueEntry) => {
    if (stopping.has(entry.runId)) return;
    setStopping((ids) => new Set(ids).add(entry.runId));
    if (await actions.stop(entry)) return setWords(t('queue.stopped', { title: nameOf(entry) }));
    setStopping((ids) => new Set([...ids].filter((id) => id !== entry.runId)));
  };
  return { stopping, words, move, stop: (entry: QueueEntry) => void stop(entry) };
}

/** A row that changes its place takes the focus out of the page with it; the button that was pressed gets it back. */
function useFocusAfterMove(list: RefObject<HTMLOListElement | null>): (runId: string, direction: Direction) => void {
  const pressed = useRef<{ readonly runId: string; readonly direction: Direction } | null>(null);
  useLayoutEffect(() => {
    if (!pressed.current) return;
    const { runId, direction } = pressed.current;
    const button = list.current?.querySelector<HTMLElement>(`[data-run="${runId}"] [data-direction="${direction}"]`);
    if (!button || button === document.activeElement) return;
    // the writer may have gone elsewhere meanwhile
    if (document.activeElement === document.body || list.current?.contains(document.activeElement)) button.focus();
    pressed.current = null;
  });
  return (runId, direction) => {
    pressed.current = { runId, direction };
  };
}
