import { plainWords, type ConversationSummary } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { BinnedBatches } from '../batches/binned-batches.tsx';
import { BinnedDocuments } from '../document-list/binned-documents.tsx';
import { titleOrTopic } from '../document/document-name.ts';
import { PartFailure } from '../shell/part-failure.tsx';
import { useBatches, useConversations, useDocuments } from '../studio/queries.ts';
import { BinnedRow } from './binned-row.tsx';
import { useConversationActions } from './conversation-actions.ts';
import { useConversationName } from './conversation-row.tsx';
import { useEmptyingBin, useStillBinned } from './use-emptying-bin.ts';
import './bin-page.css';

/** What was put into the bin: put back, or deleted for good. */
export function BinPage() {
  const { t } = useTranslation();
  const found = useConversations({ folder: null, inBin: true });
  const documents = useDocuments({ inBin: true });
  const batches = useBatches({ inBin: true });
  const empty = useEmptyingBin();
  const isStillBinned = useStillBinned();
  const binnedDocuments = (documents.data ?? []).filter(isStillBinned);
  const binnedBatches = (batches.data ?? []).filter(isStillBinned);
  const conversations = (found.data?.pages.flatMap((page) => page.conversations) ?? []).filter(isStillBinned);
  const kinds = [documents, batches, found];
  const isKnown = kinds.every(({ data }) => data !== undefined);
  // in one piece: what comes later would push the rest down
  const hasCome = kinds.every(({ isFetched }) => isFetched);
  const others = [...binnedDocuments, ...binnedBatches];
  const binned = [...others, ...conversations];
  return (
    <div className="page narrow">
      <h1 className="page-title">{t('conversations.bin')}</h1>
      <p className="page-lead">{t('conversations.binHint')}</p>
      {isKnown && binned.length > 0 && (
        <div className="page-ways">
          <button type="button" className="btn rouge" onClick={() => empty(binned)}>
            <Icon name="bin" small />
            {t('conversations.emptyBin')}
          </button>
        </div>
      )}
      {hasCome && (
        <>
          <PartFailure of={kinds} />
          <BinnedDocuments documents={binnedDocuments} />
          <MoreButton of={documents} shownCount={binnedDocuments.length} />
          <BinnedBatches batches={binnedBatches} />
          {isKnown && binned.length === 0 && <p className="bin-empty">{t('conversations.binEmpty')}</p>}
          {conversations.length > 0 && others.length > 0 && <h2 className="bin-kind">{t('conversations.label')}</h2>}
          <ul className="bin-rows">
            {conversations.map((conversation) => (
              <BinnedConversation key={conversation.id} conversation={conversation} />
            ))}
          </ul>
          <MoreButton of={found} shownCount={conversations.length} />
        </>
      )}
    </div>
  );
}

interface MoreButtonProps {
  readonly of: { readonly hasNextPage: boolean; readonly fetchNextPage: () => Promise<unknown> };
  readonly shownCount: number;
}

function MoreButton({ of: { hasNextPage, fetchNextPage }, shownCount }: MoreButtonProps) {
  const { t } = useTranslation();
  if (!hasNextPage || shownCount === 0) return null;
  return (
    <button type="button" className="btn" onClick={() => void fetchNextPage()}>
      {t('conversations.more')}
    </button>
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
