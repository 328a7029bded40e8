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
const reading = { what: `reading ${readTokens} tokens`, unit: 'tokens/s', better: 'more' } as const;
const writing = { what: `writing ${writeTokens} tokens after them`, unit: 'tokens/s', better: 'more' } as const;

export const rates: Work = {
  name: 'rates',
  about: 'how fast a prompt is read and an answer written: by the engines alone, and through HTTP',
  measure: async (arena, findings) => {
    const { options, maobi, llamaServer } = arena;
    let build = '';
    for (let round = 0; round < options.rounds; round += 1) {
      if (options.benchPath !== null) build = await measureAlone(arena, options.benchPath, findings, round);
      const order = round % 2 === 0 ? [maobi, llamaServer] : [llamaServer, maobi];
      await arena.inTurns(order, 1, async (contestant) => {
        const messages = [{ role: 'user', content: arena.freshProse(readTokens) }] as const;
        const completion = await contestant.complete({ messages, maxTokens: writeTokens });
        findings.add(reading, contestant.name, readingRate(completion));
        findings.add(writing, contestant.name, writingRate(completion));
      });
    }
    if (options.benchPath === null) return { goals: [], notes: [] };
    const goals = [reading, writing].map(({ what }): Goal => {
      const measured = findings.median(what, engineAlone) / findings.median(what, bench);
      return { name: `${what}: share of llama-bench`, measured, bound: 0.97, kind: 'at least', unit: 'x' };
    });
    const notes = [
      `llama-bench of build ${build}, with ${options.threads} threads and its defaults otherwise; neither it nor the engine alone has a server beside it.`,
    ];
    return { goals, notes };
  },
};

/** Both without a server, the other one first each time; returns the build of llama-bench. */
async function measureAlone(arena: Arena, benchPath: string, findings: Findings, round: number): Promise<string> {
  const { modelPath, threads } = arena.options;
  let build = '';
  const runBench = async () => {
    const rates = await runLlamaBench(benchPath, { modelPath, threads, readTokens, writeTokens });
    findings.add(reading, bench, ...rates.reading);
    findings.add(writing, bench, ...rates.writing);
    build = rates.build;
  };
  const runEngine = async () => {
    const { contextTokens } = arena;
    const rates = await engineRates({ modelPath, contextTokens, threads, text: arena.freshProse(readTokens), writeTokens });
    findings.add(reading, engineAlone, rates.reading);
    findings.add(writing, engineAlone, rates.writing);
  };
  for (const run of round % 2 === 0 ? [runBench, runEngine] : [runEngine, runBench]) await run();
  return build;
}
