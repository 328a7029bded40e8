import { plainWords, type ConversationSummary } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { BinnedBatches } from '../batches/binned-batches.tsx';
import { BinnedDocuments } from '../document-list/binned-documents.tsx';
import { titleOrTopic } from '../document/document-name.ts';
import { PartFailure } from '../shell/part-failure.tsx';
import { useBatches, useConversations, useDocuments } from '../studio/queries.ts';
import { BinnedRow } from './binned-row.tsx';
import { useConversationActions } from './conversation-actions.ts';
import { useConversationName } from './conversation-row.tsx';
import './bin-page.css';

/** What was put into the bin: put back, or deleted for good. */
export function BinPage() {
  const { t } = useTranslation();
  const found = useConversations({ folder: null, inBin: true });
  const documents = useDocuments({ inBin: true });
  const batches = useBatches({ inBin: true });
  const conversations = found.data?.pages.flatMap((page) => page.conversations) ?? [];
  const others = (documents.data?.length ?? 0) + (batches.data?.length ?? 0);
  const kinds = [documents, batches, found];
  const isEmpty = kinds.every(({ data }) => data !== undefined) && others + conversations.length === 0;
  return (
    <div className="page narrow">
      <h1 className="page-title">{t('conversations.bin')}</h1>
      <p className="page-lead">{t('conversations.binHint')}</p>
      <PartFailure of={kinds} />
      {documents.data && <BinnedDocuments documents={documents.data} />}
      {batches.data && <BinnedBatches batches={batches.data} />}
      {isEmpty && <p className="bin-empty">{t('conversations.binEmpty')}</p>}
      {conversations.length > 0 && others > 0 && <h2 className="bin-kind">{t('conversations.label')}</h2>}
      <ul className="bin-rows">
        {conversations.map((conversation) => (
          <BinnedConversation key={conversation.id} conversation={conversation} />
        ))}
      </ul>
      {found.hasNextPage && (
        <button type="button" className="btn" onClick={() => void found.fetchNextPage()}>
          {t('conversations.more')}
        </button>
      )}
    </div>
  );
}

function BinnedConversation({ conversation }: { readonly conversation: ConversationSummary }) {
  const actions = useConversationActions();
  const name = useConversationName(conversation);
  const { t } = useTranslation();
  const { id, binnedAt, title, documentTitle, preview } = conversation;
  return (
    <BinnedRow
      name={name}
      binnedAt={binnedAt}
      onRestore={() => void actions.restore(id)}
      onDelete={() => actions.deleteForGood(conversation)}
    >
      {documentTitle !== null && <p className="note truncate">{t('conversations.about', { name: titleOrTopic(documentTitle) })}</p>}
      {title && preview && <p className="note truncate">{plainWords(preview)}</p>}
    </BinnedRow>
  );
}
