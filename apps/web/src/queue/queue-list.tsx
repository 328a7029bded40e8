import type { QueueEntry } from '@maobi/contract';
import { useState } from 'react';
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
  const { stopping, words, move, stop } = useSpokenActions(entries);
  return (
    <>
      {entries.length === 0 ? (
        <p className="queue-empty">{t('queue.empty')}</p>
      ) : (
        <ol className="queue-list">
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
function useSpokenActions(entries: readonly QueueEntry[]) {
  const { t } = useTranslation();
  const nameOf = useEntryName();
  const actions = useQueueActions();
  const [stopping, setStopping] = useState<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState('');
  const move = (entry: QueueEntry, direction: Direction) => {
    const count = entry.position + (direction === 'earlier' ? -1 : 1);
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
