import { describe, expect, it } from 'vitest';
import { polishedParagraphs, suggestionFor, usableWording, withWordings } from './polish-paragraphs.ts';

const long = (name: string) => `${name}这一段足够长，值得润色一遍。`;
const base = `${long('甲')}\n\n# 标题\n\n${long('乙')}\n\n\`\`\`\ncode();\n\`\`\`\n\n${long('丙')}\n`;

describe('polishing paragraph by paragraph', () => {
  it('P8 sends prose alone, one paragraph at a time', () => {
    expect(polishedParagraphs(base)).toEqual([
      { place: 0, text: long('甲') },
      { place: 2, text: long('乙') },
      { place: 4, text: long('丙') },
    ]);
    expect(polishedParagraphs('太短。\n\n| 表格里的字有这么多 | b |\n|---|---|\n| 1 | 2 |\n\n$$\nx = y\n$$')).toEqual([]);
  });

  it.each([
    ['  好文章。\n', '好文章。'],
    ['一段。\n\n又一段。', '一段。\n又一段。'],
    ['- 一\n\n- 二', '- 一\n- 二'],
    ['', null],
    ['# 标题', null],
    ['```\n代码\n```', null],
    ['正文。\n## 标题\n正文。', null],
  ])('P8 takes %j as %j', (written, expected) => {
    expect(usableWording(written)).toBe(expected);
  });

  it('P8 leaves everything else of the text as it is', () => {
    expect(withWordings(base, new Map([[2, '新的乙。']]))).toBe(base.replace(long('乙'), '新的乙。'));
    expect(withWordings(base, new Map([[2, long('乙')]]))).toBeNull();
  });

  it('P9 keeps the hand of the writer: only paragraphs that stand as they were are worded anew', () => {
    const text = base.replace(long('甲'), '新的甲。').replace(long('丙'), '新的丙。');
    const suggestion = { text, baseText: base };
    expect(suggestionFor(base, suggestion)).toBe(text);
    const edited = `开头多了一段。\n\n${base.replace(long('丙'), '我改过的丙。')}`;
    expect(suggestionFor(edited, suggestion)).toBe(edited.replace(long('甲'), '新的甲。'));
    expect(suggestionFor('全都重写了。', suggestion)).toBeNull();
    expect(suggestionFor(text, suggestion)).toBeNull();
  });

  it('P9 tells paragraphs that are alike apart by their order', () => {
    const baseText = [long('甲'), long('甲')].join('\n\n');
    const suggestion = { text: [long('甲'), '只改第二个。'].join('\n\n'), baseText };
    expect(suggestionFor(`${baseText}\n\n尾巴。`, suggestion)).toBe(`${long('甲')}\n\n只改第二个。\n\n尾巴。`);
  });
});
