import { describe, expect, it } from 'vitest';
import { countText } from './count-text.ts';

describe('countText', () => {
  it.each([
    ['', 0],
    ['人工智能', 4],
    ['用Python写3个程序', 7],
    ['GPT-4 is 3.14 times better, don’t you think?', 8],
    ['第12章：结语。', 5],
    ['# 标题\n\n- 一点\n- 二点', 6],
    ['……！？，。', 0],
    ['ひらがなカタカナ', 8],
    ['𠮷野家', 3],
    ['e-mail: a@b.com', 3],
    [`看图：![一张图](/api/images/${'a1'.repeat(16)}-900x420.png "题")和字`, 4],
    ['a字-b/c d-の3.5', 6],
  ])('counts %j as %i', (text, count) => {
    expect(countText(text)).toBe(count);
  });

  it('counts a text as the sum of its lines', () => {
    const lines = ['春天来了，spring is here.', '2026年11月24日', 'one two 三'];
    expect(countText(lines.join('\n'))).toBe(lines.reduce((sum, line) => sum + countText(line), 0));
  });
});
