import type { ConversationSummary } from '@maobi/contract';
import { useTranslation } from 'react-i18next';
import { BinnedDocuments } from '../document-list/binned-documents.tsx';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { useConversations, useDocuments } from '../studio/queries.ts';
import { useConversationActions } from './conversation-actions.ts';
import { useConversationName } from './conversation-row.tsx';
import './bin-page.css';

/** What was put into the bin: put back, or deleted for good. */
export function BinPage() {
  const { t } = useTranslation();
  const { data, hasNextPage, fetchNextPage } = useConversations({ folder: null, inBin: true });
  const { data: documents } = useDocuments({ inBin: true });
  const conversations = data?.pages.flatMap((page) => page.conversations) ?? [];
  const isEmpty = documents?.length === 0 && data !== undefined && conversations.length === 0;
  const hasBoth = conversations.length > 0 && documents !== undefined && documents.length > 0;
  return (
    <div className="page narrow">
      <h1 className="page-title">{t('conversations.bin')}</h1>
      <p className="page-lead">{t('conversations.binHint')}</p>
      {documents && <BinnedDocuments documents={documents} />}
      {isEmpty && <p className="bin-empty">{t('conversations.binEmpty')}</p>}
      {hasBoth && <h2 className="bin-kind">{t('conversations.label')}</h2>}
      <ul className="bin-rows">
        {conversations.map((conversation) => (
          <BinRow key={conversation.id} conversation={conversation} />
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="btn" onClick={() => void fetchNextPage()}>
          {t('conversations.more')}
        </button>
      )}
    </div>
  );
}

function BinRow({ conversation }: { readonly conversation: ConversationSummary }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const actions = useConversationActions();
  const name = useConversationName(conversation);
  return (
    <li className="bin-row">
      <div className="bin-what">
        <p className="bin-name">{name}</p>
        {conversation.title && conversation.preview && <p className="note truncate">{conversation.preview}</p>}
        {conversation.binnedAt && <p className="note">{t('conversations.binnedWhen', { when: measures.moment(conversation.binnedAt) })}</p>}
      </div>
      <button type="button" className="btn" onClick={() => void actions.restore(conversation.id)}>
        <Icon name="restore" small />
        {t('conversations.restore')}
      </button>
      <button type="button" className="btn plain rouge" onClick={() => actions.deleteForGood(conversation)}>
        <Icon name="close" small />
        {t('conversations.deleteForGood')}
      </button>
    </li>
  );
}
