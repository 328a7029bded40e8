import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LongText } from '../../conversation/markdown/long-text.tsx';
import type { EditPoint } from '../editor/words-view.ts';
import { useEditBeginning } from './use-edit-beginning.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function Text({ edit }: { readonly edit: (point: EditPoint | null) => void }) {
  const pieces = ['first', 'second'].map((source, index) => ({ source, start: 4000 * index, path: [] }));
  return (
    <div {...useEditBeginning(true, edit)} data-text="s">
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
