import type { Benchmark } from './benchmark.ts';
import { measureBadInput } from './web/bad-input.ts';

const longestTaskBudgetMs = 200;

export const badInput: Benchmark = {
  name: 'bad-input',
  about: 'texts that are too long, hostile or unfinished: how long the page stands still, what runs, and what is lost',
  measure: async () => {
    const { cases, executed } = await measureBadInput();
    for (const { name, lost } of cases) if (lost !== null) console.error(`  lost in ${name}: ${lost}`);
    return [
      ...cases.map(({ name, longestTaskMs }) => ({ name, value: longestTaskMs, unit: 'ms at most', budget: longestTaskBudgetMs })),
      { name: 'executed, or asked for elsewhere', value: executed, unit: 'times', budget: 0 },
      { name: 'not as it was put in', value: cases.filter(({ lost }) => lost !== null).length, unit: 'texts', budget: 0 },
    ];
  },
};
