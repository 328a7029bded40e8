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
  /** Drops what was typed. */
  readonly discard: () => void;
}

/**
 * A text that is not sent yet, kept in this browser over reloads and switched conversations until it is.
 * @param place the conversation of a next question, or what else is written; `null`: a new conversation
 * @param original what stands there before anything is typed
 */
export function useDraft(place: string | null, original = ''): Draft {
  const [text, show] = useState(() => drafts.read(place) || original);
  const latest = useRef(text);
  const isUnsaved = useRef(false);
  const saving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const save = useCallback(() => {
    clearTimeout(saving.current);
    // an untouched page must not bring back what another page has rewritten or sent since
    if (!isUnsaved.current) return;
    isUnsaved.current = false;
    drafts.write(place, latest.current === original ? '' : latest.current);
  }, [place, original]);
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
    if (hasMore && sentTo === place) return;
    if (hasMore) drafts.write(sentTo, held);
    // another page may have a draft of its own by now
    if (drafts.read(place) === held) drafts.write(place, '');
    latest.current = '';
    show('');
  };
  const discard = () => {
    clearTimeout(saving.current);
    isUnsaved.current = false;
    latest.current = original;
    show(original);
    drafts.write(place, '');
  };
  return { text, setText, save, settle, discard };
}
