import type { Message } from '@maobi/contract';
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderStudio } from '../../testing/fake-studio.tsx';
import { sampleId } from '../../testing/samples.ts';
import { NextQuestion } from './next-question.ts';
import { TurnActions } from './turn-actions.tsx';

afterEach(cleanup);

it('what can be done with each question is named after it: the buttons of all turns are called alike', async () => {
  const said = { conversationId: sampleId(1), createdAt: '2026-03-01T08:00:00.000Z', run: null, lastSeq: 0, parentId: null };
  const alone = { index: 0, ids: ['one'] } as never;
  const turns = ['What is missing?', 'x'.repeat(60)].map((text, index) => {
    const question: Message = { ...said, id: sampleId(index), role: 'user', text };
    return { question, answer: null, questionBranches: alone, answerBranches: alone };
  });
  await renderStudio(
    <NextQuestion value={() => Promise.resolve()}>
      {turns.map((turn) => (
        <TurnActions key={turn.question.id} turn={turn} isRunning={false} handlers={{} as never} onEdit={() => undefined} />
      ))}
    </NextQuestion>,
  );
  const first = screen.getByRole('group', { name: 'For “What is missing?”' });
  expect(within(first).getByRole('button', { name: 'Edit question' })).toBeTruthy();
  expect(screen.getByRole('group', { name: `For “${'x'.repeat(40)}…”` })).toBeTruthy();
});
