import { describe, expect, it } from 'vitest';
import { type CheckedText, type CheckWishes, checkTexts } from './check-texts.ts';

const noWishes: CheckWishes = { mustInclude: [], mustAvoid: [], rules: null, typographyOff: [] };
const checked = (sectionId: string, text: string, points: string[] = []): CheckedText => ({
  sectionId,
  versionId: `v${sectionId}`,
  text,
  points,
});
const told = (texts: CheckedText[], wishes: Partial<CheckWishes> = {}) => checkTexts(texts, { ...noWishes, ...wishes });

describe('the checks of a document (K1)', () => {
  it('find a sentence that comes again in another section, at both places', () => {
    const { findings } = told([checked('a', '蜂箱放在楼顶的东南角。别的事。'), checked('b', '一句话。\n\n蜂箱放在楼顶的东南角。')]);
    expect(findings).toEqual([
      {
        kind: 'duplicate-sentences',
        place: { sectionId: 'b', start: 6, end: 17, text: '蜂箱放在楼顶的东南角。' },
        other: { sectionId: 'a', start: 0, end: 11, text: '蜂箱放在楼顶的东南角。' },
        point: null,
      },
    ]);
  });

  it('find numbers that disagree between sections', () => {
    const { findings } = told([checked('a', '蜂箱数量为12个。'), checked('b', '后来说，蜂箱数量为15个。')]);
    expect(findings.map(({ kind, place, other }) => [kind, place?.sectionId, other?.sectionId])).toEqual([
      ['disagreeing-numbers', 'b', 'a'],
    ]);
  });

  it('find numbers that disagree between a section and what stands under a heading of another one', () => {
    const { findings } = told([
      checked('a', '### 楼顶\n\n蜂箱数量为12个。'),
      checked('b', '蜂箱数量为15个。\n\n### 院子\n\n蜂箱数量为3个。'),
    ]);
    expect(findings.map(({ place, other }) => [place?.text, other?.text])).toEqual([['蜂箱数量为15个', '蜂箱数量为12个']]);
  });

  it('take a code block that one section leaves open for no code of the next one', () => {
    const { findings } = told([checked('a', '```js\nlet a = 1;'), checked('b', '这件事至关重要。')]);
    expect(findings).toMatchObject([{ kind: 'stock-phrases', place: { sectionId: 'b', text: '至关重要' } }]);
  });

  it('tell points that a section or the whole does not speak of, and words that must not be in it (K2)', () => {
    const texts = [checked('a', '秋天是蜂蜜的收获季。Price 是多少？', ['蜂蜜的收获', '过冬的准备']), checked('b', '结尾。')];
    const { findings } = told(texts, { mustInclude: ['秋天', '租金三百元'], mustAvoid: ['price', ' '] });
    expect(findings.map(({ kind, place, point }) => [kind, place?.sectionId ?? null, place?.text ?? null, point])).toEqual([
      ['missing-point', 'a', '', '过冬的准备'],
      ['unwanted', 'a', 'Price', 'price'],
      ['missing-point', null, null, '租金三百元'],
    ]);
    expect(told([], { mustInclude: ['秋天'] }).findings).toEqual([]);
  });

  it('X4 leave out the rules of typography that are switched off', () => {
    expect(told([checked('a', '用Python写.')], { typographyOff: ['spacing'] }).typography).toMatchObject([{ text: '用Python写。' }]);
    expect(told([checked('a', '用Python写。')], { typographyOff: ['spacing'] }).typography).toEqual([]);
  });

  it('give the text as it should be set where its typography can be mended', () => {
    expect(told([checked('a', '用Python写.'), checked('b', '好。')]).typography).toEqual([
      { sectionId: 'a', versionId: 'va', text: '用 Python 写。' },
    ]);
  });

  it('T1 leave the label of a link alone that another section defines, and no other', () => {
    const link = checked('a', '见[Maobi文档]。');
    expect(told([link, checked('b', '另见。\n\n[maobi文档]: https://maobi.example')]).typography).toEqual([]);
    for (const other of ['另见。', '```\n[maobi文档]: https://maobi.example\n```']) {
      expect(told([link, checked('b', other)]).typography).toMatchObject([{ sectionId: 'a', text: '见[Maobi 文档]。' }]);
    }
  });

  it('look for what the template names, and nothing else', () => {
    const texts = [checked('a', '这件事至关重要,用Python.')];
    expect(told(texts, { rules: [] })).toEqual({ findings: [], typography: [] });
    expect(told(texts, { rules: ['typography'] }).typography).toHaveLength(1);
    expect(told(texts, { rules: ['stock-phrases'] }).findings).toHaveLength(1);
  });
});
