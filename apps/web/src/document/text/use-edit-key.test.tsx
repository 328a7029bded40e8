import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { useWantedEditing } from './editing-wanted.ts';
import { useEditKey } from './use-edit-key.ts';

afterEach(cleanup);

function Page({ onEdit, hasDialog = false }: { readonly onEdit: () => void; readonly hasDialog?: boolean }) {
  const page = useRef<HTMLElement>(null);
  useEditKey(page, 'in-view');
  useWantedEditing('in-view', onEdit);
  return (
    <main tabIndex={-1}>
      <section ref={page} aria-label="Text">
        <button type="button">Beside it</button>
        {hasDialog && <div role="dialog" />}
      </section>
    </main>
  );
}

it('W76 Enter edits the section in view, from the page and from its text', () => {
  const onEdit = vi.fn<() => void>();
  render(<Page onEdit={onEdit} />);
  fireEvent.keyDown(document.body, { key: 'Enter' });
  fireEvent.keyDown(screen.getByRole('main'), { key: 'Enter' });
  fireEvent.keyDown(screen.getByRole('region'), { key: 'Enter' });
  expect(onEdit).toHaveBeenCalledTimes(3);
});

it('W76 and is left to what has the focus, to what lies over the page, to other keys and to input methods', () => {
  const onEdit = vi.fn<() => void>();
  const { rerender } = render(<Page onEdit={onEdit} />);
  fireEvent.keyDown(screen.getByRole('button'), { key: 'Enter' });
  fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
  fireEvent.keyDown(document.body, { key: 'Enter', repeat: true });
  fireEvent.keyDown(document.body, { key: 'Enter', isComposing: true });
  rerender(<Page onEdit={onEdit} hasDialog />);
  fireEvent.keyDown(document.body, { key: 'Enter' });
  expect(onEdit).not.toHaveBeenCalled();
});
