import { useTranslation } from 'react-i18next';

export interface ConversationPageProps {
  /** `null`: a new conversation that does not exist on the server yet; the first message creates it. */
  readonly conversationId: string | null;
}

/** Fills the shell's `<main>`: its own scrolling page and, below it, the composer. */
export function ConversationPage({ conversationId }: ConversationPageProps) {
  const { t } = useTranslation();
  return (
    <h1>
      {t('conversation.placeholder')} {conversationId}
    </h1>
  );
}
