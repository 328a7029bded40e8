import type { BatchRow } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { sampleRow } from '../../testing/batch-samples.ts';
import type { BatchColumn } from '../batch-columns.ts';
import { inverseOf, withChanges } from '../rows/apply-changes.ts';
import { sortChanges } from './sorted-rows.ts';

const column: BatchColumn = { name: 'topic', label: 'Topic', isRequired: true, isLong: false, choices: [], width: 200, hint: '' };
const order = { column, isDescending: false, common: {}, language: 'zh' } as const;
const rowsOf = (...topics: string[]): BatchRow[] => topics.map((topic, index) => sampleRow(`${index}`, topic === '' ? {} : { topic }));
const batchOf = (rows: BatchRow[]) => ({ title: '', common: {}, rows: rows as readonly BatchRow[] });
/** The rows in their new order, by what they say. */
const sorted = (rows: BatchRow[], how: Partial<Parameters<typeof sortChanges>[1]> = {}) =>
  withChanges(batchOf(rows), sortChanges(rows, { ...order, ...how })).rows;
const topics = (rows: readonly BatchRow[]) => rows.map(({ cells }) => cells['topic'] ?? '');

describe('rows that are sorted', () => {
  it('B63 stand in the order of their words, Chinese by sound, numbers by size', () => {
    expect(topics(sorted(rowsOf('中文', '啊', '北京', 'apple')))).toEqual(['啊', '北京', '中文', 'apple']);
    expect(topics(sorted(rowsOf('800', '1,200', '90', '１，０００')))).toEqual(['90', '800', '１，０００', '1,200']);
    expect(topics(sorted(rowsOf('第10行', '第9行'), { isDescending: true }))).toEqual(['第10行', '第9行']);
  });

  it('B63 stay as they stood where they say the same, and come last where they say nothing, in either order', () => {
    const rows = rowsOf('b', '', 'a', 'b', 'a');
    const ids = (all: readonly BatchRow[]) => all.map(({ id }) => id);
    expect(ids(sorted(rows))).toEqual(['2', '4', '0', '3', '1']);
    expect(ids(sorted(rows, { isDescending: true }))).toEqual(['0', '3', '2', '4', '1']);
  });

  it('B63 go by what a cell shows: the label of a choice, and what counts for all rows, unless nothing else stands there', () => {
    const choices = [
      { value: 'portrait', label: '竖屏' },
      { value: 'landscape', label: '横屏' },
    ];
    const rows = rowsOf('portrait', 'landscape', '');
    expect(topics(sorted(rows, { column: { ...column, choices } }))).toEqual(['landscape', 'portrait', '']);
    const some = [...rowsOf('', 'c', 'b'), sampleRow('other', { tone: 'dry' })];
    const ids = sorted(some, { common: { topic: 'bb' } }).map(({ id }) => id);
    expect(ids).toEqual(['2', 'other', '1', '0']);
  });

  it('B63 are not touched where they stand so, and stand as before when it is taken back', () => {
    expect(sortChanges(rowsOf('a', 'b', 'c'), order)).toEqual([]);
    const rows = rowsOf('c', 'a', '', 'd', 'b', 'a');
    const changes = sortChanges(rows, order);
    const batch = batchOf(rows);
    expect(withChanges(withChanges(batch, changes), inverseOf(batch, changes))).toEqual(batch);
  });
});
