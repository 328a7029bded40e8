import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { errorText } from '../language/error-text.ts';

interface Asked {
  readonly data: unknown;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}

/** What happened to the parts of a page that could not be had, and the way to ask for them once more; nothing while none is lacking. */
export function PartFailure({ of }: { readonly of: readonly Asked[] }) {
  const { t } = useTranslation();
  const lacking = of.filter(({ data, error }) => error !== null && data === undefined);
  const [first] = lacking;
  if (!first) return null;
  return (
    <p className="part-failure" role="alert">
      <Icon name="warning" small />
      <span>
        {errorText(t, first.error).both}{' '}
        <button type="button" className="link" onClick={() => void Promise.all(lacking.map(({ refetch }) => refetch()))}>
          {t('document.tryAgain')}
        </button>
      </span>
    </p>
  );
}
