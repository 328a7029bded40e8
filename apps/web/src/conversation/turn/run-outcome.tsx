import { countText, type Run } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { canLeaveOutTurns, errorBodyText } from '../../language/error-text.ts';
import { useMeasures } from '../../language/measures.ts';
import { useTextLength } from './use-text-length.ts';

interface RunOutcomeProps {
  readonly run: Run;
  readonly text: string;
  /** Nothing more is written here. */
  readonly isReadOnly?: boolean;
  readonly onContinue: (overflow?: 'drop-oldest-turns') => void;
  readonly onRegenerate: (overflow?: 'drop-oldest-turns') => void;
}

/** How an answer ended, when that is worth saying: what happened, what is safe, what can be done. Nothing for `done`. */
export function RunOutcome(props: RunOutcomeProps) {
  const { run, text, isReadOnly = false, onContinue } = props;
  const { t } = useTranslation();
  const lengthOf = useTextLength();
  if (run.state === 'failed') return <Failure {...props} />;
  if (run.state !== 'stopped' && run.state !== 'interrupted' && run.state !== 'length') return null;
  const count = lengthOf(text);
  const isEmpty = text.trim() === '';
  const words = {
    stopped: isEmpty ? t('conversation.state.stoppedEmpty') : t('conversation.state.stopped', { count }),
    interrupted: isEmpty ? t('conversation.state.interruptedEmpty') : t('conversation.state.interrupted', { count }),
    length: t('conversation.state.length'),
  }[run.state];
  return (
    <div className="outcome" data-state={run.state}>
      <i className="broken-mark" aria-hidden="true" />
      <p>{words}</p>
      {!isReadOnly && (
        <button type="button" className="btn" onClick={() => onContinue()}>
          {t('conversation.turn.continue')}
        </button>
      )}
    </div>
  );
}

function Failure({ run, text, isReadOnly = false, onContinue, onRegenerate }: RunOutcomeProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const lengthOf = useTextLength();
  const { what, hint, detail } = run.error
    ? errorBodyText(t, run.error)
    : { what: t('errors.internal.what'), hint: t('errors.internal.hint'), detail: null };
  const count = countText(text);
  const kept = count > 0 ? [t('conversation.state.failedKept', { count: lengthOf(text, count) })] : [];
  const sentences = [what, ...kept, hint];
  return (
    <div className="outcome" data-state="failed">
      <Icon name="warning" small />
      <div>
        <p>{sentences.join(measures.language === 'zh' ? '' : ' ')}</p>
        {detail && (
          <details>
            <summary>{t('conversation.state.details')}</summary>
            {detail}
          </details>
        )}
      </div>
      {!isReadOnly && <GoOnButton run={run} hasText={count > 0} goOn={count > 0 ? onContinue : onRegenerate} />}
    </div>
  );
}

interface GoOnButtonProps {
  readonly run: Run;
  readonly hasText: boolean;
  readonly goOn: RunOutcomeProps['onContinue'];
}

function GoOnButton({ run, hasText, goOn }: GoOnButtonProps) {
  const { t } = useTranslation();
  return run.error && canLeaveOutTurns(run.error) ? (
    <button type="button" className="btn" onClick={() => goOn('drop-oldest-turns')}>
      {hasText ? t('conversation.turn.continueWithoutOldest') : t('conversation.composer.dropOldest')}
    </button>
  ) : (
    <button type="button" className="btn" onClick={() => goOn()}>
      {hasText ? t('conversation.turn.continue') : t('conversation.turn.retry')}
    </button>
  );
}
