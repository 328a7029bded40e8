import type { BatchRow, RowChange } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { inverseOf, withChanges } from './apply-changes.ts';

const row = (id: string, cells: BatchRow['cells'] = { topic: id }): BatchRow => ({
  id,
  cells,
  documentId: null,
  runId: null,
  state: 'empty',
  count: 0,
  target: null,
  isEdited: false,
  problems: [],
  error: null,
});
const rows = ['a', 'b', 'c', 'd'].map((id) => row(id));
const shown = (given: readonly BatchRow[]) => given.map(({ id, cells }) => `${id}:${cells['topic'] ?? ''}`).join(' ');

describe('changes of rows, before the studio has heard of them', () => {
  const cases: [string, RowChange[], string][] = [
    ['cells', [{ type: 'cells', rowId: 'b', cells: { topic: 'x' } }], 'a:a b:x c:c d:d'],
    ['an emptied cell', [{ type: 'cells', rowId: 'b', cells: { topic: '' } }], 'a:a b: c:c d:d'],
    ['rows that are added', [{ type: 'add', rows: [{ id: 'e', cells: { topic: 'e' } }], before: 'b' }], 'a:a e:e b:b c:c d:d'],
    ['rows that go', [{ type: 'remove', rowIds: ['b', 'c', 'd'] }], 'a:a'],
    ['a row that moves', [{ type: 'move', rowId: 'd', before: 'a' }], 'd:d a:a b:b c:c'],
    [
      'many at once',
      [
        { type: 'remove', rowIds: ['a'] },
        { type: 'add', rows: [{ id: 'a', cells: {} }], before: null },
      ],
      'b:b c:c d:d a:',
    ],
  ];

  it('B52 has a row that is brought back as it was', () => {
    const written = [{ ...row('a'), documentId: 'd', state: 'done', count: 300 } as const, row('b')];
    const changes: RowChange[] = [
      { type: 'remove', rowIds: ['a'] },
      { type: 'add', rows: [{ id: 'a', cells: { topic: 'x' } }], before: 'b' },
    ];
    expect(withChanges(written, changes)).toEqual([{ ...written[0], cells: { topic: 'x' } }, row('b')]);
  });

  it.each(cases)('B52 shows %s at once, and takes them back', (_, changes, expected) => {
    const changed = withChanges(rows, changes);
    expect(shown(changed)).toBe(expected);
    expect(shown(withChanges(changed, inverseOf(rows, changes)))).toBe(shown(rows));
  });
});
