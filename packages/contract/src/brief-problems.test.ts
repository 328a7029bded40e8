import { describe, expect, it } from 'vitest';
import { briefProblems, contradictionsIn } from './brief-problems.ts';
import type { Brief } from './documents.ts';

const brief: Brief = {
  topic: '城市养蜂人',
  language: 'zh',
  words: 400,
  template: null,
  fields: {},
  reader: '',
  tone: '',
  mustInclude: [],
  mustAvoid: [],
  notes: '',
};

const printable = String.fromCodePoint(...Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index));

describe('what a brief cannot have (S11)', () => {
  it.each([
    ['蜂蜜', '蜂蜜'],
    ['用蜂蜜', '蜂蜜'],
    ['蜂蜜，好蜂蜜', '蜂蜜'],
    ['蜂蜜。', '蜂蜜'],
    ['谈成本', '成本'],
    ['不讲价', '不讲价'],
    ['本', '本'],
    ['“蜂蜜”', '蜂蜜'],
    ['Local  Honey', 'ｈｏｎｅｙ'],
    ['the jargon', 'jargon'],
    ['C++ (1)', 'c++'],
    ['E-Mail', 'e-mail'],
    ['COVID-19', 'covid-19'],
  ])('finds that hardly anything is left of %s without %s', (include, avoid) => {
    expect(contradictionsIn({ mustInclude: ['别的', include], mustAvoid: [avoid] })).toEqual([{ code: 'contradiction', include, avoid }]);
  });

  it.each([
    ['蜂', '蜂蜜'],
    ['the party', 'art'],
    ['the arts', 'art'],
    ['12 hives', '2'],
    ['2', '12 hives'],
    ['用蜂蜜做的糖', '蜂蜜'],
    ['不用感叹号', '感叹号'],
    ['避免套话', '套话'],
    ['别写套话', '套话'],
    ['没有感叹号', '感叹号'],
    ['感叹号不用', '感叹号'],
    ['少用感叹号', '感叹号'],
    ['no jargon', 'jargon'],
    ["don't use exclamation marks", 'exclamation marks'],
    ['without exclamation marks', 'exclamation marks'],
    ['Never use buzzwords', 'buzzwords'],
    ['jargon-free', 'jargon'],
    ['成本', '本'],
    ['联系电话', '电话'],
    ['电话亭', '电话'],
    ['优惠时间（不写价格）', '价格'],
    ['why we avoid jargon', 'jargon'],
    ['C++ (2nd edition)', 'c++'],
    ['', '蜂蜜'],
  ])('sees none between "%s" and "%s"', (include, avoid) => {
    expect(contradictionsIn({ mustInclude: [include], mustAvoid: [avoid] })).toEqual([]);
  });

  it.each([...printable])('reads "%s" as itself, on both sides', (character) => {
    for (const words of [character, `e${character}mail`, `${character}蜜${character}`]) {
      const contradictions = contradictionsIn({ mustInclude: [words, '蜂王浆'], mustAvoid: [words] });
      expect(contradictions).toEqual(words === ' ' ? [] : [{ code: 'contradiction', include: words, avoid: words }]);
    }
  });

  it('names the lengths that a template is made for, and holds nothing against free writing', () => {
    const length = { default: { zh: 180, en: 130 }, minimum: 50, maximum: 300 };
    expect(briefProblems(brief, { length })).toEqual([{ code: 'length', minimum: 50, maximum: 300 }]);
    expect(briefProblems({ ...brief, words: 300 }, { length })).toEqual([]);
    expect(briefProblems({ ...brief, words: 100_000 }, null)).toEqual([]);
  });
});
