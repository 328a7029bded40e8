import { useState } from 'react';
import type { Draft } from './use-draft.ts';

/** What to do when the conversation has no room for the words. */
export type Overflow = 'drop-oldest-turns';

interface SendingActs {
  /** Resolves with the place of the draft that the text stands in now; rejects and the draft stays. */
  readonly onSend: (text: string, overflow?: Overflow) => Promise<string>;
  /** After the draft has been dropped or moved along. */
  readonly onSent: (sentTo: string) => void;
}

export interface Sending {
  readonly send: (overflow?: Overflow) => Promise<void>;
  readonly isSending: boolean;
  /** Why the last attempt failed; `null`: it did not. */
  readonly failure: unknown;
}

/** Sends the words of a draft, which stays until they are safe on the server. */
export function useSending({ text, save, settle }: Draft, { onSend, onSent }: SendingActs): Sending {
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const send = async (overflow?: Overflow) => {
    if (text.trim() === '' || isSending) return;
    setIsSending(true);
    setFailure(null);
    save();
    try {
      const sentTo = await onSend(text, overflow);
      settle(text, sentTo);
      onSent(sentTo);
    } catch (error) {
      setFailure(error);
    } finally {
      setIsSending(false);
    }
  };
  return { send, isSending, failure };
}
