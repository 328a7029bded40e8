import { useEffect, useRef } from 'react';
import { useLocationProperty } from 'wouter/use-browser-location';
import type { MessageTree, Turn } from '../tree/message-tree.ts';

interface LinkedMessageInput {
  readonly turns: readonly Turn[];
  readonly tree: MessageTree;
  /** Shows the branch that a message stands on. */
  readonly showBranch: (messageId: string) => void;
}

/**
 * Brings the message that the address names (`#<message id>`, as in a search hit) onto the page, from another branch too,
 * and to the top of what is seen. Once for each address: afterwards the page is the writer's again. Runs after every
 * drawing, because earlier turns are drawn little by little.
 */
export function useLinkedMessage({ turns, tree, showBranch }: LinkedMessageInput): void {
  const linkedId = useLocationProperty(() => location.hash.slice(1));
  const done = useRef('');
  const shown = useRef('');
  useEffect(() => {
    if (linkedId === done.current) return;
    if (linkedId === '') {
      done.current = '';
      return;
    }
    const turn = turns.find(({ question, answer }) => question?.id === linkedId || answer?.id === linkedId);
    if (!turn) {
      if (shown.current === linkedId || tree.pathTo(linkedId).length === 0) return;
      shown.current = linkedId;
      showBranch(linkedId);
      return;
    }
    const id = turn.question?.id ?? linkedId;
    const element = document.querySelector(`[data-message="${CSS.escape(id)}"]`);
    if (!element) return;
    done.current = linkedId;
    element.scrollIntoView({ block: 'start' });
  });
}
