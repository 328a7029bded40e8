import { useLocation, useRoute } from 'wouter';

/** Where in the studio the writer is. */
export interface Place {
  readonly kind: 'writing' | 'bin' | 'first-run' | 'other';
  /** The open conversation; `null` for a new one and on other pages. */
  readonly conversationId: string | null;
  /** The list of conversations stands beside this page. */
  readonly hasList: boolean;
  readonly isHome: boolean;
}

export function usePlace(): Place {
  const [location] = useLocation();
  const [, conversation] = useRoute('/c/:id');
  const kind = kindOf(location, conversation !== null);
  return {
    kind,
    conversationId: conversation?.id ?? null,
    hasList: kind === 'writing' || kind === 'bin',
    isHome: location === '/',
  };
}

function kindOf(location: string, isConversation: boolean): Place['kind'] {
  if (location === '/' || isConversation) return 'writing';
  if (location === '/bin') return 'bin';
  return location === '/welcome' ? 'first-run' : 'other';
}
