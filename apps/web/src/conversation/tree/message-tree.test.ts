import type { ConversationDetail, Message } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { MessageTree, turnsOf, withStartedAnswer } from './message-tree.ts';

const createdAt = '2026-01-01T00:00:00.000Z';

function message(id: string, parentId: string | null, role: Message['role'] = id.startsWith('q') ? 'user' : 'assistant'): Message {
  return { id, conversationId: 'c', parentId, role, text: id, createdAt, run: null, lastSeq: 0 };
}

const messages = [
  message('q1', null),
  message('a1', 'q1'),
  message('a2', 'q1'),
  message('q2', 'a2'),
  message('a3', 'q2'),
  message('q2b', 'a2'),
  message('q1b', null),
];

const shown = (tree: MessageTree, leaf: string | null) => turnsOf(tree, leaf).map(({ question, answer }) => [question?.id, answer?.id]);

describe('the tree of a conversation', () => {
  it('shows the questions and answers on the way to one leaf only', () => {
    const tree = new MessageTree(messages);
    expect(shown(tree, 'a3')).toEqual([
      ['q1', 'a2'],
      ['q2', 'a3'],
    ]);
    expect(shown(tree, 'a1')).toEqual([['q1', 'a1']]);
    expect(shown(tree, null)).toEqual([]);
  });

  it('counts the branches beside each question and each answer', () => {
    const [first, second] = turnsOf(new MessageTree(messages), 'a3');
    expect(first?.questionBranches).toEqual({ ids: ['q1', 'q1b'], index: 0 });
    expect(first?.answerBranches).toEqual({ ids: ['a1', 'a2'], index: 1 });
    expect(second?.questionBranches).toEqual({ ids: ['q2', 'q2b'], index: 0 });
  });

  it('goes to the newest end when another branch is chosen', () => {
    const tree = new MessageTree(messages);
    expect(tree.newestLeaf('q1')).toBe('q2b');
    expect(tree.newestLeaf('a1')).toBe('a1');
    expect(tree.newestLeaf('q2')).toBe('a3');
  });

  it('hides a message with everything under it, and shows the branch beside it', () => {
    const tree = new MessageTree(messages, new Set(['a2']));
    expect(tree.size).toBe(3);
    expect(tree.shownLeaf('a3')).toBe('q1b');
    const whole = new MessageTree(messages);
    expect(whole.leafWithout(messages[2] as Message)).toBe('a1');
    expect(whole.leafWithout(messages[4] as Message)).toBe('q2');
    expect(whole.leafWithout(messages[0] as Message)).toBe('q1b');
  });

  it('does not show the instructions a conversation may begin with', () => {
    const tree = new MessageTree([message('s', null, 'system'), message('q', 's'), message('a', 'q')]);
    expect(shown(tree, 'a')).toEqual([['q', 'a']]);
  });

  it('takes a started answer in once, however often it is told', () => {
    const empty: ConversationDetail = {
      id: 'c',
      title: '',
      folderId: null,
      documentId: null,
      revision: 1,
      activeLeafId: null,
      createdAt,
      updatedAt: createdAt,
      binnedAt: null,
      messages: [],
    };
    const run = {} as NonNullable<Message['run']>;
    const started = { user: message('q', null), answer: message('a', 'q'), run };
    const twice = withStartedAnswer(withStartedAnswer(empty, started), started);
    expect(twice.messages.map(({ id }) => id)).toEqual(['q', 'a']);
    expect(twice.activeLeafId).toBe('a');
  });
});
