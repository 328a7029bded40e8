import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderStudio } from '../testing/fake-studio.tsx';
import { Toaster } from './toaster.tsx';
import { dismissToast, showToast, useToasts } from './toasts.ts';

afterEach(() => {
  for (const { id } of useToasts.getState().toasts) dismissToast(id);
  cleanup();
});

async function open() {
  await renderStudio(
    <>
      <textarea />
      <Toaster />
    </>,
  );
  const field = screen.getByRole('textbox');
  field.focus();
  return field;
}

it('X14 a key leads from a field to what the newest toast can do, and back', async () => {
  const field = await open();
  const run = vi.fn<() => void>();
  act(() => {
    showToast({ text: 'Deleted one', action: { label: 'Undo', run: () => undefined } });
    showToast({ text: 'Deleted two', action: { label: 'Undo', run } });
  });
  expect(screen.getAllByText('F6 leads here.')).toHaveLength(2);
  const [, newest] = screen.getAllByRole('button', { name: 'Undo' });
  fireEvent.keyDown(field, { key: 'F6' });
  expect(document.activeElement).toBe(newest);
  fireEvent.keyDown(newest!, { key: 'F6' });
  expect(document.activeElement).toBe(field);
  fireEvent.keyDown(field, { key: 'F6' });
  fireEvent.click(newest!);
  expect(run).toHaveBeenCalledOnce();
});

it('X14 without a toast the key is the browser’s', async () => {
  const field = await open();
  expect(fireEvent.keyDown(field, { key: 'F6' })).toBe(true);
  act(() => showToast({ text: 'Copied' }));
  expect(fireEvent.keyDown(field, { key: 'F6' })).toBe(false);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Close' }));
});
