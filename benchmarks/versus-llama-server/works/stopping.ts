import { engineBatchTokens } from '@maobi/core';
import { readingRate, type ChatMessage } from '../contestants/contestant.ts';
import type { Work } from './work.ts';

const promptTokens = 700;
const shortPromptTokens = 128;
const maxTokens = 400;
const whileReading = { what: 'stop while reading', unit: 'ms', better: 'less' } as const;
const whileWriting = { what: 'stop while writing', unit: 'ms', better: 'less' } as const;

export const stopping: Work = {
  name: 'stopping',
  about: 'from Stop until nothing is computed any more',
  measure: async (arena, findings) => {
    const rates: number[] = [];
    await arena.inTurns([arena.maobi, arena.llamaServer], arena.options.rounds, async (contestant) => {
      const asking = (tokens: number): readonly ChatMessage[] => [{ role: 'user', content: arena.freshProse(tokens) }];
      if (contestant === arena.maobi)
        rates.push(readingRate(await contestant.complete({ messages: asking(shortPromptTokens), maxTokens: 1 })));
      findings.add(whileReading, contestant.name, await contestant.stopLatencyMs({ messages: asking(promptTokens), maxTokens }, 'reading'));
      findings.add(whileWriting, contestant.name, await contestant.stopLatencyMs({ messages: asking(20), maxTokens }, 'writing'));
    });
    const batchMs = (engineBatchTokens / Math.min(...rates)) * 1000;
    const goal = { kind: 'at most', unit: 'ms' } as const;
    const worst = (what: string) =>
      findings.list().find((finding) => finding.what === what)?.samples[arena.maobi.name]?.maximum ?? Number.NaN;
    return {
      goals: [
        { ...goal, name: whileWriting.what, measured: worst(whileWriting.what), bound: 300 },
        {
          ...goal,
          name: `${whileReading.what}: one batch of ${engineBatchTokens} tokens`,
          measured: worst(whileReading.what),
          bound: batchMs,
        },
      ],
      notes: ['Maobi is told as its page tells it; from llama-server the client goes away, and its slots are watched until none works.'],
    };
  },
};
