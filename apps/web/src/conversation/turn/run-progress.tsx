import { useTranslation } from 'react-i18next';
import { useMeasures } from '../../language/measures.ts';
import type { RunView } from '../stream/run-follower.ts';
import { readPercent } from '../stream/use-run-view.ts';

/** What an answer waits for before its first word: its turn, the model, the reading of the question. */
export function RunProgress({ view }: { readonly view: RunView }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  if (view.phase === 'queued') {
    const title = view.position === 0 ? t('conversation.state.queuedFirst') : t('conversation.state.queued', { count: view.position });
    return <Card title={title} note={t('conversation.state.queuedNote')} />;
  }
  if (view.phase === 'loading') {
    const percent = Math.floor(view.loadedPercent);
    return <Card title={t('conversation.state.loading', { percent })} note={t('conversation.state.loadingNote')} percent={percent} />;
  }
  if (view.phase === 'reading' && view.reading) {
    const { done, total, remainingMs } = view.reading;
    const percent = Math.floor(readPercent(view.reading));
    const left = remainingMs === null ? null : t('conversation.state.readingLeft', { duration: measures.duration(remainingMs) });
    return (
      <Card
        title={t('conversation.state.reading')}
        note={t('conversation.state.readingNote', { done: measures.number(done), total: measures.number(total) })}
        percent={percent}
        left={left}
      />
    );
  }
  return <Card title={t('conversation.state.connecting')} note="" />;
}

interface CardProps {
  readonly title: string;
  readonly note: string;
  readonly percent?: number;
  /** A duration; the percentage stands before it. */
  readonly left?: string | null;
}

function Card({ title, note, percent, left }: CardProps) {
  const { t } = useTranslation();
  return (
    <div className="run-card">
      <div className="run-card-head">
        <span>{title}</span>
        {left !== undefined && percent !== undefined && (
          <span className="num">
            {t('conversation.state.readingAt', { percent })}
            {left && (
              <>
                <i className="sep" />
                {left}
              </>
            )}
          </span>
        )}
      </div>
      <div
        className="ink-line"
        {...(percent === undefined
          ? { 'aria-hidden': true }
          : { role: 'progressbar', 'aria-label': title, 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 })}
      >
        <i className={percent === undefined ? '' : 'reading'} style={{ ['--part' as string]: `${percent ?? 0}%` }} />
      </div>
      {/* kept when empty: the card has one size in all its states */}
      <p className="note">{note}</p>
    </div>
  );
}
