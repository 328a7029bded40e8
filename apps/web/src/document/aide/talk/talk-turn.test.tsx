import type { Message } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { sampleDocument, sampleTalkScope } from '../../../testing/document-samples.ts';
import { renderStudio } from '../../../testing/fake-studio.tsx';
import { sampleId } from '../../../testing/samples.ts';
import { DocumentActions } from '../../document-actions.ts';
import { TalkTurn } from './talk-turn.tsx';

afterEach(cleanup);

const handlers = { runEnded: () => undefined, continueAnswer: () => undefined, regenerate: () => undefined } as never;

it('Y24 question and answer beside a text are set in the language they are written in', async () => {
  const said = { conversationId: sampleId(1), createdAt: '2026-03-01T08:00:00.000Z', run: null, lastSeq: 0 };
  const question: Message = { ...said, id: sampleId(11), parentId: null, role: 'user', text: 'What is missing?' };
  const answer: Message = { ...said, id: sampleId(12), parentId: question.id, role: 'assistant', text: '缺少一个结尾。' };
  const alone = { index: 0, all: [] } as never;
  const turn = { question, answer, questionBranches: alone, answerBranches: alone };
  const detail = sampleDocument();
  await renderStudio(
    <TalkTurn
      turn={turn}
      subject={null}
      detail={detail}
      actions={new DocumentActions(new QueryClient(), detail.id)}
      scope={sampleTalkScope}
      handlers={handlers}
      onShow={() => undefined}
    />,
  );
  expect(screen.getByRole('heading', { name: 'What is missing?' }).lang).toBe('en');
  expect(screen.getByText('缺少一个结尾。').closest('[lang]')?.getAttribute('lang')).toBe('zh-CN');
});
