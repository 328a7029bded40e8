import type { Arena } from '../arena.ts';
import { readTokens, type ChatMessage, type Contestant } from '../contestants/contestant.ts';
import type { Findings } from '../findings.ts';
import type { Work } from './work.ts';

const sectionCount = 6;
const documentCharacters = 2_000;
const briefTokens = 300;
const resending = 'llama-server, re-sent text';
const total = { what: 'six sections, time in all', unit: 's', better: 'less' } as const;
const readInAll = { what: 'six sections, prompt tokens read', unit: 'tokens', better: 'less' } as const;
const readLater = { what: 'sections 2 to 6, share of the prompts read', unit: '%', better: 'less' } as const;

interface Cost {
  readonly ms: number;
  readonly read: number;
  readonly laterRead: number;
  readonly laterPrompt: number;
  readonly written: number;
}

export const document: Work = {
  name: 'document',
  about: `a document of ${sectionCount} sections, ${documentCharacters} characters, from a brief and an outline`,
  measure: async (arena, findings) => {
    const sectionTokens = arena.scaled((documentCharacters * arena.tokensPerCharacter) / sectionCount);
    const sides: { name: string; contestant: Contestant; write: typeof asOneConversation }[] = [
      { name: arena.maobi.name, contestant: arena.maobi, write: asOneConversation },
      { name: resending, contestant: arena.llamaServer, write: resendingAll },
      { name: arena.llamaServerTuned.name, contestant: arena.llamaServerTuned, write: asOneConversation },
    ];
    const notes = [
      `Each section has ${sectionTokens} tokens; "${resending}" is a client that sends each section as a request of its own, with its task first and the sections so far after it; the two others are one growing conversation.`,
    ];
    for (const { name, contestant, write } of sides) {
      await arena.enter(contestant);
      const brief = `请按下面的要求和提纲写一篇文章，每次只写我点名的一节。\n\n${arena.freshProse(arena.scaled(briefTokens))}`;
      const cost = await write(contestant, brief, sectionTokens);
      const laterShare = (cost.laterRead / cost.laterPrompt) * 100;
      console.log(`  ${name}: ${Math.round(cost.ms / 1000)} s, ${laterShare.toFixed(2)} % read`); // the three take half an hour or more
      findings.add(total, name, cost.ms / 1000);
      findings.add(readInAll, name, cost.read);
      findings.add(readLater, name, laterShare);
      if (cost.written < sectionCount * sectionTokens) notes.push(`${name} wrote ${cost.written} tokens only: the model ended by itself.`);
    }
    return { goals: goals(arena, findings), notes };
  },
};

function goals(arena: Arena, findings: Findings) {
  const { name } = arena.maobi;
  const share = findings.median(total.what, name) / findings.median(total.what, resending);
  return [
    { name: readLater.what, measured: findings.median(readLater.what, name), bound: 5, kind: 'at most', unit: '%' },
    { name: 'six sections: share of the time of a client that re-sends', measured: share, bound: 0.75, kind: 'at most', unit: 'x' },
  ] as const;
}

async function asOneConversation(contestant: Contestant, brief: string, sectionTokens: number): Promise<Cost> {
  const messages: ChatMessage[] = [{ role: 'user', content: brief }, { role: 'assistant', content: '好的。' }]; // prettier-ignore
  return writeSections(contestant, sectionTokens, {
    promptOf: (section) => [...messages, { role: 'user', content: taskOf(section) }],
    keep: (section, text) => messages.push({ role: 'user', content: taskOf(section) }, { role: 'assistant', content: text }),
  });
}

async function resendingAll(contestant: Contestant, brief: string, sectionTokens: number): Promise<Cost> {
  const sections: string[] = [];
  return writeSections(contestant, sectionTokens, {
    promptOf: (section) => [
      { role: 'user', content: `${taskOf(section)}\n\n已经写好的部分：\n${sections.join('\n\n')}\n\n要求和提纲：\n${brief}` },
    ],
    keep: (_section, text) => sections.push(text),
  });
}

interface Client {
  promptOf(section: number): readonly ChatMessage[];
  keep(section: number, text: string): void;
}

async function writeSections(contestant: Contestant, sectionTokens: number, client: Client): Promise<Cost> {
  const startedMs = performance.now();
  const cost = { read: 0, laterRead: 0, laterPrompt: 0, written: 0 };
  for (let section = 1; section <= sectionCount; section += 1) {
    const completion = await contestant.complete({ messages: client.promptOf(section), maxTokens: sectionTokens });
    client.keep(section, completion.text);
    cost.read += readTokens(completion);
    cost.written += completion.writtenTokens;
    if (section === 1) continue;
    cost.laterRead += readTokens(completion);
    cost.laterPrompt += completion.promptTokens;
  }
  return { ...cost, ms: performance.now() - startedMs };
}

function taskOf(section: number): string {
  return `现在写第 ${section} 节，写完即止，不要重复前文。`;
}
