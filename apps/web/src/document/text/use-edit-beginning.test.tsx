import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useRef } from 'react';
import { LongText } from '../../conversation/markdown/long-text.tsx';
import type { EditPoint } from '../editor/words-view.ts';
import { useEditBeginning, useHandedOn, type EditBeginning } from './use-edit-beginning.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function Text({ edit }: { readonly edit: (point: EditPoint | null) => void }) {
  const pieces = ['first', 'second'].map((source, index) => ({ source, start: 4000 * index, path: [] }));
  const beginning = useRef<EditBeginning>(null);
  beginning.current = useEditBeginning(true, edit);
  return (
    <div {...useHandedOn(beginning, true, () => undefined)} data-text="s">
      <div className="answer">
        <LongText pieces={pieces} draw={({ source }) => <p>{source}</p>} />
      </div>
    </div>
  );
}

it('a press on a piece of a long text says which piece it was, and where in it', () => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ top: 100, bottom: 200 } as DOMRect);
  const edit = vi.fn<(point: EditPoint | null) => void>();
  render(<Text edit={edit} />);
  fireEvent.mouseUp(screen.getByText('second'), { button: 0, detail: 1, clientX: 10, clientY: 130 });
  vi.runAllTimers();
  expect(edit).toHaveBeenCalledWith({ x: 10, y: 30, start: 4000 });
});

it('a letter that is typed after the press begins the editing at once, and a command does not', () => {
  const edit = vi.fn<(point: EditPoint | null) => void>();
  render(<Text edit={edit} />);
  fireEvent.mouseUp(screen.getByText('first'), { button: 0, detail: 1 });
  fireEvent.keyDown(document.body, { key: 'c', ctrlKey: true });
  fireEvent.keyDown(document.body, { key: 'Shift' });
  expect(edit).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'c' });
  expect(edit).toHaveBeenCalledOnce();
  fireEvent.keyDown(document.body, { key: 'c' });
  vi.runAllTimers();
  expect(edit).toHaveBeenCalledOnce();
});

it('W51 Enter on the text begins the editing, and Ctrl or ⌘ with it, which begins the writing, does not', () => {
  const edit = vi.fn<(point: EditPoint | null) => void>();
  render(<Text edit={edit} />);
  const text = document.querySelector('[data-text]') ?? document.body;
  fireEvent.keyDown(text, { key: 'Enter', ctrlKey: true });
  fireEvent.keyDown(text, { key: 'Enter', metaKey: true });
  expect(edit).not.toHaveBeenCalled();
  fireEvent.keyDown(text, { key: 'Enter' });
  expect(edit).toHaveBeenCalledWith(null);
});
