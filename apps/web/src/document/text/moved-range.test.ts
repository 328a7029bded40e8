import { describe, expect, it } from 'vitest';
import { movedRange } from './moved-range.ts';

const at = (place: number) => ({ from: place, to: place });

describe('a place in a text that is changed', () => {
  it('stays before what is written there, and goes along with what is written before it', () => {
    expect(movedRange(at(2), '一二三', '一二新三')).toEqual(at(2));
    expect(movedRange(at(2), '一二三', '新一二三')).toEqual(at(3));
    expect(movedRange(at(2), '一二三', '三')).toEqual(at(0));
    expect(movedRange(at(1), '一二三', '一二')).toEqual(at(1));
  });

  it('covers a passage only as long as that is as it was', () => {
    expect(movedRange({ from: 1, to: 3 }, '一二三四', '新一二三四')).toEqual({ from: 2, to: 4 });
    expect(movedRange({ from: 1, to: 3 }, '一二三四', '一二三新四')).toEqual({ from: 1, to: 3 });
    expect(movedRange({ from: 1, to: 3 }, '一二三四', '一新四')).toEqual(at(1));
  });
});
