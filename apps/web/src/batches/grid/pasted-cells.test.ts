import { maxCellLength, type BatchRow } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { sampleRow, sampleTemplate } from '../../testing/batch-samples.ts';
import { cellsOnClipboard, clipboardText, firstLongCell, pasteChanges, repeatedInto } from './pasted-cells.ts';

const rows: BatchRow[] = [sampleRow('a', { topic: '一' }), sampleRow('b', { topic: '二' })];
const columns = ['topic', 'fields.platform', 'words'];
const place = { rows, columns, rowIndex: 0, columnIndex: 0, template: sampleTemplate };

describe('what is pasted', () => {
  it('B52 goes from the corner on, and makes rows where the table ends', () => {
    const lines = cellsOnClipboard('竖屏\t300\r\n图文\t200\r\n"多\n行"\t100\r\n');
    const { changes, leftOut } = pasteChanges(lines, { ...place, rowIndex: 1, columnIndex: 1 });
    expect(leftOut).toBe(0);
    expect(changes).toEqual([
      { type: 'cells', rowId: 'b', cells: { 'fields.platform': 'portrait', words: '300' } },
      {
        type: 'add',
        before: null,
        rows: [
          { id: expect.any(String), cells: { 'fields.platform': '图文', words: '200' } },
          { id: expect.any(String), cells: { 'fields.platform': '多\n行', words: '100' } },
        ],
      },
    ]);
  });

  it('B52 goes into the columns that its first line names', () => {
    const lines = cellsOnClipboard('字数\t\t题目\n200\tx\t春天\n');
    expect(pasteChanges(lines, place).changes).toEqual([{ type: 'cells', rowId: 'a', cells: { words: '200', topic: '春天' } }]);
  });

  it('B50 makes no rows of what is empty behind the last line that is filled', () => {
    const { changes } = pasteChanges(cellsOnClipboard('春天\t\n\t\n夏天\t\n\t\n\t\n'), { ...place, rowIndex: 1 });
    expect(changes).toMatchObject([
      { type: 'cells', rowId: 'b', cells: { topic: '春天' } },
      { type: 'add', rows: [{ cells: { topic: '' } }, { cells: { topic: '夏天' } }] },
    ]);
  });

  it('B2 is cut off where a batch is full, and that is said', () => {
    const lines = Array.from({ length: 1_200 }, (_, index) => [String(index)]);
    const { changes, leftOut } = pasteChanges(lines, place);
    expect(changes.filter(({ type }) => type === 'cells')).toHaveLength(2);
    expect(changes.at(-1)).toMatchObject({ type: 'add', rows: { length: 998 } });
    expect(leftOut).toBe(200);
  });

  it('B2 may be a book of more lines than a function has room for arguments', () => {
    const lines = cellsOnClipboard('字\n'.repeat(150_000));
    const range = { top: 0, bottom: 0, left: 0, right: 0 };
    const { changes, leftOut } = pasteChanges(repeatedInto(lines, range), place);
    expect(changes.at(-1)).toMatchObject({ type: 'add', rows: { length: 998 } });
    expect(leftOut).toBe(149_000);
  });

  it('B52 is what was copied', () => {
    const lines = [
      ['a', 'b\tc'],
      ['"d"\ne', ''],
    ];
    expect(cellsOnClipboard(clipboardText(lines))).toEqual(lines);
  });

  it('B50 keeps rows apart where a text begins with a quotation mark that no line break asked for', () => {
    expect(cellsOnClipboard('"内卷"怎么办\t300\n躺平\t"好"\r\n"多\n行 ""引"""\t\n')).toEqual([
      ['"内卷"怎么办', '300'],
      ['躺平', '"好"'],
      ['多\n行 "引"', ''],
    ]);
  });

  it('B50 goes where its first line says although some columns are unknown, and names those', () => {
    const lines = cellsOnClipboard('编号\t题目\t字数\t空\n1\t春天\t200\t\n2\t夏天\t300\t');
    expect(pasteChanges(lines, place)).toMatchObject({
      changes: [
        { rowId: 'a', cells: { topic: '春天', words: '200' } },
        { rowId: 'b', cells: { topic: '夏天', words: '300' } },
      ],
      unknown: ['编号'],
    });
  });

  it('B50 names what is right of the last column, and what is too long for a cell', () => {
    expect(pasteChanges([['100', 'x', '']], { ...place, columnIndex: 2 })).toMatchObject({
      changes: [{ cells: { words: '100' } }],
      unknown: ['2'],
    });
    const long = [['春天'], ['夏天'], ['秋'.repeat(maxCellLength + 1)]];
    expect(firstLongCell(long)).toEqual({ line: 3, column: 1, count: maxCellLength + 1 });
  });
});
