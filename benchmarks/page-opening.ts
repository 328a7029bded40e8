import type { Benchmark, Measurement } from './benchmark.ts';
import { median } from './statistics.ts';
import { measurePageOpening } from './web/page-opening.ts';

const rounds = 5;
const budgetMs = 1000;

export const pageOpening: Benchmark = {
  name: 'page-opening',
  about: `opening the main pages in a browser that has never seen them, median of ${rounds}`,
  measure: async () => {
    const times = await measurePageOpening(rounds);
    const line = (name: string, all: readonly number[], budget?: number): Measurement => {
      return { name, value: median(all), unit: 'ms', ...(budget === undefined ? {} : { budget }) };
    };
    return [
      line('home page, until it can be used', times.home, budgetMs),
      line('a conversation of 40 messages', times.conversation, budgetMs),
      line('a document of 3,200 字', times.document, budgetMs),
      line('a document of 100,000 字, until it can be read and scrolled', times.longDocument, budgetMs),
      line('a document of 100,000 字, from a jump to its end until that is drawn', times.longDocumentEnd),
    ];
  },
};
