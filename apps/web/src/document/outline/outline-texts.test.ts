import { withBalancedTargets } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { sampleId } from '../../testing/samples.ts';
import { withoutRow, withRow, withRowAt, withRowBack } from './outline-edits.ts';
import { rowNumber } from './row-number.ts';
import { withinDocument } from './within-document.ts';

const row = (number: number) => ({ id: sampleId(number), heading: `Part ${number}`, points: [], target: 200, isLocked: false });
const rows = [1, 2, 3].map(row);
const order = (standing: readonly { heading: string }[]) => standing.map(({ heading }) => heading.at(-1)).join('');

describe('an edit of the outline', () => {
  it('moves a row to where another one stands', () => {
    expect(order(withRowAt(sampleId(1), sampleId(3))(rows))).toBe('231');
    expect(order(withRowAt(sampleId(3), sampleId(1))(rows))).toBe('312');
    expect(order(withRowAt(sampleId(9), sampleId(1))(rows))).toBe('123');
  });

  it('keeps what was typed although the row was taken away elsewhere', () => {
    const [first] = rows;
    if (!first) throw new Error('no row');
    expect(order(withRow({ ...first, heading: 'Part 7' })(rows))).toBe('723');
    expect(order(withRow(row(4))(rows))).toBe('1234');
  });

  it('puts a removed row back where it was', () => {
    const removed = withoutRow(sampleId(2))(rows);
    expect(order(withRowBack(row(2), sampleId(1))(removed))).toBe('123');
    expect(order(withRowBack(row(2), null)(removed))).toBe('213');
    expect(order(withRowBack(row(2), sampleId(1))(rows))).toBe('123');
  });
});

describe('sharing out the length', () => {
  it('adds up to the whole and leaves fixed rows alone', () => {
    const asked = [300, 100, 100, 77].map((target, index) => ({ id: String(index), target, isFixed: index === 3 }));
    const shared = withBalancedTargets(asked, 1077, ({ isFixed }) => isFixed);
    expect(shared.map(({ target }) => target)).toEqual([600, 200, 200, 77]);
  });

  it('keeps each within what a section may have', () => {
    const [only] = withBalancedTargets([{ id: 'a', target: 10 }], 90_000, () => false);
    expect(only?.target).toBe(5_000);
  });
});

describe('numbers', () => {
  it('of sections are written as the document is', () => {
    expect([1, 10, 11, 20, 21, 99].map((number) => rowNumber(number, 'zh'))).toEqual(['一', '十', '十一', '二十', '二十一', '九十九']);
    expect(rowNumber(11, 'en')).toBe('11');
  });

  it('of words are understood as they are typed', () => {
    expect(withinDocument('2,400')).toBe(2400);
    expect(withinDocument('9')).toBe(50);
    expect(withinDocument('many')).toBeNull();
  });
});
