import { useTranslation } from '../../language/use-translation.ts';
import { pendingWords, showPending, type PendingSection } from './pending-verdict.ts';

interface CommentOnlyProps {
  /** Where changes wait for a verdict; `null`: the section of the words is locked. */
  readonly pending: PendingSection | null;
  readonly onComment: (() => void) | undefined;
}

/** What can be done with words that cannot be worded anew now, and why that is so. */
export function CommentOnly({ pending, onComment }: CommentOnlyProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="polish-kinds">
        <button type="button" className="plain" onClick={onComment}>
          {t('comments.add')}
          {!pending && <span className="note">{t('comments.locked')}</span>}
        </button>
      </div>
      {pending && (
        <p className="polish-cost note">
          {pendingWords(t, pending)}{' '}
          <button type="button" className="link" onClick={() => showPending(pending)}>
            {t('wording.goThere')}
          </button>
        </p>
      )}
    </>
  );
}
