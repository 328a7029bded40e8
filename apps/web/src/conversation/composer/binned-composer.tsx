import type { ConversationDetail } from '@maobi/contract';
import { useConversationActions } from '../../conversation-list/conversation-actions.ts';
import { useDocumentListActions } from '../../document-list/document-actions.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { BinnedNote } from '../../shell/binned-note.tsx';
import { useOptionalDocument } from '../../studio/queries.ts';

/** What keeps a conversation from going on: it, or the document it is about, lies in the bin. */
export function useBinned(conversation: ConversationDetail | undefined): 'conversation' | 'document' | null {
  const { data: document } = useOptionalDocument(conversation?.documentId ?? null);
  if (conversation && conversation.binnedAt !== null) return 'conversation';
  return document && document.binnedAt !== null ? 'document' : null;
}

interface BinnedComposerProps {
  readonly conversation: ConversationDetail;
  readonly binned: 'conversation' | 'document';
}

/** In place of the composer: nothing is asked about what lies in the bin, which is put back here. */
export function BinnedComposer({ conversation, binned }: BinnedComposerProps) {
  const { t } = useTranslation();
  const conversations = useConversationActions();
  const documents = useDocumentListActions();
  const { id, documentId } = conversation;
  return binned === 'conversation' ? (
    <BinnedNote text={t('conversation.composer.binned')} onRestore={() => void conversations.restore(id)} />
  ) : (
    <BinnedNote
      text={t('conversation.composer.documentBinned')}
      onRestore={() => documentId !== null && void documents.restore(documentId)}
    />
  );
}
