// @vitest-environment happy-dom
import type { Message } from '@maobi/contract';
import { render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MessageTree, turnsOf } from '../tree/message-tree.ts';
import { useLinkedMessage } from './use-linked-message.ts';

function message(id: string, parentId: string | null, role: Message['role']): Message {
  return { id, conversationId: 'c', parentId, role, text: id, createdAt: '2026-01-01T00:00:00.000Z', run: null, lastSeq: 0 };
}

const messages = [message('q1', null, 'user'), message('a1', 'q1', 'assistant'), message('a2', 'q1', 'assistant')];
const tree = new MessageTree(messages);

function Page({ leaf, showBranch }: { readonly leaf: string; readonly showBranch: (id: string) => void }) {
  const turns = turnsOf(tree, leaf);
  useLinkedMessage({ turns, tree, showBranch });
  return turns.map((turn) => <section key={turn.question?.id} data-message={turn.question?.id} />);
}

afterEach(() => {
  history.replaceState(null, '', '/');
  vi.restoreAllMocks();
});

describe('useLinkedMessage', () => {
  it('shows the branch of the message in the address, scrolls to its turn, and does so once', () => {
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
    const showBranch = vi.fn<(messageId: string) => void>();
    history.replaceState(null, '', '/c/c#a1');
    const { rerender } = render(<Page leaf="a2" showBranch={showBranch} />);
    expect(showBranch).toHaveBeenCalledExactlyOnceWith('a1');
    expect(scrolled).not.toHaveBeenCalled();
    rerender(<Page leaf="a1" showBranch={showBranch} />);
    rerender(<Page leaf="a1" showBranch={showBranch} />);
    expect(scrolled).toHaveBeenCalledOnce();
    expect(showBranch).toHaveBeenCalledOnce();
  });

  it('leaves the page alone for a message that is not there, and without one', () => {
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
    const showBranch = vi.fn<(messageId: string) => void>();
    history.replaceState(null, '', '/c/c#gone');
    render(<Page leaf="a2" showBranch={showBranch} />);
    history.replaceState(null, '', '/c/c');
    render(<Page leaf="a2" showBranch={showBranch} />);
    expect(scrolled).not.toHaveBeenCalled();
    expect(showBranch).not.toHaveBeenCalled();
  });
});
