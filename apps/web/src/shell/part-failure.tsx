import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.tsx';
import { errorText } from '../language/error-text.ts';

interface PartFailureProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** In place of a part of the page that could not be had; the other parts stay. */
export function PartFailure({ error, onRetry }: PartFailureProps) {
  const { t } = useTranslation();
  return (
    <p className="part-failure" role="alert">
      <Icon name="warning" small />
      <span>
        {errorText(t, error).both}{' '}
        <button type="button" className="link" onClick={onRetry}>
          {t('document.tryAgain')}
        </button>
      </span>
    </p>
  );
}
