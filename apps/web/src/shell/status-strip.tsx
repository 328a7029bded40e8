import { lazy } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { MenuButton } from '../menu/menu-button.tsx';
import { useTimeLeft } from '../queue/use-time-left.ts';
import { percentOf } from '../queue-page/use-job-words.ts';
import { useJobs } from '../studio/queries.ts';
import { useEngineState, type EngineState } from './engine-state.ts';
import { orElseNever } from './until-there.ts';

const QueuePanel = lazy(orElseNever(() => import('../queue/queue-panel.tsx').then((m) => ({ default: m.QueuePanel }))));

/** What the engine does now, until when, with which model, how fast, and how many wait. A press opens the queue. */
export function StatusStrip() {
  const state = useEngineState();
  if (state.phase === 'unknown') return null;
  return (
    <MenuButton
      opens="dialog"
      trigger={
        <button type="button" className="strip" data-phase={state.phase}>
          <StripWords state={state} />
        </button>
      }
      renderMenu={(trigger) => <QueuePanel trigger={trigger} modelName={state.modelName} />}
    />
  );
}

function StripWords({ state }: { readonly state: EngineState }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const words = usePhaseWords(state);
  const end = useEndOfWork(state);
  const polished = polishedDocument(state);
  const { phase, tokensPerSecond } = state;
  const isAtWork = phase === 'reading' || phase === 'writing';
  return (
    <>
      <span className="sr">{t('shell.status.label')}</span>
      <i className={`dot ${dotOf(state)}`} />
      <span className="strip-words">{polished === null ? words : <PolishingWords documentId={polished} />}</span>
      {polished === null && state.percent !== null && (
        <span className="strip-percent" aria-hidden="true">
          {Math.round(state.percent)}%
        </span>
      )}
      {isAtWork && <StripPart className="strip-end">{end}</StripPart>}
      {state.waiting > 0 && (
        <span className="strip-more">
          <i className="sep" />
          <span className="no-phone">{t('shell.status.waiting', { count: state.waiting })}</span>
          <span className="only-phone" aria-hidden="true">
            +{state.waiting}
          </span>
        </span>
      )}
      {state.modelName && <StripPart className="strip-model truncate">{state.modelName}</StripPart>}
      {isAtWork && <StripPart className="strip-rate">{tokensPerSecond === null ? null : measures.rate(tokensPerSecond)}</StripPart>}
    </>
  );
}

/** The document that a job polishes paragraph by paragraph; how far one of these is says nothing. */
function polishedDocument({ atWork, phase }: EngineState): string | null {
  const isOfJob = atWork?.action === 'polish' && atWork.urgency === 'job' && (phase === 'reading' || phase === 'writing');
  return isOfJob ? atWork.documentId : null;
}

/** The same figure as in the outline and in the title of the page. */
function PolishingWords({ documentId }: { readonly documentId: string }) {
  const { t } = useTranslation();
  const job = useJobs().data?.find((each) => each.documentId === documentId && each.kind === 'polish' && each.endedAt === null);
  const percent = job ? percentOf(job) : null;
  return <>{percent === null ? t('shell.status.polishing') : t('shell.status.polishingAt', { percent })}</>;
}

/** `null`: not now; its room stays. */
function StripPart({ className, children }: { readonly className: string; readonly children: string | null }) {
  return (
    <span className="strip-more no-phone" data-empty={children === null || undefined}>
      <i className="sep" />
      <span className={className}>{children}</span>
    </span>
  );
}

/** Until when what is at work is done; `null` when nobody can know, or nothing is. */
function useEndOfWork({ atWork, phase }: EngineState): string | null {
  const timeLeft = useTimeLeft();
  return atWork && (phase === 'reading' || phase === 'writing') ? timeLeft(atWork) : null;
}

function dotOf({ phase }: EngineState): string {
  if (phase === 'writing') return 'live';
  if (phase === 'failed') return 'failed';
  return phase === 'idle' ? '' : phase === 'reading' ? 'reading' : 'ring';
}

function usePhaseWords({ phase, percent, atWork }: EngineState): string {
  const { t } = useTranslation();
  const rounded = percent === null ? null : Math.round(percent);
  switch (phase) {
    case 'loading':
      return rounded === null ? t('shell.status.loading') : t('shell.status.loadingAt', { percent: rounded });
    case 'reading':
      return rounded === null ? t('shell.status.reading') : t('shell.status.readingAt', { percent: rounded });
    case 'writing':
      return t(atWork?.action === 'outline' ? 'shell.status.planning' : 'shell.status.writing');
    case 'unknown':
      return '';
    default:
      return t(`shell.status.${phase}`);
  }
}
