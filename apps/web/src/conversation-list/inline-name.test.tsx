import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InlineName } from './inline-name.tsx';

afterEach(cleanup);

function edit(onDone: (name: string | null) => void): HTMLElement {
  render(<InlineName label="Title" initial="旧标题" onDone={onDone} />);
  return screen.getByRole('textbox', { name: 'Title' });
}

describe('InlineName', () => {
  it('keeps the name on Enter and drops it on Escape', () => {
    const onDone = vi.fn<(name: string | null) => void>();
    const field = edit(onDone);
    fireEvent.change(field, { target: { value: ' 新标题 ' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onDone).toHaveBeenCalledExactlyOnceWith('新标题');
    cleanup();
    const second = edit(onDone);
    fireEvent.change(second, { target: { value: '另一个' } });
    fireEvent.keyDown(second, { key: 'Escape' });
    expect(onDone).toHaveBeenLastCalledWith(null);
  });

  it('Y35 keeps the name when its page is left, by Back or a link', async () => {
    const onDone = vi.fn<(name: string | null) => void>();
    fireEvent.change(edit(onDone), { target: { value: '新标题' } });
    cleanup();
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledExactlyOnceWith('新标题'));
  });

  it('does not take the Enter that chooses a word in an input method, in any browser', () => {
    const onDone = vi.fn<(name: string | null) => void>();
    const field = edit(onDone);
    fireEvent.change(field, { target: { value: 'xin' } });
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
    expect(onDone).not.toHaveBeenCalled();
  });

  it.each(['Enter', 'Escape'])('X9: hands the focus to what comes in its place: %s', async (key) => {
    function Row() {
      const [isRenaming, setIsRenaming] = useState(true);
      if (!isRenaming) return <a href="/c/1">旧标题</a>;
      return <InlineName label="Title" initial="旧标题" onDone={() => setIsRenaming(false)} />;
    }
    render(<Row />);
    const field = screen.getByRole('textbox', { name: 'Title' });
    expect(document.activeElement).toBe(field);
    fireEvent.keyDown(field, { key });
    await expect.poll(() => document.activeElement).toBe(screen.getByRole('link', { name: '旧标题' }));
  });
});
