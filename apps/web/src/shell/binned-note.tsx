import { useTranslation } from '../language/use-translation.ts';

/** Above what lies in the bin, with the way out of it. */
export function BinnedNote({ text, onRestore }: { readonly text: string; readonly onRestore: () => void }) {
  const { t } = useTranslation();
  return (
    <p className="binned-note">
      {text}
      <button type="button" className="btn" onClick={onRestore}>
        {t('conversations.restore')}
      </button>
    </p>
  );
}
