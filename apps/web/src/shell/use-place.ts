import { useLocation, useRoute } from 'wouter';

/** Where in the studio the writer is. */
export interface Place {
  readonly kind: 'home' | 'writing' | 'new-document' | 'document' | 'bin' | 'first-run' | 'other';
  /** The open conversation; `null` for a new one and on other pages. */
  readonly conversationId: string | null;
  /** The open document; `null` on other pages. */
  readonly documentId: string | null;
  /** What the list beside this page holds; `null`: there is none. */
  readonly list: 'conversations' | 'documents' | null;
  readonly isHome: boolean;
}

export function usePlace(): Place {
  const [location] = useLocation();
  const [, conversation] = useRoute('/c/:id');
  const [, document] = useRoute('/documents/:id');
  const kind = kindOf(location, { isConversation: conversation !== null, isDocument: document !== null });
  return {
    kind,
    conversationId: conversation?.id ?? null,
    documentId: document?.id ?? null,
    list: kind === 'new-document' ? 'documents' : kind === 'writing' || kind === 'bin' ? 'conversations' : null,
    isHome: location === '/',
  };
}

function kindOf(location: string, { isConversation, isDocument }: { isConversation: boolean; isDocument: boolean }): Place['kind'] {
  if (location === '/') return 'home';
  if (location === '/conversations' || isConversation) return 'writing';
  if (isDocument) return 'document';
  if (location === '/documents') return 'new-document';
  if (location === '/bin') return 'bin';
  return location === '/welcome' ? 'first-run' : 'other';
}
