import type { Arena } from '../arena.ts';
import type { Contestant } from '../contestants/contestant.ts';
import type { Findings } from '../findings.ts';
import type { Work } from './work.ts';

const textCount = 4;
const tokensEach = 64;
const promptTokens = 40;
const time = { what: `${textCount} short texts asked for at once, until the last is written`, unit: 's', better: 'less' } as const;
const rate = { what: `${textCount} short texts asked for at once, written in all`, unit: 'tokens/s', better: 'more' } as const;

export const together: Work = {
  name: 'together',
  about: `${textCount} short texts at once`,
  measure: async (arena, findings) => {
    for (const contestant of [arena.maobi, arena.llamaServer, arena.llamaServerTuned]) await measureOne(arena, contestant, findings);
    return { goals: [], notes: [`Each text has ${arena.scaled(tokensEach)} tokens and a prompt of its own.`] };
  },
};

async function measureOne(arena: Arena, contestant: Contestant, findings: Findings): Promise<void> {
  await arena.enter(contestant);
  const maxTokens = arena.scaled(tokensEach);
  const prompts = Array.from({ length: textCount }, () => arena.freshProse(promptTokens));
  const startedMs = performance.now();
  const completions = await Promise.all(
    prompts.map((content) => contestant.complete({ messages: [{ role: 'user', content }], maxTokens })),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  findings.add(time, contestant.name, seconds);
  findings.add(rate, contestant.name, completions.reduce((sum, { writtenTokens }) => sum + writtenTokens, 0) / seconds);
}
