import type { ConversationDetail, Message } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { exportConversation } from './export-conversation.ts';
import { pathTo } from './message-path.ts';

const createdAt = '2026-01-01T00:00:00.000Z';

function message(id: string, parentId: string | null, role: Message['role'], text: string): Message {
  return { id, conversationId: 'c', parentId, role, text, createdAt, run: null, lastSeq: 0 };
}

const messages = [
  message('q1', null, 'user', '写一首诗\n要短'),
  message('a1', 'q1', 'assistant', '春眠不觉晓'),
  message('a2', 'q1', 'assistant', '白日依山尽'),
  message('q2', 'a2', 'user', '再来'),
];

function conversation(title: string): ConversationDetail {
  return {
    id: 'c',
    title,
    folderId: null,
    documentId: null,
    revision: 1,
    activeLeafId: 'q2',
    createdAt,
    updatedAt: createdAt,
    binnedAt: null,
    messages,
  };
}

describe('pathTo', () => {
  it('follows the parents of one branch only', () => {
    expect(pathTo(messages, 'q2').map(({ id }) => id)).toEqual(['q1', 'a2', 'q2']);
    expect(pathTo(messages, 'a1').map(({ id }) => id)).toEqual(['q1', 'a1']);
    expect(pathTo(messages, null)).toEqual([]);
    expect(pathTo(messages, 'unknown')).toEqual([]);
  });
});

describe('exportConversation', () => {
  it('writes the shown branch as Markdown, questions quoted', () => {
    expect(exportConversation(conversation('诗'), 'md')).toEqual({
      fileName: '诗.md',
      mediaType: 'text/markdown',
      text: '# 诗\n\n> 写一首诗\n> 要短\n\n白日依山尽\n\n> 再来\n',
    });
  });

  it('writes every branch as JSON that can be read back', () => {
    const { text } = exportConversation(conversation('诗'), 'json');
    expect(JSON.parse(text)).toMatchObject({ format: 'maobi-conversation', version: 1, messages });
  });

  it('names the file after the first question when there is no title, and never makes a path of it', () => {
    expect(exportConversation(conversation(''), 'md').fileName).toBe('写一首诗.md');
    const asked = [message('q1', null, 'user', '\n```ts\nconst **a** = 1;\n```\n有错吗？')];
    expect(exportConversation({ ...conversation(''), messages: asked, activeLeafId: 'q1' }, 'md').text).toMatch(/^# const a = 1;\n\n/u);
    expect(exportConversation(conversation('../../etc/passwd\u0000:*?'), 'md').fileName).toBe('etc passwd.md');
    expect(exportConversation(conversation('...'), 'json').fileName).toBe('text.json');
    expect([...exportConversation(conversation('字'.repeat(200)), 'md').fileName]).toHaveLength(63);
  });
});
