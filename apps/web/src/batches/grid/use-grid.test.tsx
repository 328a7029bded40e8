import type { BatchRow } from '@maobi/contract';
import { act, cleanup, renderHook } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, describe, expect, it } from 'vitest';
import '../../language/language.ts';
import { sampleBatch, sampleEdits, sampleRow, sampleTemplate } from '../../testing/batch-samples.ts';
import type { BatchColumn } from '../batch-columns.ts';
import { useToasts } from '../../toasts/toasts.ts';
import { withChanges, type BatchChange } from '../rows/apply-changes.ts';
import { useGrid } from './use-grid.ts';

const column = (name: string): BatchColumn => ({ name, label: name, isRequired: false, isLong: false, choices: [], width: 100, hint: '' });
const columns = [column('topic'), column('words')];
const nothing = () => undefined;

/** A table with these rows and these values for all of them. */
function table(cells: readonly BatchRow['cells'][], common: BatchRow['cells'] = {}) {
  let batch = sampleBatch(1, { common, rows: cells.map((each, index) => sampleRow(`row ${index}`, each)) });
  const made: BatchChange[] = [];
  const change = (changes: readonly BatchChange[]) => {
    made.push(...changes);
    batch = withChanges(batch, changes);
  };
  const { result, rerender, unmount } = renderHook(() => useGrid({ edits: sampleEdits(batch, change), columns, template: sampleTemplate }));
  const does = (work: (grid: typeof result.current) => void) => {
    act(() => work(result.current));
    rerender();
  };
  return {
    does,
    grid: () => result.current,
    cells: () => batch.rows.map((row) => row.cells),
    common: () => batch.common,
    changes: () => made,
    put: (change: (standing: readonly BatchRow[]) => BatchRow[]) => (batch = { ...batch, rows: change(batch.rows) }),
    unmount,
  };
}

afterEach(cleanup);

