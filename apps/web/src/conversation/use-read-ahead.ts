import { useCallback, useEffect, useRef } from 'react';
import { client } from '../studio/client.ts';

/** Whoever leafs through conversations means none of them. */
const settleMs = 400;
/** What was read ahead is still there for a while. */
const againAfterMs = 60_000;

/**
 * Lets the studio read ahead when the writer shows that something will be asked: by opening a conversation, by coming back
 * to its page, or by what the returned function is called for. It never says whether that worked.
 * @param conversationId what can be read ahead now; `null`: nothing, `''`: the start of a new conversation, once there are words
 * @returns to be called when the writer turns to the field of the next question, with what stands in it
 */
export function useReadAhead(conversationId: string | null): (draft: string) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastMs = useRef(Number.NEGATIVE_INFINITY);
  const wasOpened = useRef(false);
  const intend = useCallback(
    (draft: string) => {
      const isPointless = conversationId === null || (conversationId === '' && draft.trim() === '');
      if (isPointless || performance.now() - lastMs.current < againAfterMs) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        lastMs.current = performance.now();
        void askToReadAhead(conversationId, draft);
      }, settleMs);
    },
    [conversationId],
  );
  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === 'visible') intend('');
    };
    if (conversationId && !wasOpened.current) {
      wasOpened.current = true;
      intend('');
    }
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      clearTimeout(timer.current);
    };
  }, [conversationId, intend]);
  return intend;
}

async function askToReadAhead(conversationId: string, draft: string): Promise<void> {
  try {
    if (conversationId !== '') await client.call('warmConversation', { params: { id: conversationId }, body: {} });
    else await client.call('warmStart', { body: { language: /\p{Script=Han}/u.test(draft) ? 'zh' : 'en' } });
  } catch {
    // nobody asked for it, and the question will be read in any case
  }
}
