import type { BatchRow, RowChange } from '@maobi/contract';
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleBatch, sampleEdits, sampleRow, sampleTemplate } from '../../testing/batch-samples.ts';
import type { BatchColumn } from '../batch-columns.ts';
import { withChanges } from '../rows/apply-changes.ts';
import { useGrid } from './use-grid.ts';

const column = (name: string): BatchColumn => ({ name, label: name, isRequired: false, isLong: false, choices: [], width: 100, hint: '' });
const columns = [column('topic'), column('words')];
const nothing = () => undefined;

/** A table with these rows and these values for all of them. */
function table(cells: readonly BatchRow['cells'][], common: BatchRow['cells'] = {}) {
  let rows: readonly BatchRow[] = cells.map((each, index) => sampleRow(`row ${index}`, each));
  const onCommon = vi.fn<(texts: Record<string, string>) => void>();
  const change = (changes: readonly RowChange[]) => {
    rows = withChanges(rows, changes);
  };
  const { result, rerender } = renderHook(() => {
    const edits = sampleEdits(sampleBatch(1, { common, rows: [...rows] }), change);
    return useGrid({ edits, columns, template: sampleTemplate, onCommon });
  });
  const does = (work: (grid: typeof result.current) => void) => {
    act(() => work(result.current));
    rerender();
  };
  return { does, onCommon, grid: () => result.current, cells: () => rows.map((row) => row.cells), remove: () => (rows = rows.slice(0, 1)) };
}

afterEach(cleanup);

describe('the table', () => {
  it('B50 puts what is pasted where the selection begins, from whichever end it was drawn', () => {
    const { does, cells } = table([{}, {}, {}]);
    does((grid) => grid.moveTo({ row: 1, column: 0 }));
    does((grid) => grid.moveTo({ row: 2, column: 1 }, true));
    does((grid) => grid.paste([['春天', '300']]));
    expect(cells()).toEqual([{}, { topic: '春天', words: '300' }, {}]);
  });

  it('B50 fills all that is selected with one cell', () => {
    const { does, cells } = table([{}, {}, { topic: '冬天' }]);
    does((grid) => grid.moveTo({ row: 2, column: 0 }, true));
    does((grid) => grid.paste([['春天']]));
    expect(cells()).toEqual([{ topic: '春天' }, { topic: '春天' }, { topic: '春天' }]);
  });

  it('B50 pastes into the row for all rows, and copies from it', () => {
    const { does, grid, cells, onCommon } = table([{}], { topic: '四季' });
    does((each) => each.moveTo({ row: -1, column: 0 }));
    expect(grid().copied()).toBe('四季');
    does((each) => each.paste([['春天', '300']]));
    expect(onCommon).toHaveBeenCalledWith({ topic: '春天', words: '300' });
    expect(cells()).toEqual([{}]);
  });

  it('B53 fills down from the row above, and leaves the first row alone', () => {
    const { does, cells } = table([{ topic: '春天' }, {}]);
    does((grid) => grid.fillDown());
    expect(cells()[0]).toEqual({ topic: '春天' });
    does((grid) => grid.moveTo({ row: 1, column: 0 }));
    does((grid) => grid.fillDown());
    expect(cells()).toEqual([{ topic: '春天' }, { topic: '春天' }]);
  });

  it('B53 stays in the table when the rows below are gone', () => {
    const { does, grid, remove } = table([{}, {}, {}]);
    does((each) => each.moveTo({ row: 2, column: 1 }));
    remove();
    does(nothing);
    expect(grid().at).toEqual({ row: 0, column: 1 });
  });
});