describe('the table', () => {
  it('B50 puts what is pasted where the selection begins, from whichever end it was drawn', () => {
    const { does, cells } = table([{}, {}, {}]);
    does((grid) => grid.moveTo({ row: 1, column: 0 }));
    does((grid) => grid.moveTo({ row: 2, column: 1 }, true));
    does((grid) => grid.paste([['春天'], ['夏天'], ['秋天']]));
    expect(cells()).toEqual([{}, { topic: '春天' }, { topic: '夏天' }, { topic: '秋天' }]);
  });

  it('B50 fills all that is selected with a block that goes into it several times', () => {
    const { does, cells } = table([{}, {}, {}, {}]);
    does((grid) => grid.moveTo({ row: 0, column: 0 }));
    does((grid) => grid.moveTo({ row: 3, column: 1 }, true));
    does((grid) =>
      grid.paste([
        ['春天', '300'],
        ['夏天', '200'],
      ]),
    );
    const [spring, summer] = [
      { topic: '春天', words: '300' },
      { topic: '夏天', words: '200' },
    ];
    expect(cells()).toEqual([spring, summer, spring, summer]);
  });

  it('changes each row once, however many of its cells are emptied', () => {
    const { does, cells, changes } = table([{ topic: '春天', words: '300' }, { topic: '夏天' }, { topic: '冬天' }]);
    does((grid) => grid.moveTo({ row: 1, column: 1 }, true));
    does((grid) => grid.clear());
    expect(cells()).toEqual([{}, {}, { topic: '冬天' }]);
    expect(changes()).toHaveLength(2);
  });

  it('B50 says what had no place, and pastes nothing where a cell is too long', async () => {
    await i18next.changeLanguage('en');
    const { does, cells, common } = table([{}, {}]);
    const told = () =>
      useToasts
        .getState()
        .toasts.map(({ text }) => text)
        .at(-1);
    does((grid) => grid.moveTo({ row: 0, column: 1 }));
    does((grid) =>
      grid.paste([
        ['300', 'x'],
        ['200', 'y'],
      ]),
    );
    expect(cells()).toEqual([{ words: '300' }, { words: '200' }]);
    expect(told()).toContain('were not pasted: 2.');
    does((grid) => grid.paste([['400'], ['x'.repeat(20_001)]]));
    expect(cells()).toEqual([{ words: '300' }, { words: '200' }]);
    expect(told()).toContain('Cell 1 of line 2 has 20001 characters');
    const book = 'x'.repeat(30_000);
    does((grid) => grid.paste([[book]]));
    expect(told()).toContain('Cell 1 of line 1 has 30000 characters');
    does((grid) => grid.moveTo({ row: -1, column: 0 }));
    does((grid) => grid.paste([['春天', book]]));
    expect([cells(), common()]).toEqual([[{ words: '300' }, { words: '200' }], {}]);
    expect(told()).toContain('Cell 2 of line 1');
    does((grid) => grid.moveTo({ row: 0, column: 1 }));
    does((grid) =>
      grid.paste([
        ['topic', '平台号'],
        ['春天', '7'],
      ]),
    );
    expect(told()).toBe('This batch has no such columns, so they were left out: 平台号.');
  });

  it('B50 fills all that is selected with one cell', () => {
    const { does, cells } = table([{}, {}, { topic: '冬天' }]);
    does((grid) => grid.moveTo({ row: 2, column: 0 }, true));
    does((grid) => grid.paste([['春天']]));
    expect(cells()).toEqual([{ topic: '春天' }, { topic: '春天' }, { topic: '春天' }]);
  });

  it('B50 pastes into the row for all rows, and copies from it', () => {
    const { does, grid, cells, common } = table([{}], { topic: '四季' });
    does((each) => each.moveTo({ row: -1, column: 0 }));
    expect(grid().copied()).toBe('四季');
    does((each) => each.paste([['春天', '300']]));
    expect(common()).toEqual({ topic: '春天', words: '300' });
    expect(cells()).toEqual([{}]);
  });

  it('B62 makes a row of what is pasted or typed where there is none, unless the writer went to what counts for all', () => {
    const pasted = table([]);
    pasted.does((each) => each.paste([['春天', '300']]));
    expect([pasted.cells(), pasted.common()]).toEqual([[{ topic: '春天', words: '300' }], {}]);
    const single = table([]);
    single.does((each) => each.paste([['春天']]));
    expect([single.cells(), single.grid().at]).toEqual([[{ topic: '春天' }], { row: 0, column: 0 }]);
    const typed = table([]);
    typed.does((each) => each.edit('春'));
    expect(typed.grid().isEditing).toBe(true);
    typed.does((each) => each.edit('春天'));
    typed.does((each) => each.moveTo({ row: 0, column: 1 }));
    expect([typed.cells(), typed.grid().at]).toEqual([[{ topic: '春天' }], { row: 0, column: 1 }]);
    const forAll = table([]);
    forAll.does((each) => each.moveTo({ row: -1, column: 1 }));
    forAll.does((each) => each.paste([['300']]));
    forAll.does((each) => each.moveTo({ row: -1, column: 0 }));
    forAll.does((each) => each.edit('四季'));
    forAll.does((each) => each.commit());
    expect([forAll.cells(), forAll.common()]).toEqual([[], { topic: '四季', words: '300' }]);
  });

  it('B63 sorts all rows, and leaves selected only the cell where the writer is, in its row', () => {
    const { does, grid, cells } = table([{ topic: 'b' }, { topic: 'c' }, { topic: 'a' }]);
    does((each) => each.selectAll());
    expect([grid().at, grid().range]).toEqual([
      { row: 0, column: 0 },
      { top: 0, bottom: 2, left: 0, right: 1 },
    ]);
    does((each) => each.sort(0, false));
    expect(cells()).toEqual([{ topic: 'a' }, { topic: 'b' }, { topic: 'c' }]);
    expect(grid().range).toEqual({ top: 1, bottom: 1, left: 0, right: 0 });
  });

  it('B53 empties rows and what counts for all of them in one change', () => {
    const { does, cells, common } = table([{ topic: '春天', words: '300' }], { topic: '四季', words: '200' });
    does((grid) => grid.moveTo({ row: -1, column: 0 }));
    does((grid) => grid.moveTo({ row: 0, column: 0 }, true));
    does((grid) => grid.clear());
    expect([cells(), common()]).toEqual([[{ words: '300' }], { words: '200' }]);
  });

  it('B53 fills down from the row above, and leaves the first row alone', () => {
    const { does, cells } = table([{ topic: '春天' }, {}]);
    does((grid) => grid.fillDown());
    expect(cells()[0]).toEqual({ topic: '春天' });
    does((grid) => grid.moveTo({ row: 1, column: 0 }));
    does((grid) => grid.fillDown());
    expect(cells()).toEqual([{ topic: '春天' }, { topic: '春天' }]);
  });

  it('B58 keeps what was typed for its own cell, wherever that stands by then', () => {
    const { does, grid, cells, put } = table([{ topic: '春天' }, { topic: '夏天' }, { topic: '秋天' }]);
    does((each) => each.moveTo({ row: 1, column: 0 }));
    does((each) => each.edit('盛夏'));
    put((rows) => rows.slice(1));
    does(nothing);
    expect([grid().at, grid().isEditing]).toEqual([{ row: 0, column: 0 }, true]);
    does((each) => each.commit());
    expect(cells()).toEqual([{ topic: '盛夏' }, { topic: '秋天' }]);
  });

  it('B58 closes the cell of a row that is gone, and hands on what was typed there', () => {
    const { does, grid, cells, put, changes } = table([{ topic: '春天' }, { topic: '夏天' }]);
    does((each) => each.moveTo({ row: 0, column: 0 }));
    does((each) => each.edit('早春'));
    put((rows) => rows.slice(1));
    does(nothing);
    expect(grid().isEditing).toBe(false);
    expect(changes()).toEqual([{ type: 'cells', rowId: 'row 0', cells: { topic: '早春' } }]);
    expect(cells()).toEqual([{ topic: '夏天' }]);
  });

  it('B58 writes nothing where nothing was changed, whatever another page wrote there meanwhile', () => {
    const { does, cells, put, changes } = table([{ topic: '春天' }], { words: '300' });
    does((each) => each.edit('春天'));
    put(([row]) => [{ ...row!, cells: { topic: '初春' } }]);
    does(nothing);
    does((each) => each.commit());
    does((each) => each.moveTo({ row: -1, column: 1 }));
    does((each) => each.edit('300'));
    does((each) => each.commit());
    expect([cells(), changes()]).toEqual([[{ topic: '初春' }], []]);
  });

  it('B58 keeps what is being typed when the page is left, and when the table is', () => {
    const { does, changes, unmount } = table([{}]);
    const written = (text: string) => ({ type: 'cells', rowId: 'row 0', cells: { topic: text } });
    does((each) => each.edit('春'));
    act(() => void dispatchEvent(new Event('pagehide')));
    expect(changes()).toEqual([written('春')]);
    does(nothing);
    does((each) => each.edit('春天'));
    unmount();
    expect(changes()).toEqual([written('春'), written('春天')]);
  });

  it('B53 stays in the table when the rows below are gone', () => {
    const { does, grid, put } = table([{}, {}, {}]);
    does((each) => each.moveTo({ row: 2, column: 1 }));
    put((rows) => rows.slice(0, 1));
    does(nothing);
    expect(grid().at).toEqual({ row: 0, column: 1 });
  });
});
