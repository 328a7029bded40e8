import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleTalkScope } from '../../../testing/document-samples.ts';
import { renderStudio } from '../../../testing/fake-studio.tsx';
import { TalkComposer } from './talk-composer.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

it('Y9 stops with Esc the answer that was asked for here, and not what is written into the document', async () => {
  const onStop = vi.fn<() => void>();
  const onPage = vi.fn<() => void>();
  const detail = sampleDocument();
  const shared = { documentId: detail.id, detail, scope: sampleTalkScope, onSend: async () => undefined };
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
