import { expect, it } from 'vitest';
import { textLanguage } from './text-language.ts';

it('tells the language of a text by what there is more of: characters or words', () => {
  expect(textLanguage('用 Python 写一个计算器')).toBe('zh-CN');
  expect(textLanguage('The word “道” is hard to translate; so is “德”.')).toBe('en');
  expect(textLanguage('……')).toBeUndefined();
  expect(textLanguage('')).toBeUndefined();
});

it('X16 says of a text in neither language that its language is not known', () => {
  expect(textLanguage('עתיד 2030')).toBe('');
  expect(textLanguage('2030')).toBeUndefined();
});

it('hears no language in code', () => {
  const code = `\`\`\`python\n${'window = tk.Tk()\n'.repeat(40)}\`\`\``;
  expect(textLanguage(`${code}\n这样就可以运行。`)).toBe('zh-CN');
  expect(textLanguage(`先看这一段：\n\n${code.slice(0, -3)}`)).toBe('zh-CN');
  expect(textLanguage(`This prints a greeting, “你好”:\n\n~~~\nprint("你好，世界，我们又见面了")\n~~~`)).toBe('en');
  expect(textLanguage(code)).toBeUndefined();
});
