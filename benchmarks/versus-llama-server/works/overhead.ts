import type { Work } from './work.ts';

const promptTokens = 20;
const writtenTokens = 96;
const leastTokens = 16;
const share = { what: 'server and stream, share of the time of a short answer', unit: '%', better: 'less' } as const;

export const overhead: Work = {
  name: 'overhead',
  about: 'what server and stream take on top of what the engine itself counted',
  measure: async (arena, findings) => {
    await arena.inTurns([arena.maobi, arena.llamaServer], arena.options.rounds, async (contestant) => {
      const messages = [{ role: 'user', content: arena.freshProse(promptTokens) }] as const;
      const { clientMs, engineMs } = await contestant.overhead({ messages, maxTokens: arena.scaled(writtenTokens, leastTokens) });
      findings.add(share, contestant.name, (clientMs / engineMs - 1) * 100);
    });
    return {
      goals: [{ name: share.what, measured: findings.median(share.what, arena.maobi.name), bound: 3, kind: 'at most', unit: '%' }],
      notes: ['For Maobi from sending a message until its page would show the end; every word has been written to disk before.'],
    };
  },
};
