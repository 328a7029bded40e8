import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineText, readOutline } from './outline-text.ts';

describe('outlines as text (C27)', () => {
  it.each(['zh', 'en'] as const)('are read as they were written (%s)', (language) => {
    const word = fc.stringMatching(/^[一-龥a-zA-Z：《》]{1,12}$/);
    const row = fc.record({
      heading: word,
      points: fc.array(fc.stringMatching(/^[一-龥a-z]{1,8}$/), { maxLength: 3 }),
      target: fc.integer({ min: 10, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        expect(readOutline(outlineText(rows, language))).toEqual(rows);
      }),
    );
  });

  it('reads headings with points, and lists with points behind a colon', () => {
    expect(readOutline('# 题目\n\n## 引言：从头说起\n- 场景\n- 问题\n\n## 结语\n')).toEqual([
      { heading: '引言：从头说起', points: ['场景', '问题'], target: null },
      { heading: '结语', points: [], target: null },
    ]);
    expect(readOutline('1. 引言（约200字）：场景；问题\n2. 结语')).toEqual([
      { heading: '引言', points: ['场景', '问题'], target: 200 },
      { heading: '结语', points: [], target: null },
    ]);
  });

  it('says what is wrong', () => {
    expect(() => readOutline('只有一段话。')).toThrow('no sections');
    const many = Array.from({ length: 201 }, (_, index) => `${index + 1}. 第${index}节`).join('\n');
    expect(() => readOutline(many)).toThrow('201 sections; 200 are possible');
  });
});
