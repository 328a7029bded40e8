import type { Usage } from '@maobi/contract';
import type { Arena } from '../arena.ts';
import { readTokens, type ChatMessage, type Contestant } from '../contestants/contestant.ts';
import type { Findings } from '../findings.ts';
import type { Work } from './work.ts';

const sectionCount = 6;
const documentCharacters = 2_000;
const briefTokens = 300;
const leastTarget = 10;
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
    const written = await byJob(arena);
    add(findings, arena.maobi.name, written);
    const sectionTokens = Math.round(written.written / sectionCount);
    const sides: { name: string; contestant: Contestant; write: typeof asOneConversation }[] = [
      { name: resending, contestant: arena.llamaServer, write: resendingAll },
      { name: arena.llamaServerTuned.name, contestant: arena.llamaServerTuned, write: asOneConversation },
    ];
    const notes = [
      `Maobi's is a job of the studio, with its own prompts; each section came to ${sectionTokens} tokens, which the two others were told to write, with a brief as long as Maobi's. "${resending}" is a client that sends each section as a request of its own, with its task first and the sections so far after it; the other is one growing conversation.`,
    ];
    for (const { name, contestant, write } of sides) {
      await arena.enter(contestant);
      const brief = `请按下面的要求和提纲写一篇文章，每次只写我点名的一节。\n\n${arena.freshProse(written.firstPrompt)}`;
      const cost = await write(contestant, brief, sectionTokens);
      add(findings, name, cost);
      if (cost.written < sectionCount * sectionTokens) notes.push(`${name} wrote ${cost.written} tokens only: the model ended by itself.`);
    }
    return { goals: goals(arena, findings), notes };
  },
};

function add(findings: Findings, name: string, { ms, read, laterRead, laterPrompt }: Cost): void {
  const laterShare = (laterRead / laterPrompt) * 100;
  console.log(`  ${name}: ${Math.round(ms / 1000)} s, ${laterShare.toFixed(2)} % read`); // the three take half an hour or more
  findings.add(total, name, ms / 1000);
  findings.add(readInAll, name, read);
  findings.add(readLater, name, laterShare);
}

function goals(arena: Arena, findings: Findings) {
  const { name } = arena.maobi;
  const share = findings.median(total.what, name) / findings.median(total.what, resending);
  return [
    { name: readLater.what, measured: findings.median(readLater.what, name), bound: 5, kind: 'at most', unit: '%' },
    { name: 'six sections: share of the time of a client that re-sends', measured: share, bound: 0.75, kind: 'at most', unit: 'x' },
  ] as const;
}

/** As the studio writes it when a writer presses "Write", from an outline as long as a brief. */
async function byJob(arena: Arena): Promise<Cost & { readonly firstPrompt: number }> {
  const maobi = await arena.enter(arena.maobi);
  const target = arena.scaled(documentCharacters / sectionCount, leastTarget);
  const points = () => [arena.freshProse(arena.scaled(briefTokens) / sectionCount)];
  const plan = Array.from({ length: sectionCount }, (_, index) => ({ heading: `第 ${index + 1} 节`, points: points(), target }));
  const runs = await maobi.writeDocument('城市里的养蜂人', plan);
  const later = runs.slice(1);
  const readOf = ({ promptTokens, cachedTokens }: Usage) => promptTokens - cachedTokens;
  return {
    ms: Math.max(...runs.map(({ endedMs }) => endedMs)) - Math.min(...runs.map(({ beganMs }) => beganMs)),
    read: sum(runs.map(readOf)),
    laterRead: sum(later.map(readOf)),
    laterPrompt: sum(later.map(({ promptTokens }) => promptTokens)),
    written: sum(runs.map(({ writtenTokens }) => writtenTokens)),
    firstPrompt: runs[0]?.promptTokens ?? 0,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
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
