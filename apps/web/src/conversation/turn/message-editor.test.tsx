import { ClientError, type ErrorBody } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleMessage } from '../../testing/samples.ts';
import { NextQuestion } from './next-question.ts';
import type { TurnHandlers } from './turn-handlers.ts';
import { TurnView } from './turn-view.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const question = sampleMessage(1, { text: 'What is fog?' });
const answer = sampleMessage(2, { parentId: question.id, role: 'assistant', text: 'A cloud.' });
const turn = { question, answer, questionBranches: { ids: [question.id], index: 0 }, answerBranches: { ids: [answer.id], index: 0 } };
const roomMissing: ErrorBody = {
  code: 'context-too-long',
  message: 'too long',
  retryable: false,
  details: { choices: ['drop-oldest-turns'] },
};

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reword the question' });
const reword = () => fireEvent.click(screen.getByRole('button', { name: 'Edit question' }));

async function show(
  editQuestion = vi.fn<TurnHandlers['editQuestion']>(async () => undefined),
  editAnswer = vi.fn<TurnHandlers['editAnswer']>(async () => undefined),
) {
  new FakeStudio({});
  await renderStudio(
    <NextQuestion value={async () => undefined}>
      <TurnView turn={turn} handlers={{ editQuestion, editAnswer } as unknown as TurnHandlers} isLast />
    </NextQuestion>,
  );
  return editQuestion;
}

it('Y29 a reworded question stays in its field until the studio has it', async () => {
  let arrive: () => void = () => undefined;
  const editQuestion = await show(vi.fn<TurnHandlers['editQuestion']>(() => new Promise((resolve) => (arrive = resolve))));
  reword();
  fireEvent.change(field(), { target: { value: ' Why is there fog? ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Send again' }));
  expect(editQuestion).toHaveBeenCalledExactlyOnceWith(question, 'Why is there fog?', undefined);
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect([field().value, field().readOnly]).toEqual([' Why is there fog? ', true]);
  arrive();
  await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  reword();
  expect(field().value).toBe('What is fog?');
});

it('Y29 one that could not be sent stays, says why, and can be sent without the oldest turns', async () => {
  const editQuestion = vi.fn<TurnHandlers['editQuestion']>(async () => undefined).mockRejectedValueOnce(new ClientError(400, roomMissing));
  await show(editQuestion);
  reword();
  fireEvent.change(field(), { target: { value: 'Why?' } });
  fireEvent.keyDown(field(), { key: 'Enter', keyCode: 13 });
  expect((await screen.findByRole('alert')).textContent).toContain('Your wording is still here.');
  expect([field().value, field().readOnly]).toEqual(['Why?', false]);
  fireEvent.click(screen.getByRole('button', { name: 'Leave out the oldest and send' }));
  expect(editQuestion).toHaveBeenLastCalledWith(question, 'Why?', 'drop-oldest-turns');
  await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
});

it('Y29 one that was left with Esc, or by a reload, is there again, without taking the caret; dropped, it is the old one', async () => {
  await show();
  reword();
  expect(document.activeElement).toBe(field());
  fireEvent.change(field(), { target: { value: 'Half a' } });
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect(screen.queryByRole('textbox')).toBeNull();
  reword();
  expect(field().value).toBe('Half a');
  cleanup();
  await show();
  expect(field().value).toBe('Half a');
  expect(document.activeElement).not.toBe(field());
  fireEvent.click(screen.getByRole('button', { name: 'Leave it' }));
  reword();
  expect(field().value).toBe('What is fog?');
  fireEvent.keyDown(field(), { key: 'Escape' });
  cleanup();
  await show();
  expect(screen.queryByRole('textbox')).toBeNull();
});

it('Y30 an answer is changed in its place, letter by letter; Enter breaks the line there, and it stays until the studio has it', async () => {
  const editAnswer = vi.fn<TurnHandlers['editAnswer']>(async () => undefined).mockRejectedValueOnce(new Error('lost'));
  await show(undefined, editAnswer);
  fireEvent.click(screen.getByRole('button', { name: 'Edit answer' }));
  const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Change the answer' });
  expect([area.value, document.activeElement === area]).toEqual(['A cloud.', true]);
  expect(screen.getByRole('heading', { name: 'What is fog?' })).toBeTruthy();
  fireEvent.change(area, { target: { value: '  A cloud\n\non the ground.\n' } });
  fireEvent.keyDown(area, { key: 'Enter', keyCode: 13 });
  expect(editAnswer).not.toHaveBeenCalled();
  fireEvent.keyDown(area, { key: 'Enter', keyCode: 13, ctrlKey: true });
  expect((await screen.findByRole('alert')).textContent).toContain('Your changes are still here.');
  expect(area.value).toBe('  A cloud\n\non the ground.\n');
  fireEvent.click(screen.getByRole('button', { name: 'Keep this version' }));
  await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  expect(editAnswer.mock.calls).toEqual(Array.from({ length: 2 }, () => [answer, '  A cloud\n\non the ground.\n']));
});

it('Y30 an answer that was changed by hand says so, and one that is changed stands there again after a reload', async () => {
  await show();
  expect(screen.getByText('Changed by you')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Edit answer' }));
  fireEvent.change(screen.getByRole('textbox', { name: 'Change the answer' }), { target: { value: 'Half' } });
  cleanup();
  await show();
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Change the answer' }).value).toBe('Half');
});
