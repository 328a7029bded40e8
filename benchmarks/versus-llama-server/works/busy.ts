import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { writingRate } from '../contestants/contestant.ts';
import type { Work } from './work.ts';

const promptTokens = 30;
const writeTokens = 24;
/** Long enough for an engine to notice the other programs. */
const settleMs = 2500;
const unit = { unit: 'tokens/s', better: 'more' } as const;

export const busy: Work = {
  name: 'busy',
  about: 'writing while other programs keep half, and all, of the processors busy',
  measure: async (arena, findings) => {
    const processors = availableParallelism();
    for (const programs of [0, Math.ceil(processors / 2), processors]) {
      const what = { what: `writing ${writeTokens} tokens beside ${programs} busy programs on ${processors} processors`, ...unit };
      await arena.inTurns([arena.maobi, arena.llamaServer], arena.options.rounds, async (contestant) => {
        const others = Array.from({ length: programs }, busyProgram);
        try {
          await sleep(settleMs);
          const messages = [{ role: 'user', content: arena.freshProse(promptTokens) }] as const;
          findings.add(what, contestant.name, writingRate(await contestant.complete({ messages, maxTokens: writeTokens })));
        } finally {
          for (const other of others) other.kill('SIGKILL');
        }
      });
    }
    return { goals: [], notes: [] };
  },
};

function busyProgram(): ChildProcess {
  return spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
}
