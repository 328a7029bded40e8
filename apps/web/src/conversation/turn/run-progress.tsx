import type { ReactNode } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures } from '../../language/measures.ts';
import type { RunView } from '../stream/run-follower.ts';
import { readPercent } from '../stream/use-run-view.ts';

/** What an answer waits for before its first word: its turn, the model, the reading of the question. */
export function RunProgress({ view }: { readonly view: RunView }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  if (view.phase === 'queued') {
    const title = view.position === 0 ? t('conversation.state.queuedFirst') : t('conversation.state.queued', { count: view.position });
    const wait = view.turnInMs === null ? null : t('conversation.state.queuedFor', { duration: measures.roughDuration(view.turnInMs) });
    return <Card title={title} note={t('conversation.state.queuedNote')} figure={wait} />;
  }
  if (view.phase === 'paused') {
    const reading = view.written === 0 ? view.reading : null;
    return <Card title={t('conversation.state.paused')} note={t('conversation.state.pausedNote')} {...(reading ? lineOf(reading) : {})} />;
  }
  if (view.phase === 'loading') {
    const percent = Math.floor(view.loadedPercent);
    return <Card title={t('conversation.state.loading', { percent })} note={t('conversation.state.loadingNote')} percent={percent} />;
  }
  if (view.phase === 'reading' && view.reading) {
    const { done, total, cached, remainingMs } = view.reading;
    const line = lineOf(view.reading);
    const counts = { done: measures.number(done), total: measures.number(total) };
    return (
      <Card
        title={t('conversation.state.reading')}
        note={
          cached > 0
            ? t('conversation.state.readingKeptNote', { ...counts, cached: measures.number(cached) })
            : t('conversation.state.readingNote', counts)
        }
        figure={
          <>
            {t('conversation.state.readingAt', { percent: line.percent })}
            {remainingMs !== null && (
              <>
                <i className="sep" />
                {t('conversation.state.readingLeft', { duration: measures.duration(remainingMs) })}
              </>
            )}
          </>
        }
        {...line}
      />
    );
  }
  return <Card title={t('conversation.state.connecting')} note="" />;
}

/** Where the line stands, in percent: how far it is, and how much of that was there before. */
function lineOf(reading: { readonly done: number; readonly total: number; readonly cached: number }) {
  return { percent: Math.floor(readPercent(reading)), keptPercent: reading.total > 0 ? (reading.cached / reading.total) * 100 : 0 };
}

interface CardProps {
  readonly title: string;
  readonly note: string;
  readonly percent?: number;
  readonly keptPercent?: number;
  /** How far it is, or how long it takes. */
  readonly figure?: ReactNode;
}

function Card({ title, note, percent, keptPercent = 0, figure = null }: CardProps) {
  return (
    <div className="run-card">
      <div className="run-card-head">
        <span>{title}</span>
        {figure !== null && <span className="num">{figure}</span>}
      </div>
      <div
        className="ink-line"
        {...(percent === undefined
          ? { 'aria-hidden': true }
          : { role: 'progressbar', 'aria-label': title, 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 })}
      >
        <i
          className={percent === undefined ? '' : 'reading'}
          style={{ ['--part' as string]: `${percent ?? 0}%`, ['--kept' as string]: `${keptPercent}%` }}
        />
      </div>
      {/* kept when empty: the card has one size in all its states */}
      <p className="note">{note}</p>
    </div>
  );
}
