import { describe, expect, it } from 'vitest';
import { findPassage, paragraphsAround } from './find-passage.ts';

const markdown = '第一段，**很重要**的话。\n\n第二段：很重要，再说一遍。\n\n- 一项 `代码`\n- 二项';
const found = (selected: string, before = '') => {
  const passage = findPassage(markdown, selected, before);
  return passage && markdown.slice(passage.start, passage.end);
};

describe('words selected on the page', () => {
  it('are found in the Markdown, with the marks between them', () => {
    expect(found('第一段，很重要的话。')).toBe('第一段，**很重要**的话。');
    expect(found('的话。\n第二段')).toBe('的话。\n\n第二段');
    expect(found('一项 代码')).toBe('一项 `代码');
  });

  it('are found where they were selected when they stand there twice', () => {
    expect(findPassage(markdown, '很重要', '第一段，')?.start).toBe(markdown.indexOf('很重要'));
    expect(findPassage(markdown, '很重要', '第一段，很重要的话。第二段：')?.start).toBe(markdown.lastIndexOf('很重要'));
  });

  it('W24 take the whole mark of a footnote along, of which its number is drawn', () => {
    const text = '坐一坐[^2]。又来[^note]了。';
    const taken = (selected: string) => {
      const { start, end } = findPassage(text, selected, '') ?? { start: 0, end: 0 };
      return text.slice(start, end);
    };
    expect(taken('一坐2。')).toBe('一坐[^2]。');
    expect(taken('一坐2')).toBe('一坐[^2]');
    expect(taken('一坐')).toBe('一坐');
    expect(taken('2。又来')).toBe('[^2]。又来');
  });

  it('take the whole link along where they go into one, and stay within its words else', () => {
    const text = '见[维基](https://example.com/a "题")的说法，维基。';
    const taken = (selected: string, before = '') => {
      const { start, end } = findPassage(text, selected, before) ?? { start: 0, end: 0 };
      return text.slice(start, end);
    };
    expect(taken('见维基的说法')).toBe('见[维基](https://example.com/a "题")的说法');
    expect(taken('见维基')).toBe('见[维基](https://example.com/a "题")');
    expect(taken('基的说', '见维')).toBe('[维基](https://example.com/a "题")的说');
    expect(taken('维基', '见')).toBe('维基');
  });

  it('are not found when they are not in it, or are no words', () => {
    expect(found('没有')).toBeNull();
    expect(found('，。')).toBeNull();
  });
});

describe('paragraphsAround', () => {
  it('are the whole paragraphs that a passage touches', () => {
    const around = (selected: string) => {
      const passage = findPassage(markdown, selected, '');
      const { start, end } = paragraphsAround(markdown, passage ?? { start: 0, end: 0 });
      return markdown.slice(start, end);
    };
    expect(around('第一段')).toBe('第一段，**很重要**的话。');
    expect(around('再说')).toBe('第二段：很重要，再说一遍。');
    expect(around('的话。第二段')).toBe('第一段，**很重要**的话。\n\n第二段：很重要，再说一遍。');
    expect(around('二项')).toBe('- 一项 `代码`\n- 二项');
  });
});
