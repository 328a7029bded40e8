import type { Benchmark, Measurement } from './benchmark.ts';
import { measurePageMemory, type HeapUse } from './web/page-memory.ts';

const messages = 1000;
const sections = 100;
const growthBudgetMegabytes = 20;
const bytesPerMegabyte = 1e6;

export const pageMemory: Benchmark = {
  name: 'page-memory',
  about: `what an open page holds on to after ${messages.toLocaleString('en')} messages, and ${sections} sections, were streamed into it`,
  measure: async () => {
    const uses = await measurePageMemory({ messages, sections });
    return [
      { name: 'a conversation before its messages', value: (uses.messages[0]?.bytes ?? 0) / bytesPerMegabyte, unit: 'MB' },
      growth(`growth over ${messages.toLocaleString('en')} messages`, uses.messages),
      growth(`growth over the last half of them`, uses.messages.slice(Math.floor(uses.messages.length / 2)), false),
      growth(`growth over ${sections} sections`, uses.sections),
    ];
  },
};

function growth(name: string, uses: readonly HeapUse[], isBound = true): Measurement {
  const value = ((uses.at(-1)?.bytes ?? 0) - (uses[0]?.bytes ?? 0)) / bytesPerMegabyte;
  return { name, value, unit: 'MB', ...(isBound ? { budget: growthBudgetMegabytes } : {}) };
}
