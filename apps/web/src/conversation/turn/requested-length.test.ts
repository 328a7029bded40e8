import { describe, expect, it } from 'vitest';
import { requestedLength } from './requested-length.ts';

describe('requestedLength', () => {
  it.each([
    ['请写一篇800字左右的议论文', 800],
    ['写800-1000字', 900],
    ['不少于 1,200 个字', 1200],
    ['a 500-word essay on tea', 500],
    ['Write 300 to 400 words.', 350],
    ['全文 2000 字，每段 300 字', 2000],
  ])('reads %j as %i', (question, count) => {
    expect(requestedLength(question)).toBe(count);
  });

  it.each(['写一首诗', '文件 500 字节', '用 12 字概括', '2026 年的 3 件事', '改成 80 字符一行'])('finds none in %j', (question) => {
    expect(requestedLength(question)).toBeNull();
  });
});
