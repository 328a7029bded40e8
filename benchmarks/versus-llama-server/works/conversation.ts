import type { Arena } from '../arena.ts';
import { readTokens, type ChatMessage, type Contestant } from '../contestants/contestant.ts';
import type { Findings } from '../findings.ts';
import type { Work } from './work.ts';

const turnCount = 100;
const questionTokens = 12;
const answerTokens = 8;

export const conversation: Work = {
  name: 'conversation',
  about: `a conversation of ${turnCount} turns`,
  measure: async (arena, findings) => {
    const turns = arena.scaled(turnCount);
    for (const contestant of [arena.maobi, arena.llamaServer, arena.llamaServerTuned]) await measureOne(arena, contestant, turns, findings);
    const notes = [
      `${turns} turns; each asks with about ${questionTokens} tokens, the template's own not counted, and is answered with ${answerTokens}.`,
    ];
    return { goals: [], notes };
  },
};

async function measureOne(arena: Arena, contestant: Contestant, turns: number, findings: Findings): Promise<void> {
  await arena.enter(contestant);
  const messages: ChatMessage[] = [];
  const cost = { read: 0, prompt: 0 };
  const startedMs = performance.now();
  for (let turn = 0; turn < turns; turn += 1) {
    messages.push({ role: 'user', content: arena.freshProse(questionTokens) });
    const completion = await contestant.complete({ messages, maxTokens: answerTokens });
    messages.push({ role: 'assistant', content: completion.text });
    cost.read += readTokens(completion);
    cost.prompt += completion.promptTokens;
  }
  const { name } = contestant;
  findings.add({ what: `${turns} turns, time in all`, unit: 's', better: 'less' }, name, (performance.now() - startedMs) / 1000);
  findings.add({ what: `${turns} turns, tokens read in all`, unit: 'tokens', better: 'less' }, name, cost.read);
  findings.add({ what: `${turns} turns, share of the prompts read`, unit: '%', better: 'less' }, name, (cost.read / cost.prompt) * 100);
}
