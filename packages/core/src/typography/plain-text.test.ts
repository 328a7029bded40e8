import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.ts';

describe('plainText', () => {
  it('takes the marks away and keeps every word', () => {
    const markdown = '# 题目 #\n\n**重点**与*强调*，`代码`和[链接](https://a.example "t")。\n\n> 引文\n\n- 一\n1. 二\n';
    expect(plainText(markdown)).toBe('题目\n\n重点与强调，代码和链接 (https://a.example)。\n\n引文\n\n- 一\n1. 二\n');
  });

  it('leaves code as it is, without the fence', () => {
    expect(plainText('前\n```python\n# 注释 **x**\na * b * c\n```\n后')).toBe('前\n# 注释 **x**\na * b * c\n后');
  });

  it('leaves sums and names alone', () => {
    expect(plainText('2 * 3 * 4 = 24, snake_case_name, 5 > 3')).toBe('2 * 3 * 4 = 24, snake_case_name, 5 > 3');
  });
});
