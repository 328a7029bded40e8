import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, ask, childrenOf, FaultBench, isDemoThere, isRunning, kill, type StudioProcess } from './studio-process.ts';

let bench: FaultBench;
beforeEach(() => {
  bench = new FaultBench();
});
afterEach(() => bench.clear());

const longQuestion = '请写一篇关于湖的文章，至少一千字。';

/** Starts an answer and calls back with its first words. */
async function whileWriting(studio: StudioProcess, act: () => void): Promise<{ answer: string; state: string; text: string }> {
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
    return { answer: '', state, text };
  }
  return { answer: (await answerOf(studio.client, question)).text, state, text };
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
    expect(killed.answer.startsWith(killed.text)).toBe(true);
    expect(killed.text.length).toBeGreaterThan(0);
    const next = await ask(studio.client, longQuestion, 8);
    let state = 'never';
    for await (const event of studio.client.streamRun(next.run)) if (event.type === 'ended') state = event.run.state;
    expect(state).toBe('length');
  });

  it('N8: is gone with the server, whether that ends in order or is killed', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const studio = await bench.start({ engine: 'llama' });
      let engine = 0;
      let ended: Promise<void> | undefined;
      await whileWriting(studio, () => {
        engine = engineOf(studio);
        ended = kill(studio.process, signal);
      });
      await ended;
      await gone(engine);
      expect(isRunning(engine)).toBe(false);
    }
  });

  it('N8: ends within three seconds of Ctrl+C with exit code 0', async () => {
    const studio = await bench.start({ engine: 'llama' });
    const exit = once(studio.process, 'exit');
    await whileWriting(studio, () => studio.process.kill('SIGINT'));
    expect(await Promise.race([exit, new Promise((resolve) => setTimeout(resolve, 3_500, 'late'))])).toEqual([0, null]);
  });
});
