import type { Benchmark } from './benchmark.ts';
import { quantile } from './statistics.ts';
import { measureDocumentPage } from './web/document-page.ts';

const streamSeconds = 20;
const typingBudgetMs = 32;
const streamingBudgetPercent = 5;

export const documentPage: Benchmark = {
  name: 'document-page',
  about: 'a document of 30,000 字 while a section of it is written: typing in another one, and what the writing costs',
  measure: async () => {
    const { typingMs, typingLongMs, typingBareMs, streaming } = await measureDocumentPage(streamSeconds);
    const ms = (name: string, value: number, budget?: number) => ({ name, value, unit: 'ms', ...(budget === undefined ? {} : { budget }) });
    const percent = { unit: '% of a core' };
    return [
      ms('typing in a section of 1,300 字, key to paint, median', quantile(typingMs, 0.5)),
      ms('typing in a section of 1,300 字, key to paint, p95', quantile(typingMs, 0.95), typingBudgetMs),
      ms('typing in a section of 5,000 字, key to paint, median', quantile(typingLongMs, 0.5)),
      ms('typing in a section of 5,000 字, key to paint, p95', quantile(typingLongMs, 0.95), typingBudgetMs),
      ms('for comparison: an empty page with one text field, p95', quantile(typingBareMs, 0.95)),
      { name: 'streaming a section', value: streaming.scriptPercent, ...percent, budget: streamingBudgetPercent },
      { name: 'streaming a section, layout included', value: streaming.mainThreadPercent, ...percent },
      { name: 'streaming a section, painting included', value: streaming.processPercent, ...percent },
    ];
  },
};
