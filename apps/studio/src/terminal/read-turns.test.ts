import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readTurns, type Turns } from './read-turns.ts';
import { createTerminal } from './terminal.ts';

/** A person at a terminal: what is typed goes into `type`. */
function atTerminal(): { turns: Turns; type: (text: string) => void } {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const errors = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const terminal = createTerminal({ input, output: new PassThrough(), errors }, {});
  return { turns: readTurns(terminal), type: (text) => void input.write(text) };
}

async function take(turns: Turns, count: number): Promise<string[]> {
  const taken: string[] = [];
  for await (const turn of turns) {
    taken.push(turn);
    if (taken.length === count) break;
  }
  turns.close();
  return taken;
}

describe('turns of a person (C31, C32)', () => {
  it('are a line each', async () => {
    const { turns, type } = atTerminal();
    const taken = take(turns, 1);
    type('你好\r');
    expect(await taken).toEqual(['你好']);
  });

  it('go on after a backslash', async () => {
    const { turns, type } = atTerminal();
    const taken = take(turns, 1);
    type('one\\\rtwo\r');
    expect(await taken).toEqual(['one\ntwo']);
  });

  it('are one turn when several lines are pasted, with what was typed after them', async () => {
    const { turns, type } = atTerminal();
    const taken = take(turns, 1);
    type('first\rsecond\rthi');
    type('rd\r');
    expect(await taken).toEqual(['first\nsecond\nthird']);
  });

  it('end with Ctrl+C at the prompt, which is told', async () => {
    const { turns, type } = atTerminal();
    const taken = take(turns, 9);
    type('\u0003');
    expect(await taken).toEqual([]);
    expect(turns.wasStopped()).toBe(true);
  });

  it('go on after Ctrl+C during an answer, which stops only that', async () => {
    const { turns, type } = atTerminal();
    type('one\r');
    const taken: string[] = [];
    for await (const turn of turns) {
      taken.push(turn);
      if (turn === 'two') break;
      const answer = turns.duringAnswer();
      const stopped = new Promise((resolve) => answer.signal.addEventListener('abort', resolve));
      type('\u0003');
      await stopped;
      answer.release();
      type('two\r');
    }
    turns.close();
    expect(taken).toEqual(['one', 'two']);
    expect(turns.wasStopped()).toBe(false);
  });
});
