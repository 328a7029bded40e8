import { ClientError } from '@maobi/contract';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleTalkScope } from '../../../testing/document-samples.ts';
import { renderStudio } from '../../../testing/fake-studio.tsx';
import { drafts } from '../../../conversation/composer/draft-store.ts';
import { TalkComposer } from './talk-composer.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

it('Y9 stops with Esc the answer that was asked for here, and not what is written into the document', async () => {
  const onStop = vi.fn<() => void>();
  const onPage = vi.fn<() => void>();
  const detail = sampleDocument();
  const shared = { documentId: detail.id, detail, scope: sampleTalkScope, onSend: async () => undefined, onSent: () => undefined };
  const { rerender } = await renderStudio(<TalkComposer {...shared} onStop={onStop} />);
  addEventListener('keydown', onPage);
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape', isComposing: true });
  expect(onStop).not.toHaveBeenCalled();
  onPage.mockClear();
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });
  expect(onStop).toHaveBeenCalledOnce();
  expect(onPage).not.toHaveBeenCalled();
  rerender(<TalkComposer {...shared} onStop={null} />);
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });
  expect(onPage).toHaveBeenCalledOnce();
  removeEventListener('keydown', onPage);
});

const tooLong = new ClientError(400, {
  code: 'context-too-long',
  message: 'Too long.',
  retryable: false,
  details: { choices: ['drop-oldest-turns'] },
});

/** Asks a question whose arrival the test decides about. */
async function ask(words: string) {
  const detail = sampleDocument();
  let [arrived, refused]: [() => void, (error: Error) => void] = [() => undefined, () => undefined];
  const sent = new Promise<void>((resolve, reject) => ([arrived, refused] = [resolve, reject]));
  const kept = () => drafts.read(`document-${detail.id}`);
  const keptAsSent: string[] = [];
  const acts = { onSend: () => sent, onSent: () => void keptAsSent.push(kept()), onStop: null };
  await renderStudio(<TalkComposer documentId={detail.id} detail={detail} scope={sampleTalkScope} {...acts} />);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  fireEvent.change(field, { target: { value: words } });
  fireEvent.keyDown(field, { key: 'Enter' });
  return { field, kept, keptAsSent, arrive: () => act(async () => arrived()), fail: (error: Error) => act(async () => refused(error)) };
}

it('Y29 a question about the document is kept until the studio has it, and emptied before another conversation opens', async () => {
  const { field, kept, keptAsSent, arrive } = await ask('How should it end?');
  expect(kept()).toBe('How should it end?');
  await arrive();
  expect([field.value, kept(), keptAsSent]).toEqual(['', '', ['']]);
});

it('Y29 what is typed on while a question about the document is sent stays', async () => {
  const { field, kept, arrive } = await ask('How should it end?');
  fireEvent.change(field, { target: { value: 'How should it end? And begin?' } });
  await arrive();
  expect([field.value, kept()]).toEqual(['How should it end? And begin?', 'How should it end? And begin?']);
});

it('Y29 a question about the document that could not be sent stays, and is told with the way out', async () => {
  const { field, kept, fail } = await ask('How should it end?');
  await fail(tooLong);
  expect([field.value, kept()]).toEqual(['How should it end?', 'How should it end?']);
  expect(screen.getByRole('alert').textContent).toContain('Not sent. Your text is still below.');
  expect(screen.getByRole('button', { name: 'Leave out the oldest and send' })).toBeTruthy();
});
