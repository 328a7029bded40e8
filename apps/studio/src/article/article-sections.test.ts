import { describe, expect, it } from 'vitest';
import { articleSections, lengthState } from './article-sections.ts';

describe('articleSections (C22)', () => {
  it('takes one section per heading and leaves a bare title out', () => {
    const sections = articleSections('# 题目\n\n## 引言\n\n四个汉字。\n\n## 结语\n\nthree English words\n', 800);
    expect(sections).toEqual([
      { heading: '引言', target: null, count: 4, state: 'done' },
      { heading: '结语', target: null, count: 3, state: 'done' },
    ]);
  });

  it('keeps text under the title and text before any heading', () => {
    expect(articleSections('开头的话。\n# 题目\n引子\n## 一\n正文', null).map(({ heading, count }) => [heading, count])).toEqual([
      ['', 4],
      ['题目', 2],
      ['一', 2],
    ]);
  });

  it('shows a section that was begun and never written', () => {
    expect(articleSections('# 题目\n\n## 一\n正文\n\n## 二\n', null).at(-1)).toEqual({
      heading: '二',
      target: null,
      count: 0,
      state: 'done',
    });
  });

  it('holds an article of one section against the length asked for', () => {
    expect(articleSections('# 题目\n一二三四五', 10)).toEqual([{ heading: '题目', target: 10, count: 5, state: 'short' }]);
  });

  it('takes no comment inside a code block for a heading', () => {
    expect(articleSections('## 代码\n```python\n# not a heading\n```\n', null).map(({ heading }) => heading)).toEqual(['代码']);
  });

  it('has none in an empty text', () => {
    expect(articleSections('', 800)).toEqual([]);
  });
});

describe('lengthState (C22)', () => {
  it.each([
    [719, 'short'],
    [720, 'done'],
    [960, 'done'],
    [961, 'long'],
  ])('calls %d of 800 %s', (count, state) => {
    expect(lengthState(count, 800)).toBe(state);
  });
});
