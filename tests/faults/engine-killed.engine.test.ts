import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answerOf,
  ask,
  childrenOf,
  FaultBench,
  isDemoThere,
  isRunning,
  kill,
  type Question,
  type StudioProcess,
} from './studio-process.ts';

let bench: FaultBench;
beforeEach(() => {
  bench = new FaultBench();
});
afterEach(() => bench.clear());

const longQuestion = '请写一篇关于湖的文章，至少一千字。';

interface Watched {
  readonly question: Question;
  readonly text: string;
  /** `never`: the stream was cut before its end. */
  readonly state: string;
}

/** Starts an answer, calls back with its first words, and reads to the end or until the connection dies. */
async function whileWriting(studio: StudioProcess, act: () => void): Promise<Watched> {
  const question = await ask(studio.client, longQuestion);
  let text = '';
  let state = 'never';
  try {
    for await (const event of studio.client.streamRun(question.run)) {
      if (event.type === 'text' && text === '') act();
      if (event.type === 'text') text += event.text;
      if (event.type === 'ended') state = event.run.state;
    }
  } catch {
    // the server itself was killed
  }
  return { question, text, state };
}

function engineOf(studio: StudioProcess): number {
  const [engine] = childrenOf(studio.process.pid!);
  if (engine === undefined) throw new Error('the engine process is not there');
  return engine;
}

async function gone(processId: number): Promise<void> {
  while (isRunning(processId)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe.runIf(isDemoThere && process.platform === 'linux')('the engine process', () => {
  it('D5: killed in the middle of an answer, the server stays, the text is kept, the next answer is written', async () => {
    const studio = await bench.start({ engine: 'llama' });
    const killed = await whileWriting(studio, () => process.kill(engineOf(studio), 'SIGKILL'));
    expect(killed.state).toBe('interrupted');
    const kept = (await answerOf(studio.client, killed.question)).text;
    expect(kept.startsWith(killed.text)).toBe(true);
    expect(killed.text.length).toBeGreaterThan(0);
    const next = await ask(studio.client, longQuestion, 8);
    let state = 'never';
    for await (const event of studio.client.streamRun(next.run)) if (event.type === 'ended') state = event.run.state;
    expect(state).toBe('length');
  });

  it('N8: is gone with a server that was killed', async () => {
    const studio = await bench.start({ engine: 'llama' });
    let engine = 0;
    let ended: Promise<void> | undefined;
    await whileWriting(studio, () => {
      engine = engineOf(studio);
      ended = kill(studio.process, 'SIGKILL');
    });
    await ended;
    await gone(engine);
    expect(engine).toBeGreaterThan(0);
  });

  it('N8: ends with a server that is told to, and its run is told to be interrupted', async () => {
    const studio = await bench.start({ engine: 'llama' });
    const exit = once(studio.process, 'exit');
    let engine = 0;
    const { state } = await whileWriting(studio, () => {
      engine = engineOf(studio);
      studio.process.kill('SIGTERM');
    });
    expect(state).toBe('interrupted');
    // three seconds are promised; the rest is for a busy machine
    expect(await Promise.race([exit, new Promise((resolve) => setTimeout(resolve, 6_000, 'late'))])).toEqual([0, null]);
    expect(isRunning(engine)).toBe(false);
  });
});
