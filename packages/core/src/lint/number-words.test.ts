import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chineseNumber, englishNumber } from './number-words.ts';

const characters = [...'零一二三四五六七八九'];
const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** Written out by the book, from the other end than it is read. */
function inChinese(value: number): string {
  if (value >= 1e4) {
    const [high, low] = [Math.floor(value / 1e4), value % 1e4];
    return `${inChinese(high)}万${low === 0 ? '' : `${low < 1000 ? '零' : ''}${inChinese(low)}`}`;
  }
  let words = '';
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const count = Math.floor(value / unit) % 10;
    if (count > 0) words += `${words !== '' && Math.floor(value / unit / 10) % 10 === 0 ? '零' : ''}${characters[count]}${name}`;
  }
  return words.replace(/^一十/u, '十');
}

function inEnglish(value: number): string {
  if (value >= 1e6) return joined(`${inEnglish(Math.floor(value / 1e6))} million`, value % 1e6);
  if (value >= 1e3) return joined(`${inEnglish(Math.floor(value / 1e3))} thousand`, value % 1e3);
  if (value >= 100) return joined(`${small[Math.floor(value / 100)]} hundred and`, value % 100).replace(/ and$/u, '');
  if (value >= 20) return `${tens[Math.floor(value / 10)]}${value % 10 === 0 ? '' : `-${small[value % 10]}`}`;
  return small[value] ?? '';
}

const joined = (high: string, low: number): string => (low === 0 ? high : `${high} ${inEnglish(low)}`);

describe('T10 chineseNumber', () => {
  it.each([
    ['一百二十', 120],
    ['一百二', 120],
    ['一百零二', 102],
    ['三千五百', 3500],
    ['三千五', 3500],
    ['三千零五十', 3050],
    ['两万', 20_000],
    ['两万五', 25_000],
    ['两千零二十四', 2024],
    ['二〇二四', 2024],
    ['十', 10],
    ['十五', 15],
    ['一百一十', 110],
    ['一百十五', 115],
    ['两', 2],
    ['三点一四', 3.14],
    ['一点二万', 12_000],
    ['一亿三千万', 130_000_000],
    ['三万亿', 3e12],
    ['一万零五', 10_005],
  ])('reads %s', (words, value) => {
    expect(chineseNumber(words)).toBeCloseTo(value, 6);
  });

  it.each([
    '',
    '七八',
    '七八十',
    '三五百',
    '百',
    '万一',
    '十十',
    '零五',
    '三百千',
    '一百零',
    '点五',
    '三点',
    '三心二意',
    '一二三四五',
    '零〇零零',
  ])('does not take %s for a number', (words) => {
    expect(chineseNumber(words)).toBeNull();
  });

  it('reads whatever is written by the book', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (value) => {
        expect(chineseNumber(inChinese(value))).toBe(value);
      }),
    );
  });

  it('survives any row of its characters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[〇零一二两三九十百千万亿点]{1,12}$/u), (words) => {
        const value = chineseNumber(words);
        expect(value === null || (value > 0 && Number.isFinite(value)) || false).toBe(true);
      }),
    );
  });
});

describe('T10 englishNumber', () => {
  it.each([
    ['twenty-five', 25],
    ['three hundred', 300],
    ['two thousand five hundred', 2500],
    ['half a million', 500_000],
    ['a hundred', 100],
    ['One Hundred and Twenty', 120],
    ['twenty-five hundred', 2500],
    ['a million', 1_000_000],
    ['ten', 10],
  ])('reads %s', (words, value) => {
    expect(englishNumber(words)).toBe(value);
  });

  it.each([
    '',
    'a',
    'and',
    'five six',
    'twenty eleven',
    'twenty thirty',
    'hundred thousand million',
    'half',
    'half a dozen',
    'thousand million',
  ])('does not take "%s" for a number', (words) => {
    expect(englishNumber(words)).toBeNull();
  });

  it('reads whatever is written by the book', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (value) => {
        expect(englishNumber(inEnglish(value))).toBe(value);
      }),
    );
  });
});
