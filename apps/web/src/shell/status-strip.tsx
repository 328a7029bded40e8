import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMeasures } from '../language/measures.ts';
import { useEngineState, type EngineState } from './engine-state.ts';

/** What the engine does now, with which model, how fast. Leads to the conversation being written, else to the models. */
export function StatusStrip() {
  const { t } = useTranslation();
  const measures = useMeasures();
  const state = useEngineState();
  const words = usePhaseWords(state);
  if (state.phase === 'unknown') return <span className="strip" />;
  return (
    <Link href={state.conversationId ? `/c/${state.conversationId}` : '/models'} className="strip" data-phase={state.phase}>
      <span className="sr">{t('shell.status.label')}</span>
      <i className={`dot ${dotOf(state)}`} />
      <span className="strip-words">{words}</span>
      <span className="strip-more no-phone">
        {state.modelName && (
          <>
            <i className="sep" />
            <span className="truncate">{state.modelName}</span>
          </>
        )}
        {state.tokensPerSecond !== null && (
          <>
            <i className="sep" />
            <span className="num">{measures.rate(state.tokensPerSecond)}</span>
          </>
        )}
      </span>
    </Link>
  );
}

function dotOf({ phase }: EngineState): string {
  if (phase === 'writing') return 'live';
  if (phase === 'failed') return 'failed';
  return phase === 'idle' ? '' : phase === 'reading' ? 'reading' : 'ring';
}

function usePhaseWords({ phase, percent }: EngineState): string {
  const { t } = useTranslation();
  const rounded = percent === null ? null : Math.round(percent);
  switch (phase) {
    case 'loading':
      return rounded === null ? t('shell.status.loading') : t('shell.status.loadingAt', { percent: rounded });
    case 'reading':
      return rounded === null ? t('shell.status.reading') : t('shell.status.readingAt', { percent: rounded });
    case 'unknown':
      return '';
    default:
      return t(`shell.status.${phase}`);
  }
}
