import type { BatchRow } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { sampleRow, sampleTemplate } from '../../testing/batch-samples.ts';
import { cellsOnClipboard, clipboardText, pasteChanges } from './pasted-cells.ts';

const rows: BatchRow[] = [sampleRow('a', { topic: '一' }), sampleRow('b', { topic: '二' })];
const columns = ['topic', 'fields.platform', 'words'];
const place = { rows, columns, rowIndex: 0, columnIndex: 0, template: sampleTemplate };

describe('what is pasted', () => {
  it('B52 goes from the corner on, and makes rows where the table ends', async () => {
    const lines = await cellsOnClipboard('竖屏\t300\r\n图文\t200\r\n"多\n行"\t100\r\n');
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

  it('B52 goes into the columns that its first line names', async () => {
    const lines = await cellsOnClipboard('字数\t\t题目\n200\tx\t春天\n');
    expect(pasteChanges(lines, place).changes).toEqual([{ type: 'cells', rowId: 'a', cells: { words: '200', topic: '春天' } }]);
  });

  it('B2 is cut off where a batch is full, and that is said', () => {
    const lines = Array.from({ length: 1_200 }, (_, index) => [String(index)]);
    const { changes, leftOut } = pasteChanges(lines, place);
    expect(changes.filter(({ type }) => type === 'cells')).toHaveLength(2);
    expect(changes.at(-1)).toMatchObject({ type: 'add', rows: { length: 998 } });
    expect(leftOut).toBe(200);
  });

  it('B52 is what was copied', async () => {
    const lines = [
      ['a', 'b\tc'],
      ['"d"\ne', ''],
    ];
    expect(await cellsOnClipboard(clipboardText(lines))).toEqual(lines);
  });
});
