import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvaluationTask } from './evaluation-task.ts';
import { repetitionFigures as figures } from './repetition.ts';

const task = (change: Partial<EvaluationTask> = {}): EvaluationTask => ({
  id: 't',
  audience: 'students',
  language: 'zh',
  prompt: '',
  ...change,
});
const zh = (answer: string) => figures(task(), answer);
const en = (answer: string) => figures(task({ language: 'en' }), answer);

describe('C74 repetitionFigures', () => {
  it('counts the groups of two and three that differ: characters in Chinese, words in English, in any case', () => {
    // 好的 的好 好的: two of three; 好的好 的好的: two of two
    expect(zh('好的好的')).toMatchObject({ distinct2: (100 * 2) / 3, distinct3: 100, repeated4: 0 });
    // "the cat" "cat the" "the cat" "cat sat": three of four
    expect(en('The cat, the cat sat.')).toMatchObject({ distinct2: 75, distinct3: 100, repeated4: 0 });
    expect(en('We go home. We go home. We go home.')).toMatchObject({ distinct2: (100 * 3) / 8, repeated4: 50 });
  });

  it('tells the share of sentences that come again', () => {
    expect(zh('清晨的街道还很安静。卖早点的人点起了灯。').duplicateSentences).toBe(0);
    expect(zh('清晨的街道还很安静。卖早点的人点起了灯。雾从河面慢慢升起来。清晨的街道还很安静！').duplicateSentences).toBe(25);
  });

  const [lanes, morning, lamps] = ['老街的巷子很窄', '清晨的街道还很安静', '卖早点的人点起了灯'];

  it('tells how much of the later sections an earlier one has, and nothing of headings and of what a text is about', () => {
    const apart = `# 老街\n\n## 老街的清晨\n\n${morning}。\n\n## 老街的清晨\n\n${lamps}。`;
    expect(zh(apart).sectionOverlap).toBe(0);
    expect(zh(apart.replace(lamps, morning)).sectionOverlap).toBe(100);
    // nine characters: four groups of six that are known; with the seven behind them eleven in all
    expect(zh(`## 一\n\n${morning}。\n\n## 二\n\n${morning}。${lanes}。`).sectionOverlap).toBeCloseTo((100 * 4) / 11);
    expect(zh(`## 一\n\n${morning}。\n\n## 二\n\n${lamps}。\n\n## 三\n\n${lamps}。`).sectionOverlap).toBe(50);
    expect(zh('## 一\n\n人工智能很快就会来。\n\n## 二\n\n大家都说人工智能并不可怕。').sectionOverlap).toBe(0);
    expect(en('## One\n\nThe old town wakes early.\n\n## Two\n\nNow the old town wakes slowly again.').sectionOverlap).toBe(25);
    expect(en('## One\n\nThe old town wakes.\n\n## Two\n\nPeople love the old town most.').sectionOverlap).toBe(0);
  });

  it('says nothing where there is too little text, fewer than two sections, or no prose', () => {
    expect(zh('')).toEqual({});
    expect(zh('好的。')).toEqual({ distinct2: 100, duplicateSentences: 0 });
    expect(zh(`## 一\n\n${morning}。\n\n## 二\n\n好。`)).not.toHaveProperty('sectionOverlap');
    expect(zh(`## 一\n\n${morning}。`)).not.toHaveProperty('sectionOverlap');
    expect(figures(task({ format: 'table' }), '| 甲 | 甲 |')).toEqual({});
    expect(zh('```\nx = 1\nx = 1\nx = 1\n```')).toEqual({});
  });

  it('stays between 0 and 100, and a text that is said twice is half as varied at most', () => {
    const text = fc.stringMatching(/^(?:[天地人山水火]{5,12}[，。\n]|## [a-c]+\n){0,12}$/u);
    fc.assert(
      fc.property(text, (answer) => {
        for (const figure of Object.values(zh(answer))) expect(figure >= 0 && figure <= 100).toBe(true);
        const { distinct3: once } = zh(answer);
        if (once !== undefined) expect(zh(`${answer}\n\n${answer}`).distinct3).toBeLessThan(once);
      }),
    );
  });
});
