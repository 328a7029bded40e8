import type { DocumentSummary } from '@maobi/contract';
import { useTranslation } from 'react-i18next';
import { documentName } from '../document/document-name.ts';
import { useDocumentLength } from '../document/use-document-length.ts';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { useDocumentListActions } from './document-actions.ts';

/** The documents in the bin: put back, or deleted for good. Nothing while there are none. */
export function BinnedDocuments({ documents }: { readonly documents: readonly DocumentSummary[] }) {
  const { t } = useTranslation();
  if (documents.length === 0) return null;
  return (
    <section>
      <h2 className="bin-kind">{t('documents.label')}</h2>
      <ul className="bin-rows">
        {documents.map((document) => (
          <BinnedDocument key={document.id} document={document} />
        ))}
      </ul>
    </section>
  );
}

function BinnedDocument({ document }: { readonly document: DocumentSummary }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const length = useDocumentLength(document.brief.language);
  const actions = useDocumentListActions();
  return (
    <li className="bin-row">
      <div className="bin-what">
        <p className="bin-name">{documentName(document)}</p>
        <p className="note">{length.of(document.count)}</p>
        {document.binnedAt && <p className="note">{t('conversations.binnedWhen', { when: measures.moment(document.binnedAt) })}</p>}
      </div>
      <button type="button" className="btn" onClick={() => void actions.restore(document.id)}>
        <Icon name="restore" small />
        {t('conversations.restore')}
      </button>
      <button type="button" className="btn plain rouge" onClick={() => actions.deleteForGood(document)}>
        <Icon name="close" small />
        {t('conversations.deleteForGood')}
      </button>
    </li>
  );
}
