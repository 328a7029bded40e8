import { maxCellLength } from '@maobi/contract';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderStudio } from '../../testing/fake-studio.tsx';
import type { BatchColumn } from '../batch-columns.ts';
import { CellEditor } from './cell-editor.tsx';
import type { Grid } from './use-grid.ts';

const column: BatchColumn = { name: 'topic', label: 'Topic', isRequired: true, isLong: false, choices: [], width: 200, hint: '' };

async function editor(isEditing: boolean) {
  const grid = {
    at: { row: 0, column: 0 },
    range: { top: 0, bottom: 0, left: 0, right: 0 },
    isEditing,
    moveTo: vi.fn<Grid['moveTo']>(),
    selectRow: vi.fn<Grid['selectRow']>(),
    edit: vi.fn<Grid['edit']>(),
    cancel: vi.fn<Grid['cancel']>(),
    commit: vi.fn<Grid['commit']>(),
    clear: vi.fn<Grid['clear']>(),
    fillDown: vi.fn<Grid['fillDown']>(),
    selectAll: vi.fn<Grid['selectAll']>(),
    sort: vi.fn<Grid['sort']>(),
    copied: () => '春天\t300',
    paste: vi.fn<Grid['paste']>(),
    isFilled: () => false,
  } satisfies Grid;
  const onPaste = vi.fn<(text: string) => void>();
  const shared = { grid, column, value: '春天', size: { rows: 2, columns: 2 }, label: 'Row 1, Topic: 春天', style: {}, takesFocus: true };
  await renderStudio(
    <CellEditor
      {...shared}
      onFocusChange={() => undefined}
      onUndo={() => undefined}
      onRedo={() => undefined}
      onLeave={() => undefined}
      onShowText={() => undefined}
      onPaste={onPaste}
    />,
  );
  return { grid, onPaste, field: screen.getByRole<HTMLTextAreaElement>('textbox') };
}

afterEach(cleanup);

describe('the field over a cell', () => {
  it('B53 leaves keys of an input method alone, also where only their old code tells', async () => {
    const { grid, field } = await editor(true);
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
    fireEvent.keyDown(field, { key: 'Escape', isComposing: true });
    expect(grid.moveTo).not.toHaveBeenCalled();
    expect(grid.cancel).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(grid.moveTo).toHaveBeenCalledWith({ row: 1, column: 0 });
  });

  it('B53 is open as soon as something is composed or typed, and has what stands there after Enter', async () => {
    const { grid, field } = await editor(false);
    expect(field.value).toBe('');
    fireEvent.compositionStart(field);
    expect(grid.edit).toHaveBeenLastCalledWith('');
    fireEvent.input(field, { target: { value: '夏' } });
    expect(grid.edit).toHaveBeenLastCalledWith('夏');
    fireEvent.keyDown(field, { key: 'F2' });
    expect(grid.edit).toHaveBeenLastCalledWith('春天');
  });

  it('B61 takes no more than a cell can hold', async () => {
    const { field } = await editor(true);
    expect(field.maxLength).toBe(maxCellLength);
  });

  it('B50 gives pasted text to the table, unless the cell is open', async () => {
    const closed = await editor(false);
    fireEvent.paste(closed.field, { clipboardData: { getData: () => 'a\tb' } });
    fireEvent.paste(closed.field, { clipboardData: { getData: () => '' } });
    expect(closed.onPaste.mock.calls).toEqual([['a\tb']]);
  });
});
