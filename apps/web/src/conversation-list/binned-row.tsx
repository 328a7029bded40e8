import type { ReactNode } from 'react';
import { textLanguage } from '../language/text-language.ts';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';

interface BinnedRowProps {
  readonly name: string;
  readonly binnedAt: string | null;
  readonly onRestore: () => void;
  readonly onDelete: () => void;
  /** What else there is to say about it. */
  readonly children?: ReactNode;
}

/** One thing in the bin, to be put back or deleted for good. */
export function BinnedRow({ name, binnedAt, onRestore, onDelete, children }: BinnedRowProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  return (
    <li className="bin-row">
      <div className="bin-what">
        <p className="bin-name" lang={textLanguage(name)}>
          {name}
        </p>
        {children}
        {binnedAt && <p className="note">{t('conversations.binnedWhen', { when: measures.moment(binnedAt) })}</p>}
      </div>
      <div className="bin-buttons">
        <button type="button" className="btn" aria-label={t('conversations.restoreNamed', { name })} onClick={onRestore}>
          <Icon name="restore" small />
          {t('conversations.restore')}
        </button>
        <button type="button" className="btn plain rouge" aria-label={t('conversations.deleteNamed', { name })} onClick={onDelete}>
          <Icon name="close" small />
          {t('conversations.deleteForGood')}
        </button>
      </div>
    </li>
  );
}
