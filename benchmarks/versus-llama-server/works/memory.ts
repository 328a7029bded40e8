import { engineBatchTokens, memoryNeed } from '@maobi/core';
import type { Arena } from '../arena.ts';
import { Findings } from '../findings.ts';
import type { Work } from './work.ts';

const promptTokens = 300;
const maxTokens = 16;
const floatBytes = 4;
const megabyte = 1e6;
const whole = { what: 'memory at its peak, all processes', unit: 'MB', better: 'less' } as const;
const engine = { what: 'memory at its peak, the process with the model', unit: 'MB', better: 'less' } as const;
const own = { what: 'memory beside weights, context and compute buffers, all processes', unit: 'MB', better: 'less' } as const;
/** Rows that llama-server computes at once when nothing is set. */
const serverBatchTokens = 512;

export const memory: Work = {
  name: 'memory',
  about: 'memory at its peak',
  measure: async (arena) => {
    const findings = new Findings();
    let states = 1;
    for (const contestant of [arena.maobi, arena.llamaServer]) {
      await arena.enter(contestant);
      await contestant.complete({ messages: [{ role: 'user', content: arena.freshProse(promptTokens) }], maxTokens });
      const { totalBytes, engineBytes } = contestant.peakMemory();
      const isMaobi = contestant === arena.maobi;
      if (isMaobi) states = await statesOf(arena);
      const contextBytes = arena.contextBytes * (isMaobi ? states : 1); // llama-server's slots share one context by default
      const known = arena.header.weightsBytes + contextBytes + computeBytes(arena, isMaobi ? engineBatchTokens : serverBatchTokens);
      findings.add(whole, contestant.name, totalBytes / megabyte);
      findings.add(engine, contestant.name, engineBytes / megabyte);
      findings.add(own, contestant.name, (totalBytes - known) / megabyte);
    }
    return {
      findings: findings.list(),
      goals: [{ name: own.what, measured: findings.median(own.what, arena.maobi.name), bound: 250, kind: 'at most', unit: 'MB' }],
      notes: [
        `Weights, context and compute buffers are computed from the file: ${Math.round(arena.header.weightsBytes / megabyte)} MB, ${Math.round(arena.contextBytes / megabyte)} MB for each of ${states} states of ${arena.contextTokens} tokens, and one row of scores, hidden and feed-forward values for each token of a batch. llama-server maps the file: pages of it that it never touches do not count.`,
      ],
    };
  },
};

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
