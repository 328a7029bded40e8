import type { BatchRow, RowChange } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { inverseOf, withChanges, type BatchChange } from './apply-changes.ts';

const row = (id: string, cells: BatchRow['cells'] = { topic: id }): BatchRow => ({
  id,
  cells,
  documentId: null,
  runId: null,
  state: 'empty',
  count: 0,
  target: null,
  language: null,
  isEdited: false,
  problems: [],
  error: null,
});
const batch = { title: '旧椅子', common: { words: '300' }, rows: ['a', 'b', 'c', 'd'].map((id) => row(id)) };
const shown = ({ title, common, rows }: typeof batch) =>
  [...(title === batch.title ? [] : [title]), JSON.stringify(common), ...rows.map(({ id, cells }) => `${id}:${cells['topic'] ?? ''}`)].join(
    ' ',
  );

describe('changes of a batch, before the studio has heard of them', () => {
  const cases: [string, BatchChange[], string][] = [
    ['cells', [{ type: 'cells', rowId: 'b', cells: { topic: 'x' } }], '{"words":"300"} a:a b:x c:c d:d'],
    ['an emptied cell', [{ type: 'cells', rowId: 'b', cells: { topic: '' } }], '{"words":"300"} a:a b: c:c d:d'],
    [
      'rows that are added',
      [{ type: 'add', rows: [{ id: 'e', cells: { topic: 'e' } }], before: 'b' }],
      '{"words":"300"} a:a e:e b:b c:c d:d',
    ],
    ['rows that go', [{ type: 'remove', rowIds: ['b', 'c', 'd'] }], '{"words":"300"} a:a'],
    ['rows that go here and there', [{ type: 'remove', rowIds: ['a', 'b', 'd'] }], '{"words":"300"} c:c'],
    [
      'the same cell again and again',
      [
        { type: 'cells', rowId: 'b', cells: { topic: 'x' } },
        { type: 'cells', rowId: 'c', cells: { topic: '' } },
        { type: 'cells', rowId: 'b', cells: { topic: 'y' } },
      ],
      '{"words":"300"} a:a b:y c: d:d',
    ],
    ['a row that moves', [{ type: 'move', rowId: 'd', before: 'a' }], '{"words":"300"} d:d a:a b:b c:c'],
    ['its name', [{ type: 'title', title: '新椅子' }], '新椅子 {"words":"300"} a:a b:b c:c d:d'],
    ['what counts for all', [{ type: 'common', cells: { words: '', tone: 'dry' } }], '{"tone":"dry"} a:a b:b c:c d:d'],
    [
      'many at once',
      [
        { type: 'remove', rowIds: ['a'] },
        { type: 'add', rows: [{ id: 'a', cells: {} }], before: null },
      ],
      '{"words":"300"} b:b c:c d:d a:',
    ],
  ];

  it('B52 has a row that is brought back as it was', () => {
    const written = [{ ...row('a'), documentId: 'd', state: 'done', count: 300 } as const, row('b')];
    const changes: RowChange[] = [
      { type: 'remove', rowIds: ['a'] },
      { type: 'add', rows: [{ id: 'a', cells: { topic: 'x' } }], before: 'b' },
    ];
    expect(withChanges({ title: '', common: {}, rows: written }, changes).rows).toEqual([
      { ...written[0], cells: { topic: 'x' } },
      row('b'),
    ]);
  });

  it.each(cases)('B52 shows %s at once, and takes them back', (_, changes, expected) => {
    const changed = withChanges(batch, changes);
    expect(shown(changed)).toBe(expected);
    expect(shown(withChanges(changed, inverseOf(batch, changes)))).toBe(shown(batch));
  });
});

it('brings rows that stood one after the other back together', () => {
  const back = inverseOf(batch, [{ type: 'remove', rowIds: ['d', 'a', 'b'] }]);
  expect(back).toMatchObject([
    { type: 'add', rows: [{ id: 'd' }], before: null },
    { type: 'add', rows: [{ id: 'a' }, { id: 'b' }], before: 'c' },
  ]);
});

it('says of a cell that was changed no longer what was wrong with it', () => {
  const wrong = (column: string) => ({ column, code: 'missing' as const, message: 'Missing.', hint: 'Fill it in.' });
  const standing = { ...batch, rows: [{ ...row('a', {}), problems: [wrong('topic'), wrong('fields.points')] }] };
  const { rows } = withChanges(standing, [{ type: 'cells', rowId: 'a', cells: { topic: 'x' } }]);
  expect(rows[0]?.problems).toEqual([wrong('fields.points')]);
});
