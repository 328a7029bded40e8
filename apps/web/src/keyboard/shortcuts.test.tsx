import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { useShortcuts, type Shortcuts } from './shortcuts.ts';

afterEach(cleanup);

function Page({ shortcuts }: { readonly shortcuts: Shortcuts }) {
  useShortcuts(shortcuts);
  return <textarea onKeyDown={(event) => event.key === 'b' && event.preventDefault()} />;
}

function open(onToggleList: Shortcuts['onToggleList']) {
  const shortcuts = {
    onSearch: vi.fn<() => void>(),
    onNewConversation: vi.fn<() => void>(),
    onShowSheet: vi.fn<() => void>(),
    onSave: vi.fn<() => void>(),
    onToggleList,
  };
  const { container } = render(<Page shortcuts={shortcuts} />);
  return { shortcuts, field: container.querySelector('textarea') as HTMLTextAreaElement };
}

it('Y9 leave a key alone that something nearer to the writer has used, as an editor does with bold', () => {
  const toggle = vi.fn<() => void>();
  const { shortcuts, field } = open(toggle);
  fireEvent.keyDown(field, { key: 'b', ctrlKey: true });
  expect(toggle).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'b', ctrlKey: true });
  expect(toggle).toHaveBeenCalledOnce();
  fireEvent.keyDown(field, { key: 'k', ctrlKey: true });
  expect(shortcuts.onSearch).toHaveBeenCalledOnce();
});

it('Y9 leave the key of the list to the browser where there is no list, and act never while an input method composes', () => {
  const { shortcuts, field } = open(null);
  expect(fireEvent.keyDown(document.body, { key: 'b', ctrlKey: true })).toBe(true);
  fireEvent.keyDown(field, { key: 'k', ctrlKey: true, isComposing: true });
  fireEvent.keyDown(field, { key: '?' });
  expect(shortcuts.onSearch).not.toHaveBeenCalled();
  expect(shortcuts.onShowSheet).not.toHaveBeenCalled();
});

it('W77 keep the browser from saving its page', () => {
  const { shortcuts } = open(null);
  expect(fireEvent.keyDown(document.body, { key: 's', ctrlKey: true })).toBe(false);
  expect(shortcuts.onSave).toHaveBeenCalledOnce();
});
