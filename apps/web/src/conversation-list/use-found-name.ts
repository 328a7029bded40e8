import { conversationName } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { titleOrTopic } from '../document/document-name.ts';
import { useTranslation } from '../language/use-translation.ts';
import { findListedConversation } from './conversation-actions.ts';

/** What was found, as far as the name needs it. */
interface FoundConversation {
  readonly conversationId: string;
  readonly title: string;
  /** `null`: it belongs to no document. */
  readonly documentTitle: string | null;
}

/** What a found conversation is called: its title, what it begins with, or the document that it is about. */
export function useFoundName(): (found: FoundConversation) => string {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return ({ conversationId, title, documentTitle }) => {
    const name = conversationName({ title, preview: findListedConversation(queryClient, conversationId)?.preview ?? '' });
    if (name) return name;
    return documentTitle === null ? t('conversations.noTitle') : t('conversations.about', { name: titleOrTopic(documentTitle) });
  };
}
