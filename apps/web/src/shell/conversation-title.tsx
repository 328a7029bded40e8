import { conversationName } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link, useLocation } from 'wouter';
import { findListedConversation, useConversationActions } from '../conversation-list/conversation-actions.ts';
import { InlineName } from '../conversation-list/inline-name.tsx';
import { documentName } from '../document/document-name.ts';
import { Icon } from '../icons/icon.tsx';
import { useConversation, useDocument } from '../studio/queries.ts';
import { TitleButton } from './title-button.tsx';
import { useTitlePart } from './title-part.ts';
import { orElseNever } from './until-there.ts';

const ConversationMenu = lazy(
  orElseNever(() => import('../conversation-list/conversation-menu.tsx').then((m) => ({ default: m.ConversationMenu }))),
);

const titleFromTextLength = 40;

/** The open conversation's name in the top bar; a click opens its menu. */
export function ConversationTitle({ conversationId }: { readonly conversationId: string }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const actions = useConversationActions();
  const [isRenaming, setIsRenaming] = useState(false);
  const { data: conversation } = useConversation(conversationId);
  const firstText = conversation?.messages
    .find((message) => message.role === 'user')
    ?.text.trim()
    .slice(0, titleFromTextLength);
  const preview = findListedConversation(queryClient, conversationId)?.preview ?? firstText;
  const name = conversationName({ title: conversation?.title ?? '', preview: preview ?? '' }) || t('conversations.untitled');
  useTitlePart('name', conversation ? name : null);
  if (!conversation) return null;
  if (isRenaming) {
    return (
      <InlineName
        label={t('conversations.titleLabel')}
        initial={name}
        allowsEmpty
        onDone={(title) => {
          setIsRenaming(false);
          if (title !== null) void actions.rename(conversation, title);
        }}
      />
    );
  }
  return (
    <>
      {conversation.documentId !== null && <DocumentLink documentId={conversation.documentId} />}
      <TitleButton
        name={name}
        renderMenu={(trigger) => (
          <ConversationMenu
            conversation={conversation}
            align="start"
            onRename={() => setIsRenaming(true)}
            onBinned={() => navigate('/conversations')}
            trigger={trigger}
          />
        )}
      />
    </>
  );
}

/** The way back to the document that a conversation is about; on a phone only its sign. */
function DocumentLink({ documentId }: { readonly documentId: string }) {
  const { t } = useTranslation();
  const { data: detail } = useDocument(documentId);
  if (!detail) return null;
  const name = documentName(detail);
  return (
    <Link href={`/documents/${documentId}`} className="btn plain about-document" aria-label={t('conversations.aboutDocument', { name })}>
      <Icon name="file" small />
      <span className="truncate no-phone">{name}</span>
    </Link>
  );
}
