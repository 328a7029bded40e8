import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument } from '../../../testing/document-samples.ts';
import { renderStudio } from '../../../testing/fake-studio.tsx';
import { TalkComposer } from './talk-composer.tsx';
import type { TalkScope } from './talk-scope.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const scope: TalkScope = {
  scope: 'outline',
  offered: ['outline'],
  choose: () => undefined,
  context: { sectionIds: [] },
  passage: null,
  section: null,
};

it('Y9 stops with Esc the answer that was asked for here, and not what is written into the document', async () => {
  const onStop = vi.fn<() => void>();
  const onPage = vi.fn<() => void>();
  const detail = sampleDocument();
  const shared = { documentId: detail.id, detail, scope, onSend: async () => undefined };
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
