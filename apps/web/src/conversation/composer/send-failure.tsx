import { ClientError } from '@maobi/contract';
import { Icon } from '../../icons/icon.tsx';
import { canLeaveOutTurns, errorText } from '../../language/error-text.ts';
import { useMeasures } from '../../language/measures.ts';
import { useTranslation } from '../../language/use-translation.ts';

interface SendFailureProps {
  readonly failure: unknown;
  /** What became of the words, one sentence. */
  readonly kept: string;
  readonly onDropOldest: () => void;
}

/** Why words did not reach the studio, that they are kept, and what makes room where it was room that was missing. */
export function SendFailure({ failure, kept, onDropOldest }: SendFailureProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { what, hint } = errorText(t, failure);
  return (
    <div className="send-failure" role="alert">
      <Icon name="warning" small />
      <p>{[what, kept, hint].join(measures.language === 'zh' ? '' : ' ')}</p>
      {failure instanceof ClientError && canLeaveOutTurns(failure.body) && (
        <button type="button" className="btn" onClick={onDropOldest}>
          {t('conversation.composer.dropOldest')}
        </button>
      )}
    </div>
  );
}
