import type { Message, Run } from '@maobi/contract';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleId } from '../../testing/samples.ts';
import type { TurnHandlers } from './turn-handlers.ts';
import { TurnView } from './turn-view.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const createdAt = '2026-11-01T00:00:00.000Z';
const ids = { conversationId: sampleId(1), messageId: sampleId(12), documentId: null, versionId: null };
const run: Run = {
  ...ids,
  id: sampleId(13),
  action: 'answer',
  state: 'writing',
  model: 'demo',
  seed: 1,
  usage: null,
  timings: null,
  error: null,
  createdAt,
  endedAt: null,
};
const said = { conversationId: ids.conversationId, createdAt };
const question: Message = { ...said, id: sampleId(11), parentId: null, role: 'user', text: '写一段话', run: null, lastSeq: 0 };
const answer: Message = { ...said, id: ids.messageId, parentId: question.id, role: 'assistant', text: '', run, lastSeq: 0 };
const turn = { question, answer, questionBranches: { ids: [question.id], index: 0 }, answerBranches: { ids: [answer.id], index: 0 } };

it('shows words as they come, and counts beside them about once a second', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const studio = new FakeStudio({});
  await renderStudio(<TurnView turn={turn} handlers={{} as TurnHandlers} isLast />);
  studio.tell(run.id, { type: 'text', seq: 1, text: '清晨', written: 1 });
  await screen.findByText('清晨', { selector: '.answer *' });
  studio.tell(run.id, { type: 'text', seq: 2, text: '的城市', written: 3 });
  await screen.findByText('清晨的城市', { selector: '.answer *' });
  expect(screen.getByText(/^2 characters/)).toBeTruthy();
  clock.mockReturnValue(2500);
  studio.tell(run.id, { type: 'text', seq: 3, text: '醒来', written: 4 });
  await screen.findByText('清晨的城市醒来', { selector: '.answer *' });
  expect(screen.getByText(/^7 characters/)).toBeTruthy();
});
