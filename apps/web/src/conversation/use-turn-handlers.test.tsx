import type { ConversationDetail, Message, Run } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { keys } from '../studio/keys.ts';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleId } from '../testing/samples.ts';
import { useToasts } from '../toasts/toasts.ts';
import { MessageTree } from './tree/message-tree.ts';
import { useTurnHandlers } from './use-turn-handlers.ts';
import { WritingActions } from './writing-actions.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const createdAt = '2026-11-01T00:00:00.000Z';
const conversation = sampleConversation(1);
const said = { conversationId: conversation.id, createdAt, run: null, lastSeq: 0 };
const question: Message = { ...said, id: sampleId(11), parentId: null, role: 'user', text: '写一段代码' };
const answer: Message = { ...said, id: sampleId(12), parentId: question.id, role: 'assistant', text: '```py\nprint(\n```' };

function handlersOf(
  studioAnswer: ConstructorParameters<typeof FakeStudio>[0],
  messages = [question, answer],
  documentId: string | null = null,
) {
  const studio = new FakeStudio(studioAnswer);
  const detail: ConversationDetail = { ...conversation, documentId, activeLeafId: answer.id, messages };
  const queryClient = new QueryClient();
  queryClient.setQueryData(keys.conversation(conversation.id), detail);
  const actions = new WritingActions(queryClient, conversation.id);
  const { result } = renderHook(() => useTurnHandlers(actions, new MessageTree(messages), detail));
  const shown = () => queryClient.getQueryData<ConversationDetail>(keys.conversation(conversation.id));
  return { studio, handlers: result.current, shown };
}

it('K8: asks the next question below the last message shown', async () => {
  const begun = { usage: null, timings: null, error: null, endedAt: null, documentId: null, versionId: null };
  const of = { conversationId: conversation.id, messageId: answer.id, model: 'demo', seed: 1, createdAt };
  const run: Run = { ...begun, ...of, id: sampleId(13), action: 'answer', state: 'queued' };
  const { studio, handlers } = handlersOf({ sendMessage: () => ({ user: question, answer, run }) });
  await handlers.askNext('请修正');
  expect(studio.bodiesOf('sendMessage')).toEqual([expect.objectContaining({ parentId: answer.id, text: '请修正' })]);
});

it('K8: says why a question could not be asked', async () => {
  const { handlers } = handlersOf({});
  await handlers.askNext('请修正');
  expect(useToasts.getState().toasts.at(-1)).toMatchObject({ isFailure: true });
});

it('Y29 a reworded question that is sent once more names the same things, other words name others', async () => {
  const failed = { code: 'internal', message: 'broken', retryable: true } as const;
  const { studio, handlers } = handlersOf({ sendMessage: () => failed });
  for (const text of ['甲', '甲', '乙']) await expect(handlers.editQuestion(question, text)).rejects.toThrow('broken');
  const [first, second, third] = studio.bodiesOf('sendMessage') as { id: string; text: string }[];
  expect([first, third]).toMatchObject([{ text: '甲' }, { text: '乙' }]);
  expect(second).toEqual(first);
  expect(third?.id).not.toBe(first?.id);
});

it('Y30 an answer changed by hand is shown beside the one it was, and a second attempt names the same one', async () => {
  let isBroken = true;
  const { studio, handlers, shown } = handlersOf({
    editAnswer: ({ body }) => {
      const { id, text } = body as { id: string; text: string };
      if (isBroken) return { code: 'internal', message: 'broken', retryable: true };
      return { ...answer, id, text };
    },
  });
  await expect(handlers.editAnswer(answer, '改过的')).rejects.toThrow('broken');
  isBroken = false;
  await handlers.editAnswer(answer, '改过的');
  const [first, second] = studio.bodiesOf('editAnswer') as { id: string }[];
  expect(second).toEqual(first);
  expect(shown()?.activeLeafId).toBe(second?.id);
  expect(shown()?.messages.map(({ text }) => text)).toEqual([question.text, answer.text, '改过的']);
});

it('C5 a question about a document is reworded with what it was about, the words of a passage that were given further up too', async () => {
  const failed = { code: 'internal', message: 'broken', retryable: true } as const;
  const of = { kind: 'passage' as const, sectionId: sampleId(21), number: 2 };
  const about: Message = { ...question, context: [{ ...of, text: 'A passage of section 2:\nOver the river.\nAt dawn.' }] };
  const next: Message = { ...question, id: sampleId(14), parentId: answer.id, context: [{ ...of, text: '' }] };
  const part = { kind: 'section' as const, sectionId: sampleId(22), number: 1, text: '' };
  const last: Message = { ...question, id: sampleId(15), parentId: answer.id, context: [part] };
  const { studio, handlers } = handlersOf({ sendMessage: () => failed }, [about, answer, next, last]);
  for (const each of [about, next, last]) await expect(handlers.editQuestion(each, '另一种说法')).rejects.toThrow('broken');
  const passage = { sectionId: sampleId(21), text: 'Over the river.\nAt dawn.' };
  expect(studio.bodiesOf('sendMessage')).toMatchObject([
    { context: { sectionIds: [], passage } },
    { context: { sectionIds: [], passage } },
    { context: { sectionIds: [sampleId(22)] } },
  ]);
});

it('C5 code is asked to be mended with what the question above was about', async () => {
  const failed = { code: 'internal', message: 'broken', retryable: true } as const;
  const about: Message = { ...question, context: [{ kind: 'section', sectionId: sampleId(22), number: 1, text: '' }] };
  const { studio, handlers } = handlersOf({ sendMessage: () => failed }, [about, answer], sampleId(1));
  await handlers.askNext('请修正');
  expect(studio.bodiesOf('sendMessage')).toMatchObject([{ parentId: answer.id, context: { sectionIds: [sampleId(22)] } }]);
});
