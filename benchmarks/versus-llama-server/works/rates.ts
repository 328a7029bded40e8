import { readingRate, writingRate } from '../contestants/contestant.ts';
import { engineRates } from '../engine-rates.ts';
import type { Findings, Goal } from '../findings.ts';
import { runLlamaBench } from '../llama-bench.ts';
import type { Arena } from '../arena.ts';
import type { Work } from './work.ts';

const readTokens = 256;
const writeTokens = 64;
const bench = 'llama-bench';
const engineAlone = 'Maobi, engine alone';
const reading = { what: `reading about ${readTokens} tokens`, unit: 'tokens/s', better: 'more' } as const;
const writing = { what: `writing ${writeTokens} tokens after them`, unit: 'tokens/s', better: 'more' } as const;

interface Alone {
  /** Of llama-bench. */
  readonly build: string;
  /** Of the text as the engine has read it, with the marks around it. */
  readonly promptTokens: number;
}

export const rates: Work = {
  name: 'rates',
  about: 'how fast a prompt is read and an answer written: by the engines alone, and through HTTP',
  measure: async (arena, findings) => {
    const { options, maobi, llamaServer } = arena;
    let alone: Alone | null = null;
    for (let round = 0; round < options.rounds; round += 1) {
      const benchBegins = round % 2 === 1 ? (alone?.promptTokens ?? null) : null;
      if (options.benchPath !== null) alone = await measureAlone(arena, options.benchPath, findings, benchBegins);
      const order = round % 2 === 0 ? [maobi, llamaServer] : [llamaServer, maobi];
      await arena.inTurns(order, 1, async (contestant) => {
        const messages = [{ role: 'user', content: arena.freshProse(readTokens) }] as const;
        const completion = await contestant.complete({ messages, maxTokens: writeTokens });
        findings.add(reading, contestant.name, readingRate(completion));
        findings.add(writing, contestant.name, writingRate(completion));
      });
    }
    if (alone === null) return { goals: [], notes: [] };
    const goals = [reading, writing].map(({ what }): Goal => {
      const measured = findings.median(what, engineAlone) / findings.median(what, bench);
      return { name: `${what}: share of llama-bench`, measured, bound: 0.97, kind: 'at least', unit: 'x' };
    });
    const notes = [
      `llama-bench of build ${alone.build}, on ${alone.promptTokens} tokens as the engine, with ${options.threads} threads and its defaults otherwise; neither it nor the engine alone has a server beside it.`,
    ];
    return { goals, notes };
  },
};

/**
 * Both without a server, and on as many tokens: a processor that computes in tiles is slower by a tenth on some numbers of them than on others.
 * @param benchBegins with so many tokens, which the engine read the time before; `null`: the engine begins, and tells how many
 */
async function measureAlone(arena: Arena, benchPath: string, findings: Findings, benchBegins: number | null): Promise<Alone> {
  const { modelPath, threads } = arena.options;
  const { contextTokens } = arena;
  const runBench = async (tokens: number) => {
    const rates = await runLlamaBench(benchPath, { modelPath, threads, readTokens: tokens, writeTokens });
    findings.add(reading, bench, ...rates.reading);
    findings.add(writing, bench, ...rates.writing);
    return rates.build;
  };
  const runEngine = async () => {
    const rates = await engineRates({ modelPath, contextTokens, threads, text: arena.freshProse(readTokens), writeTokens });
    findings.add(reading, engineAlone, rates.reading);
    findings.add(writing, engineAlone, rates.writing);
    return rates.promptTokens;
  };
  if (benchBegins !== null) return { build: await runBench(benchBegins), promptTokens: await runEngine() };
  const read = await runEngine();
  return { build: await runBench(read), promptTokens: read };
}
