import type { QueueEntry } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { EntryTitle } from './entry-title.tsx';
import { neighbour, type Direction } from './queue-order.ts';
import { useEntryName } from './use-entry-name.ts';
import { useTimeLeft } from './use-time-left.ts';

interface QueueRowProps {
  readonly entry: QueueEntry;
  readonly entries: readonly QueueEntry[];
  /** It was told to stop and has not yet. */
  readonly isStopping: boolean;
  readonly onMove: (direction: Direction) => void;
  readonly onStop: () => void;
  readonly onLeave: () => void;
}

/** One run: whose it is, what it does, how long that takes. */
export function QueueRow({ entry, entries, isStopping, onMove, onStop, onLeave }: QueueRowProps) {
  const { t } = useTranslation();
  const title = useEntryName()(entry);
  const left = useTimeLeft()(entry);
  const words = useStateWords(entry);
  const canMove = neighbour(entries, entry, 'earlier') !== null || neighbour(entries, entry, 'later') !== null;
  return (
    <li className="queue-row" data-state={entry.state}>
      <i className={`dot ${marks[entry.state]}`} />
      <div className="queue-what">
        <EntryTitle entry={entry} className="queue-title" onLeave={onLeave} />
        <p className="note">
          {isStopping ? t('queue.stopping') : words}
          {!isStopping && left !== null && (
            <>
              <i className="sep" />
              {left}
            </>
          )}
        </p>
      </div>
      <div className="queue-actions">
        {canMove && (
          <>
            <MoveButton direction="earlier" title={title} isPossible={neighbour(entries, entry, 'earlier') !== null} onMove={onMove} />
            <MoveButton direction="later" title={title} isPossible={neighbour(entries, entry, 'later') !== null} onMove={onMove} />
          </>
        )}
        <button
          type="button"
          className="icon-btn"
          aria-label={t('queue.stopEntry', { title })}
          title={t('queue.stop')}
          aria-disabled={isStopping}
          onClick={onStop}
        >
          <Icon name="stop" small />
        </button>
      </div>
    </li>
  );
}

const marks = { reading: 'reading', writing: 'live', paused: 'rest', waiting: 'ring' } as const;

function useStateWords({ state, position, action }: QueueEntry): string {
  const { t } = useTranslation();
  if (state === 'writing' && action === 'outline') return t('queue.planning');
  if (state !== 'waiting') return t(`queue.${state}`);
  return position === 0 ? t('queue.first') : t('queue.waiting', { count: position });
}

interface MoveButtonProps {
  readonly direction: Direction;
  readonly title: string;
  readonly isPossible: boolean;
  readonly onMove: (direction: Direction) => void;
}

/** Stays where it is and keeps the focus when there is nowhere to move to. */
function MoveButton({ direction, title, isPossible, onMove }: MoveButtonProps) {
  const { t } = useTranslation();
  const label = t(direction === 'earlier' ? 'queue.earlier' : 'queue.later', { title });
  return (
    <button
      type="button"
      className="icon-btn"
      aria-label={label}
      title={label}
      aria-disabled={!isPossible}
      onClick={() => isPossible && onMove(direction)}
    >
      <Icon name={direction === 'earlier' ? 'up' : 'chevron'} small />
    </button>
  );
}
