import { describe, expect, it } from 'vitest';
import { textHeadings } from './text-headings.ts';

const shape = (markdown: string) => textHeadings(markdown).map(({ words, depth }) => [words, depth]);

describe('the headings in a text', () => {
  it('W57 are told with how deep they lie, whatever their marks say, and without the marks', () => {
    expect(shape('## 一\n\n文\n\n#### **二** [甲](b) ####\n\n### C#\n\n## 三')).toEqual([
      ['一', 0],
      ['二 甲', 1],
      ['C#', 1],
      ['三', 0],
    ]);
    expect(shape('文\n#话题\n####### 七\n\n    # 代码\n\n#')).toEqual([]);
  });

  it('W57 are none in code, whatever fences stand in it', () => {
    expect(shape('````\n# a\n```\n# b\n````\n# c\n~~~\n```\n# d\n~~~\n# e')).toEqual([
      ['c', 0],
      ['e', 0],
    ]);
  });

  it('W57 are told with their place in the text', () => {
    const text = '文。\n\n## 一 ##\n\n## 一 ##\n';
    expect(textHeadings(text).map(({ start, end }) => [start, text.slice(start, end)])).toEqual([
      [4, '## 一 ##'],
      [13, '## 一 ##'],
    ]);
  });
});
