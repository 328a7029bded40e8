import { useTranslation } from '../../language/use-translation.ts';
import type { RunView } from '../../conversation/stream/run-follower.ts';
import { readPercent } from '../../conversation/stream/use-run-view.ts';
import { useMeasures } from '../../language/measures.ts';

/** What a section waits for before its next word: its turn, the model, the reading of what stands before it. */
export function WaitingLine({ view }: { readonly view: RunView }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { phase, position, reading } = view;
  if (phase === 'queued') {
    return <Line words={position === 0 ? t('conversation.state.queuedFirst') : t('conversation.state.queued', { count: position })} />;
  }
  if (phase === 'paused') return <Line words={t('conversation.state.paused')} />;
  if (phase === 'loading') {
    const percent = Math.floor(view.loadedPercent);
    return <Line words={t('conversation.state.loading', { percent })} percent={percent} />;
  }
  if (phase !== 'reading' || !reading) return <Line words={t('conversation.state.connecting')} />;
  const percent = Math.floor(readPercent(reading));
  const words = t('document.state.readingAt', { percent });
  const left = reading.remainingMs === null ? null : t('document.state.left', { duration: measures.duration(reading.remainingMs) });
  return <Line words={words} percent={percent} left={left} />;
}

interface LineProps {
  readonly words: string;
  readonly percent?: number;
  readonly left?: string | null;
}

function Line({ words, percent, left = null }: LineProps) {
  const isKnown = percent !== undefined;
  return (
    <div className="waiting-line">
      <p className="note num">
        {words}
        {left !== null && <i className="sep" />}
        {left}
      </p>
      <div
        className="ink-line"
        {...(isKnown
          ? { role: 'progressbar', 'aria-label': words, 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 }
          : { 'aria-hidden': true })}
      >
        <i className={isKnown ? 'reading' : ''} style={{ ['--part' as string]: `${percent ?? 0}%` }} />
      </div>
    </div>
  );
}
