import { describe, expect, it } from 'vitest';
import { cutToLength, isWholeEnd, toLastSentence } from './trim-text.ts';

describe('toLastSentence', () => {
  it.each([
    ['第一句。第二句没有', '第一句。'],
    ['他说：“走吧。”然后', '他说：“走吧。”'],
    ['Pi is 3.14 and more. Then', 'Pi is 3.14 and more.'],
    ['没有句号的话', '没有句号的话'],
    ['前文。**要点说完。**后面没有', '前文。**要点说完。**'],
    ['前文。**要点**没有', '前文。'],
  ])('%s', (text, kept) => {
    expect(toLastSentence(text)).toBe(kept);
  });

  it('never ends inside a block of code', () => {
    expect(toLastSentence('先看代码。\n```js\nconsole.log("好。");\nlet')).toBe('先看代码。');
  });
});

const announcements = ['## 质量标准', '### 为什么这样做？', '**结论**', '有以下几点：'];

it.each(announcements)('no text ends with what only announces what follows: %s', (line) => {
  const text = `一二三四五六七八九十。\n\n${line}\n\n还没有写`;
  expect(toLastSentence(text)).toBe('一二三四五六七八九十。');
  expect(cutToLength(`${text}完的一段话。`, 10)).toBe('一二三四五六七八九十。');
  expect(isWholeEnd(`一二三四五六七八九十。\n\n${line}`)).toBe(false);
});

describe('cutToLength', () => {
  it('prefers the end of a paragraph within range', () => {
    expect(cutToLength('一二三四五六七八九十。\n\n一二。三四。', 10)).toBe('一二三四五六七八九十。');
  });

  it('takes a sentence where no paragraph fits, and nothing where no sentence does', () => {
    expect(cutToLength('一二三四五六七八九。十一二三四五六七八九。', 10)).toBe('一二三四五六七八九。');
    expect(cutToLength('一二三四五六七八九十一二三四五六七八九。', 10)).toBeNull();
  });
});

describe('isWholeEnd', () => {
  it.each(['好。', 'Done.', '**好。**', '- 一项', '| a | b |', '```', '他说“好”'])('%s is whole', (text) =>
    expect(isWholeEnd(text)).toBe(true),
  );
  it.each(['没写完', 'and then', '一、'])('%s is not', (text) => expect(isWholeEnd(text)).toBe(false));
});
