import type { Message } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleId, sampleMessage } from '../../testing/samples.ts';
import { NextQuestion } from './next-question.ts';
import { TurnActions } from './turn-actions.tsx';

afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
});

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

it('Y31 an answer becomes a document as a Markdown file does, and that is opened', async () => {
  const document = sampleDocument();
  const studio = new FakeStudio({ createDocument: () => document, replaceOutline: () => document });
  const question = sampleMessage(1);
  const text = '# Fog\n\n## Where\n\nOver the river.\n\n## When\n\nAt dawn.';
  const answer = sampleMessage(2, { parentId: question.id, role: 'assistant', text });
  const alone = { index: 0, ids: ['one'] };
  const turn = { question, answer, questionBranches: alone, answerBranches: alone };
  await renderStudio(<TurnActions turn={turn} isRunning={false} handlers={{} as never} onEdit={() => undefined} />);
  expect(screen.queryByRole('button', { name: 'Edit answer' })).toBeNull(); // nothing can be asked here
  fireEvent.click(screen.getByRole('button', { name: 'Open as a document' }));
  await waitFor(() => expect(location.pathname).toBe(`/documents/${document.id}`));
  expect(studio.bodiesOf('createDocument')).toMatchObject([{ title: 'Fog' }]);
  expect(studio.bodiesOf('replaceOutline')).toMatchObject([
    { sections: [{ heading: 'Where' }, { heading: 'When' }], texts: [{ text: 'Over the river.' }, { text: 'At dawn.' }] },
  ]);
});

const onPhone = () =>
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }));

it('Y34 on a phone what can be done stands in one row: the rarer things in a menu, each by its name', async () => {
  onPhone();
  new FakeStudio({});
  const question = sampleMessage(1, { text: 'What is fog?' });
  const answer = sampleMessage(2, { parentId: question.id, role: 'assistant', text: 'A cloud.' });
  const alone = { index: 0, ids: ['one'] };
  const turn = { question, answer, questionBranches: alone, answerBranches: alone };
  const onEdit = vi.fn<(message: Message) => void>();
  await renderStudio(
    <NextQuestion value={() => Promise.resolve()}>
      <TurnActions turn={turn} isRunning={false} handlers={{} as never} onEdit={onEdit} />
    </NextQuestion>,
  );
  const row = screen.getByRole('group', { name: 'For “What is fog?”' });
  const buttons = within(row).getAllByRole('button');
  expect(buttons.map((button) => button.textContent || button.getAttribute('aria-label'))).toEqual([
    'Copy',
    'Answer again',
    'More for “What is fog?”',
  ]);
  fireEvent.keyDown(within(row).getByRole('button', { name: /^More/ }), { key: 'ArrowDown' });
  const items = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent);
  expect(items).toEqual(['Edit answer', 'Open as a document', 'Edit question', 'Delete from here']);
  fireEvent.click(screen.getByRole('menuitem', { name: 'Edit question' }));
  expect(onEdit).toHaveBeenCalledExactlyOnceWith(question);
});

it('Y34 on a phone the only thing that can be done while an answer is written says its name', async () => {
  onPhone();
  const question = sampleMessage(1, { text: 'What is fog?' });
  const alone = { index: 0, ids: ['one'] };
  const turn = { question, answer: null, questionBranches: alone, answerBranches: alone };
  await renderStudio(
    <NextQuestion value={() => Promise.resolve()}>
      <TurnActions turn={turn} isRunning handlers={{} as never} onEdit={() => undefined} />
    </NextQuestion>,
  );
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Edit question']);
});

it('Y34 on a phone where both have others to turn to, these take the room of the words', async () => {
  onPhone();
  const question = sampleMessage(1, { text: 'What is fog?' });
  const answer = sampleMessage(2, { parentId: question.id, role: 'assistant', text: 'A cloud.' });
  const several = { index: 0, ids: ['one', 'two'] };
  const turn = { question, answer, questionBranches: several, answerBranches: several };
  await renderStudio(
    <NextQuestion value={() => Promise.resolve()}>
      <TurnActions turn={turn} isRunning={false} handlers={{} as never} onEdit={() => undefined} />
    </NextQuestion>,
  );
  expect(screen.getByRole('button', { name: 'Answer again' }).textContent).toBe('');
});
