import { describe, expect, it } from 'vitest';
import { repairTail } from './repair-tail.ts';

describe('the unfinished end of an answer', () => {
  it.each([
    ['bold before it closes', '你好 **重', '你好 **重**'],
    ['bold in a list', '- a\n- **b', '- a\n- **b**'],
    ['a link before its address has come', '见 [链接](https://a', '见 [链接](streamdown:incomplete-link)'],
    ['a table from its first row', '| a | b', '| a | b |\n| --- | --- |'],
    ['a table whose delimiter row is being written', '| a | b |\n|--', '| a | b |\n| --- | --- |'],
  ])('looks as it will: %s', (_what, tail, repaired) => {
    expect(repairTail(tail)).toBe(repaired);
  });

  it.each([
    ['a dash that would make a heading of the line before', '以下：\n-', '以下：\n'],
    ['a number that becomes a list', '文\n1', '文\n'],
    ['the mark of a heading', '文\n\n##', '文\n\n'],
    ['a fence whose language is not there yet', '文\n```py', '文\n'],
    ['a task', '- a\n- [', '- a\n'],
    ['the end of a fence', '```\na\n``', '```\na\n'],
    ['a formula', '得 $E = m', '得'],
    ['a formula in brackets', '得 \\(\\frac{1', '得'],
  ])('holds back %s', (_what, tail, repaired) => {
    expect(repairTail(tail)).toBe(repaired);
  });

  it.each(['价格 $5', '2 * 3', 'a_b', '用 `$x` 表示', '$a$ 与 $b$ 成立', '```\n**a\n$x', 'x < y', '| a | b |\n| - | - |\n| 1', '正文。'])(
    'leaves %j alone',
    (tail) => {
      expect(repairTail(tail)).toBe(tail);
    },
  );
});
