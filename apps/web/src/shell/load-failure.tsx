import { ClientError } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { errorText } from '../language/error-text.ts';

interface LoadFailureProps {
  readonly error: Error;
  readonly onRetry: () => void;
  /** What is said, and where to go from here, when there is no such thing; left out where that cannot be. */
  readonly missing?: { readonly title: string; readonly text: string; readonly href: string; readonly action: string };
}

/** A page whose subject could not be had: gone for good, or to be asked for once more. */
export function LoadFailure({ error, onRetry, missing }: LoadFailureProps) {
  const { t } = useTranslation();
  const isMissing = error instanceof ClientError && (error.status === 404 || error.status === 400);
  const gone = isMissing ? missing : undefined;
  const { what, hint } = errorText(t, error);
  return (
    <div className="page narrow">
      <h1 className="page-title">{gone ? gone.title : what}</h1>
      <p className="page-lead">{gone ? gone.text : hint}</p>
      <p className="page-ways">
        {gone ? (
          <Link href={gone.href} className="btn">
            {gone.action}
          </Link>
        ) : (
          <button type="button" className="btn" onClick={onRetry}>
            {t('document.tryAgain')}
          </button>
        )}
      </p>
    </div>
  );
}
