import { countText } from '@maobi/contract';
import { lintText } from '@maobi/core';
import type { Benchmark, Measurement } from './benchmark.ts';

const length = 10_000;
const rounds = 20;
const budgetMs = 50;

/** More sentences than this are not different: the others come again word for word. */
const differentSentences = 300;

/** What sentences are made of: few parts, so that they are alike. */
const parts = {
  zh: [
    ['老街的茶馆', '河边的木桥', '清晨的市场', '山里的学校', '图书馆的窗边'],
    ['总有人', '很少有人', '常常有孩子', '偶尔有客人'],
    ['安静地看书', '说起从前的事', '等一场雨停下来', '把一天的账算清楚', '谈论今年的收成'],
  ],
  en: [
    ['In the tea house of the old street', 'On the wooden bridge', 'At the market in the morning', 'In the school up the hill'],
    ['somebody always', 'a child often', 'a guest sometimes', 'hardly anybody'],
    ['reads without a word', 'speaks of former days', 'waits for the rain to stop', 'adds up what the day has brought', 'asks for more'],
  ],
} as const;

export const lint: Benchmark = {
  name: 'lint',
  about: `looking through ${length.toLocaleString('en')} 字 or words in which many sentences come again, and as many in which none ends`,
  measure: async () => [
    ...timed('zh', textOf(parts.zh, { day: (number) => `第${number}天，`, between: '', end: '。' })),
    ...timed('en', textOf(parts.en, { day: (number) => `Day ${number}:`, between: ' ', end: '. ' })),
    ...timed(
      'zh, no sentence end',
      endlessText((number) => `价格为${number}元，`),
    ),
    ...timed(
      'en, no sentence end',
      endlessText((number) => `the price is ${number} dollars, `),
    ),
  ],
};

function textOf(
  [wheres, whos, whats]: (typeof parts)['zh' | 'en'],
  { day, between, end }: { readonly day: (number: number) => string; readonly between: string; readonly end: string },
): string {
  const picked = (from: readonly string[], place: number): string => from[place % from.length] ?? '';
  let text = '';
  for (let [number, count] = [0, 0]; count < length; number += 1) {
    const own = number % differentSentences;
    const words = [day(own), picked(wheres, own), picked(whos, Math.floor(own / 3)), picked(whats, Math.floor(own / 7))];
    const sentence = `${words.join(between)}${end}${number % 5 === 4 ? '\n\n' : ''}`;
    text += sentence;
    count += countText(sentence);
  }
  return text;
}

/** Numbers that all disagree, each of them with everything before it in its sentence. */
function endlessText(clauseOf: (number: number) => string): string {
  let text = '';
  for (let [number, count] = [30, 0]; count < length; number += 1) {
    text += clauseOf(number);
    count += countText(clauseOf(number));
  }
  return text;
}

function timed(name: string, text: string): Measurement[] {
  const times = Array.from({ length: rounds }, () => {
    const startedMs = performance.now();
    lintText(text);
    return performance.now() - startedMs;
  });
  const sorted = times.toSorted((one, other) => one - other);
  return [
    { name: `${name}, median`, value: sorted[rounds / 2] ?? Number.NaN, unit: 'ms', budget: budgetMs },
    { name: `${name}, slowest`, value: sorted.at(-1) ?? Number.NaN, unit: 'ms' },
  ];
}
