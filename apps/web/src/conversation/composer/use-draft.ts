import { useCallback, useEffect, useRef, useState } from 'react';
import { drafts } from './draft-store.ts';

const saveAfterMs = 300;

export interface Draft {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Keeps at once what was changed on this page and is not kept yet. */
  readonly save: () => void;
  /**
   * Call when words of the field are safe on the server. The field is emptied when it still holds just them; what was
   * typed meanwhile stays, and moves along when the question has opened a conversation.
   * @param sentTo the conversation the question stands in now
   */
  readonly settle: (sentWords: string, sentTo: string) => void;
}

/** The text of the next question, kept in this browser over reloads and switched conversations until it is sent. */
export function useDraft(conversationId: string | null): Draft {
  const [text, show] = useState(() => drafts.read(conversationId));
  const latest = useRef(text);
  const isUnsaved = useRef(false);
  const saving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const save = useCallback(() => {
    clearTimeout(saving.current);
    // an untouched page must not bring back what another page has rewritten or sent since
    if (!isUnsaved.current) return;
    isUnsaved.current = false;
    drafts.write(conversationId, latest.current);
  }, [conversationId]);
  useEffect(() => {
    addEventListener('pagehide', save);
    return () => {
      removeEventListener('pagehide', save);
      save();
    };
  }, [save]);
  const setText = (next: string) => {
    latest.current = next;
    isUnsaved.current = true;
    show(next);
    clearTimeout(saving.current);
    saving.current = setTimeout(save, saveAfterMs);
  };
  const settle = (sentWords: string, sentTo: string) => {
    save();
    const held = latest.current;
    const hasMore = held.trim() !== sentWords.trim();
    if (hasMore && sentTo === conversationId) return;
    if (hasMore) drafts.write(sentTo, held);
    // another page may have a draft of its own by now
    if (drafts.read(conversationId) === held) drafts.write(conversationId, '');
    latest.current = '';
    show('');
  };
  return { text, setText, save, settle };
}
