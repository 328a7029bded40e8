import { setTimeout as pause } from 'node:timers/promises';
import type { Arena } from '../arena.ts';
import { readTokens, type ChatMessage, type Completion, type Contestant } from '../contestants/contestant.ts';
import type { LlamaServerContestant } from '../contestants/llama-server-contestant.ts';
import type { Findings, Goal } from '../findings.ts';
import { benchReadingMs } from '../llama-bench.ts';
import type { Work } from './work.ts';

/** Seven tokens or so, which the marks of the template bring to about thirty with the answer before them. */
const questions = ['请用一句话说出这段文字的要点。', '再说说其中最重要的一个人物。', '最后给它起一个题目。'] as const;
const answerTokens = 8;
/** Between an answer and the next thing: whoever reads it gives a studio the time to put its state away. */
const readingPauseMs = 4_000;
const restoredName = 'llama-server, /slots';
const bareEngine = 'llama-bench, reading as much there';

const about = (size: number, what: string) => ({ what: `${size} tokens: first token, ${what}`, unit: 'ms', better: 'less' }) as const;
const cold = (size: number) => about(size, 'cold');
const second = (size: number) => about(size, 'second turn');
const reopened = (size: number) => about(size, 'reopened after a restart');
const read = (size: number, what: string) => ({ what: `${size} tokens: read for it, ${what}`, unit: 'tokens', better: 'less' }) as const;

export const firstToken: Work = {
  name: 'first-token',
  about: 'the wait for the first word: of a new text, of the next turn, of a text of yesterday',
  measure: async (arena, findings) => {
    for (const [index, size] of arena.options.sizes.entries()) {
      const order: Contestant[] = index % 2 === 0 ? [arena.maobi, arena.llamaServer] : [arena.llamaServer, arena.maobi];
      for (const contestant of order) await measureOne(arena, contestant, size, findings);
      await measurePossible(arena, size, findings);
    }
    return {
      goals: goals(arena, findings),
      notes: [
        `A text of so many tokens, a question, ${answerTokens} tokens of answer; then a second question; then a restart of the server and a third one. The loading of the model is not counted.`,
        `"${bareEngine}" is the engine of llama.cpp alone, with everything before in memory: the least that the machine allows.`,
        `"${restoredName}" is the same server, told by its client to save all slots before the restart and to restore them after it; the time of restoring is counted.`,
      ],
    };
  },
};

async function measureOne(arena: Arena, contestant: Contestant, size: number, findings: Findings): Promise<void> {
  await arena.enter(contestant);
  const talk = new Talk(contestant, arena.freshProse(size - 20));
  const first = await talk.ask(questions[0]);
  findings.add(cold(size), contestant.name, first.firstTokenMs);
  findings.add(read(size, 'cold'), contestant.name, readTokens(first));
  const next = await talk.ask(questions[1]);
  findings.add(second(size), contestant.name, next.firstTokenMs);
  findings.add(read(size, 'second turn'), contestant.name, readTokens(next));
  await pause(readingPauseMs);
  const isServer = contestant === arena.llamaServer;
  if (isServer) await arena.llamaServer.saveSlots();
  await arena.restart(contestant);
  if (isServer) await measureRestored(arena.llamaServer, talk, size, findings);
  if (isServer) await arena.restart(contestant);
  const last = await talk.ask(questions[2]);
  findings.add(reopened(size), contestant.name, last.firstTokenMs);
  findings.add(read(size, 'reopened'), contestant.name, readTokens(last));
}

async function measureRestored(server: LlamaServerContestant, talk: Talk, size: number, findings: Findings): Promise<void> {
  const restoringMs = await server.restoreSlots();
  const restored = await talk.try(questions[2]);
  findings.add(reopened(size), restoredName, restoringMs + restored.firstTokenMs);
  findings.add(read(size, 'reopened'), restoredName, readTokens(restored));
}

/** The bare engine reads what Maobi read when the text was reopened, behind the same number of tokens. */
async function measurePossible({ options, maobi }: Arena, size: number, findings: Findings): Promise<void> {
  const { benchPath, modelPath, threads } = options;
  const readTokens = Math.round(findings.median(read(size, 'reopened').what, maobi.name));
  if (benchPath === null || Number.isNaN(readTokens)) return;
  const milliseconds = await benchReadingMs(benchPath, { modelPath, threads, readTokens, behindTokens: size });
  findings.add(reopened(size), bareEngine, ...milliseconds);
}

class Talk {
  readonly #contestant: Contestant;
  readonly #messages: ChatMessage[] = [];
  #opening: string;

  constructor(contestant: Contestant, text: string) {
    this.#contestant = contestant;
    this.#opening = `${text}\n\n`;
  }

  async ask(question: string): Promise<Completion> {
    const completion = await this.try(question);
    this.#messages.push({ role: 'user', content: this.#opening + question }, { role: 'assistant', content: completion.text });
    this.#opening = '';
    return completion;
  }

  /** Asks without keeping question and answer. */
  try(question: string): Promise<Completion> {
    const messages: ChatMessage[] = [...this.#messages, { role: 'user', content: this.#opening + question }];
    return this.#contestant.complete({ messages, maxTokens: answerTokens });
  }
}

function goals(arena: Arena, findings: Findings): Goal[] {
  const { sizes } = arena.options;
  const nearest = (wanted: number) => sizes.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0] ?? wanted;
  const [short, long] = [nearest(1_000), nearest(2_000)];
  const maobi = (what: { what: string }) => findings.median(what.what, arena.maobi.name);
  const share = { kind: 'at most', unit: 'x' } as const;
  const coldMs = maobi(cold(long));
  return [
    {
      ...share,
      name: `${short} tokens: next turn, share of its cold read`,
      measured: maobi(second(short)) / maobi(cold(short)),
      bound: 0.05,
    },
    {
      ...share,
      name: `${long} tokens: reopened, share of its cold read`,
      measured: maobi(reopened(long)) / coldMs,
      bound: 0.03,
      possible: findings.median(reopened(long).what, bareEngine) / coldMs,
    },
    {
      ...share,
      name: `${long} tokens: reopened, share of llama-server's default`,
      measured: maobi(reopened(long)) / findings.median(reopened(long).what, arena.llamaServer.name),
      bound: 0.05,
    },
  ];
}
