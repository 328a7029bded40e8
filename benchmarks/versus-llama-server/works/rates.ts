import { readingRate, writingRate } from '../contestants/contestant.ts';
import { Findings, type Goal } from '../findings.ts';
import { runLlamaBench } from '../llama-bench.ts';
import type { Work } from './work.ts';

const readTokens = 256;
const writeTokens = 64;
const bench = 'llama-bench';
const reading = { what: `reading ${readTokens} tokens`, unit: 'tokens/s', better: 'more' } as const;
const writing = { what: `writing ${writeTokens} tokens`, unit: 'tokens/s', better: 'more' } as const;

export const rates: Work = {
  name: 'rates',
  about: 'how fast a prompt is read and an answer written, through HTTP',
  measure: async (arena) => {
    const { options, maobi, llamaServer } = arena;
    const findings = new Findings();
    const notes: string[] = [];
    const benchPath = options.benchPath;
    for (let round = 0; round < options.rounds; round += 1) {
      if (benchPath !== null) {
        const {
          reading: read,
          writing: written,
          build,
        } = await runLlamaBench(benchPath, {
          modelPath: options.modelPath,
          threads: options.threads,
          readTokens,
          writeTokens,
        });
        findings.add(reading, bench, ...read);
        findings.add(writing, bench, ...written);
        if (round === 0) notes.push(`llama-bench of build ${build}, with ${options.threads} threads and its defaults otherwise.`);
      }
      const order = round % 2 === 0 ? [maobi, llamaServer] : [llamaServer, maobi];
      await arena.inTurns(order, 1, async (contestant) => {
        const messages = [{ role: 'user', content: arena.freshProse(readTokens) }] as const;
        const completion = await contestant.complete({ messages, maxTokens: writeTokens });
        findings.add(reading, contestant.name, readingRate(completion));
        findings.add(writing, contestant.name, writingRate(completion));
      });
    }
    const goals = [reading, writing].map(({ what }): Goal => {
      const measured = findings.median(what, maobi.name) / findings.median(what, bench);
      return { name: `${what}: share of llama-bench`, measured, bound: 0.97, kind: 'at least', unit: 'x' };
    });
    return { findings: findings.list(), goals: benchPath === null ? [] : goals, notes };
  },
};
