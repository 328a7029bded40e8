import { expect, it } from 'vitest';
import { textLanguage } from './text-language.ts';

it('tells the language of a text by what there is more of: characters or words', () => {
  expect(textLanguage('用 Python 写一个计算器')).toBe('zh-CN');
  expect(textLanguage('The word “道” is hard to translate; so is “德”.')).toBe('en');
  expect(textLanguage('……')).toBeUndefined();
  expect(textLanguage('')).toBeUndefined();
});
