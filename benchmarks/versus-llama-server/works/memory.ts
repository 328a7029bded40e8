import { engineBatchTokens, memoryNeed } from '@maobi/core';
import type { Arena } from '../arena.ts';
import type { Contestant, PeakMemory } from '../contestants/contestant.ts';
import type { Work } from './work.ts';

const promptTokens = 300;
const maxTokens = 16;
const floatBytes = 4;
const megabyte = 1e6;
const whole = { what: 'memory at its peak, all processes', unit: 'MB', better: 'less' } as const;
const engine = { what: 'memory at its peak, the process with the model', unit: 'MB', better: 'less' } as const;
const first = {
  what: 'the same at the first start, while the model is measured',
  unit: 'MB',
  better: 'less',
} as const;
const own = { what: 'memory beside weights, context and compute buffers, all processes', unit: 'MB', better: 'less' } as const;
/** Rows that llama-server computes at once when nothing is set. */
const serverBatchTokens = 512;

export const memory: Work = {
  name: 'memory',
  about: 'memory at its peak',
  measure: async (arena, findings) => {
    let states = 1;
    for (const contestant of [arena.maobi, arena.llamaServer]) {
      await arena.enter(contestant);
      if (contestant === arena.maobi) {
        findings.add(first, contestant.name, (await peakOf(arena, contestant)).ownBytes / megabyte);
        await arena.restart(contestant);
        states = await statesOf(arena);
      }
      const { totalBytes, engineBytes, ownBytes } = await peakOf(arena, contestant);
      findings.add(whole, contestant.name, totalBytes / megabyte);
      findings.add(engine, contestant.name, engineBytes / megabyte);
      findings.add(own, contestant.name, ownBytes / megabyte);
    }
    return {
      goals: [{ name: own.what, measured: findings.median(own.what, arena.maobi.name), bound: 250, kind: 'at most', unit: 'MB' }],
      notes: [
        `Weights, context and compute buffers are computed from the file: ${Math.round(arena.header.weightsBytes / megabyte)} MB, ${Math.round(arena.contextBytes / megabyte)} MB for each of ${states} states of ${arena.contextTokens} tokens, and one row of scores, hidden and feed-forward values for each token of a batch. llama-server maps the file: pages of it that it never touches do not count.`,
      ],
    };
  },
};

/** After a text was read and written. llama-server's slots share one context by default. */
async function peakOf(arena: Arena, contestant: Contestant): Promise<PeakMemory & { readonly ownBytes: number }> {
  await contestant.complete({ messages: [{ role: 'user', content: arena.freshProse(promptTokens) }], maxTokens });
  const peak = contestant.peakMemory();
  const isMaobi = contestant === arena.maobi;
  const known =
    arena.header.weightsBytes +
    arena.contextBytes * (isMaobi ? await statesOf(arena) : 1) +
    computeBytes(arena, isMaobi ? engineBatchTokens : serverBatchTokens);
  return { ...peak, ownBytes: peak.totalBytes - known };
}

/** How many contexts Maobi holds side by side, from the memory that it said it would take. */
async function statesOf({ maobi, header, contextTokens, contextBytes }: Arena): Promise<number> {
  const more = (await maobi.expectedMemoryBytes()) - memoryNeed(header, contextTokens).totalBytes;
  return 1 + Math.round(more / contextBytes);
}

/** llama.cpp's buffers for one batch: scores of all words, hidden values, feed-forward values, the mask. */
function computeBytes({ header, contextTokens }: Arena, batchTokens: number): number {
  const rowFloats = header.vocabularySize + 4 * header.embeddingLength + 2 * header.feedForwardLength + contextTokens;
  return batchTokens * rowFloats * floatBytes;
}
