import { vi } from 'vitest';
import { CellEditor } from '../../batches/grid/cell-editor.tsx';
import type { Grid } from '../../batches/grid/use-grid.ts';
import { CommonPanel } from '../../batches/common-panel.tsx';
import { RowPanel } from '../../batches/row-panel.tsx';
import { sampleBatch, sampleEdits, sampleRow, sampleTemplate } from '../batch-samples.ts';
import { type ShownField, type FieldRows, enter, escape, drawn, calls, nothing } from './field-row.tsx';

const column = { name: 'topic', label: 'Topic', isRequired: true, isLong: false, choices: [], width: 200, hint: '' };

async function cellEditor(): Promise<ShownField> {
  const grid = {
    at: { row: 0, column: 0 },
    range: { top: 0, bottom: 0, left: 0, right: 0 },
    isEditing: true,
    moveTo: vi.fn<Grid['moveTo']>(),
    selectRow: vi.fn<Grid['selectRow']>(),
    edit: vi.fn<Grid['edit']>(),
    cancel: vi.fn<Grid['cancel']>(),
    commit: vi.fn<Grid['commit']>(),
    clear: vi.fn<Grid['clear']>(),
    fillDown: vi.fn<Grid['fillDown']>(),
    selectAll: vi.fn<Grid['selectAll']>(),
    sort: vi.fn<Grid['sort']>(),
    copied: () => '',
    paste: vi.fn<Grid['paste']>(),
    isFilled: () => false,
  } satisfies Grid;
  const shared = { grid, column, value: '', size: { rows: 2, columns: 2 }, label: 'Cell', style: {}, takesFocus: true };
  const does = { onFocusChange: nothing, onUndo: nothing, onRedo: nothing, onLeave: nothing, onShowText: nothing, onPaste: nothing };
  const acts = () => calls(grid.moveTo, grid.cancel, grid.commit, grid.clear, grid.selectAll);
  return { field: await drawn(<CellEditor {...shared} {...does} />), acts };
}

async function rowPanel(): Promise<ShownField> {
  const [change, onClose] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const row = sampleRow('r', {});
  const edits = sampleEdits(sampleBatch(1, { rows: [row] }), change);
  const shared = { row, index: 0, edits, template: sampleTemplate, columns: [column], hiddenColumns: [], like: null, hasFields: true };
  const does = { onAddColumn: nothing, onShow: nothing, onRetry: nothing, onExtend: nothing, onRemove: nothing, onClose };
  return { field: await drawn(<RowPanel {...shared} {...does} />), acts: () => calls(change, onClose) };
}

async function commonPanel(): Promise<ShownField> {
  const [change, onClose] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const panel = (
    <CommonPanel
      edits={sampleEdits(sampleBatch(1), change)}
      columns={[column]}
      hiddenColumns={[]}
      onAddColumn={nothing}
      onClose={onClose}
    />
  );
  return { field: await drawn(panel), acts: () => calls(change, onClose) };
}

/** Fields of a batch. */
export const batchFields: FieldRows = {
  'a cell of a batch': { file: 'batches/grid/cell-editor.tsx', show: cellEditor, key: enter },
  'a field of a row on a phone': { file: 'batches/cell-fields.tsx', show: rowPanel, key: escape },
  'a field for all rows on a phone': { file: 'batches/cell-fields.tsx', show: commonPanel, key: escape },
};
