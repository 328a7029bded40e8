import { describe, expect, it } from 'vitest';
import { textBlocks } from './text-blocks.ts';

const kinds = (markdown: string) => textBlocks(markdown).map(({ kind }) => kind);

describe('textBlocks', () => {
  it('parts a text at its blank lines and says where each block stands', () => {
    const markdown = '第一段，\n还是第一段。\n\n \n第二段。\n';
    const blocks = textBlocks(markdown);
    expect(blocks.map(({ text }) => text)).toEqual(['第一段，\n还是第一段。', '第二段。']);
    for (const { text, start, end } of blocks) expect(markdown.slice(start, end)).toBe(text);
    expect(textBlocks('')).toEqual([]);
  });

  it.each([
    ['```js\nlet a = 1;\n\nlet b = 2;\n```\n说明。', ['code', 'prose']],
    ['先说。\n~~~\n# no heading\n~~~\n再说。', ['prose', 'code', 'prose']],
    ['```\nnever closed\n\nto the end', ['code']],
    ['````\n```\n````\n之后。', ['code', 'prose']],
    ['    indented = true', ['code']],
    ['$$\na^2\n\n+ b^2\n$$\n之后。', ['math', 'prose']],
    ['$$a^2$$\n\n之后。', ['math', 'prose']],
    ['\\[ a \\]\n之后。', ['math', 'prose']],
    ['| a | b |\n| --- | :-: |\n| 1 | 2 |', ['table']],
    ['a | b\n--- | ---\n1 | 2', ['table']],
    ['# 标题\n正文。', ['heading', 'prose']],
    ['正文。\n## 标题', ['prose', 'heading']],
    ['标题\n===', ['heading']],
    ['---', ['other']],
    ['![图](a.png)', ['other']],
    ['<div>x</div>', ['other']],
    ['- 一\n- 二\n\n> 引文', ['prose', 'prose']],
    ['价格是 5 | 6 元。\n还有一行。', ['prose']],
    ['#话题 不是标题。', ['prose']],
  ])('of %j: %j', (markdown, expected) => {
    expect(kinds(markdown)).toEqual(expected);
  });
});
