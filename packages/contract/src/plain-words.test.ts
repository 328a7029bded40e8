import { describe, expect, it } from 'vitest';
import { conversationName } from './conversations.ts';
import { plainWords } from './plain-words.ts';

describe('plain words', () => {
  it.each([
    ['# 题目 #', '题目'],
    ['**重点**、*强调*、~~删去~~和 `代码`', '重点、强调、删去和 代码'],
    ['__strong__ and _so_ and ***both***', 'strong and so and both'],
    ['> 引文\n> - [x] 一\n2. 二', '引文\n一\n二'],
    ['![图](a.png)和[链接](https://a.example "题")', '图和链接'],
    ['问题：\n\n```python\ndef add(a, b):\n    return a * b\n```', '问题：\n\ndef add(a, b):\nreturn a * b'],
    ['~~~\nx', 'x'],
    ['| 甲 | 乙 |\n| --- | :-: |\n| 1 | 2 |', '甲 乙\n\n1 2'],
    ['前面**断了', '前面断了'],
    ['1\\. 不是列表', '1. 不是列表'],
    ['***', ''],
  ])('of %j', (markdown, words) => {
    expect(plainWords(markdown)).toBe(words);
  });

  it.each(['C# and F#', 'snake_case_name', '2 * 3 * 4 = 24', 'a || b', '5 > 3', '#话题', '---'])('are %j as it stands', (text) => {
    expect(plainWords(text)).toBe(text);
  });
});

it('H16 a conversation is called by its title as it stands, else by plain words of its first question on one line', () => {
  const preview = '为什么**报错**？\n\n```python\nprint(1)';
  expect(conversationName({ title: '**甲**', preview })).toBe('**甲**');
  expect(conversationName({ title: '', preview })).toBe('为什么报错？ print(1)');
  expect(conversationName({ title: '', preview: '```' })).toBe('');
});
