import type { DocumentSummary } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useBatchNames } from '../batches/use-batch-name.ts';
import { BinnedRow } from '../conversation-list/binned-row.tsx';
import { documentName } from '../document/document-name.ts';
import { useDocumentLength } from '../document/use-document-length.ts';
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
  const length = useDocumentLength(document.brief.language);
  const batchNameOf = useBatchNames();
  const actions = useDocumentListActions();
  return (
    <BinnedRow
      name={documentName(document)}
      binnedAt={document.binnedAt}
      onRestore={() => void actions.restore(document.id)}
      onDelete={() => actions.deleteForGood(document)}
    >
      <p className="note">
        {length.of(document.count)}
        {document.batch !== null && (
          <>
            <i className="sep" />
            {t('library.ofBatch', { name: batchNameOf(document.batch) })}
          </>
        )}
      </p>
    </BinnedRow>
  );
}
