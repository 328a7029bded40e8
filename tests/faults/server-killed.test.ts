import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StudioClient } from '@maobi/contract';
import { answerOf, ask, FaultBench, kill, type Question, type StudioProcess } from './studio-process.ts';

let bench: FaultBench;
beforeEach(() => {
  bench = new FaultBench();
});
afterEach(() => bench.clear());

/** Tokens that the scripted engine writes in a second: see studio-main.ts. */
const tokensPerSecond = 30;

interface Seen {
  text: string;
  /** Tokens of each piece: what was not yet kept when the piece before was. */
  readonly steps: number[];
}

/** Reads until so many tokens were seen, then kills the server; what was on the way may still arrive. */
async function readAndKill(studio: StudioProcess, { run }: Question, tokens: number): Promise<Seen> {
  const seen: Seen = { text: '', steps: [] };
  let written = 0;
  let killed: Promise<void> | undefined;
  try {
    for await (const event of studio.client.streamRun(run)) {
      if (event.type !== 'text') continue;
      seen.text += event.text;
      seen.steps.push(event.written - written);
      written = event.written;
      if (written >= tokens) killed ??= kill(studio.process, 'SIGKILL');
    }
  } catch {
    // the connection died with the server
  }
  await killed;
  return seen;
}

async function endOf(client: StudioClient, run: string): Promise<string> {
  for await (const event of client.streamRun(run)) if (event.type === 'ended') return event.run.state;
  return 'never';
}

describe('kill -9 of the server in the middle of an answer', () => {
  it('D1: loses nothing that was seen and at most a second of text, and offers to continue', async () => {
    let studio = await bench.start();
    for (const tokens of [1, 12, 40]) {
      const question = await ask(studio.client, '湖 [[scenario:endless]]');
      const seen = await readAndKill(studio, question, tokens);
      studio = await bench.start();
      const answer = await answerOf(studio.client, question);
      expect(answer.run).toMatchObject({ id: question.run, state: 'interrupted' });
      expect(answer.text.startsWith(seen.text)).toBe(true);
      expect(seen.text.length).toBeGreaterThan(0);
      expect(Math.max(...seen.steps)).toBeLessThanOrEqual(tokensPerSecond);
      expect(await studio.client.call('listRuns', {})).toEqual({ runs: [] });
    }
  });

  it('D2: the answer goes on after the last character that was kept', async () => {
    const first = await bench.start();
    const question = await ask(first.client, 'Write about lakes.');
    const seen = await readAndKill(first, question, 20);
    const second = await bench.start();
    const kept = (await answerOf(second.client, question)).text;
    expect(kept.startsWith(seen.text)).toBe(true);
    const runId = question.run.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    await second.client.call('continueMessage', { params: { id: question.answer }, body: { runId, options: { maxTokens: 20 } } });
    expect(await endOf(second.client, runId)).toBe('length');
    const whole = (await answerOf(second.client, question)).text;
    const other = await ask(second.client, 'Write about lakes.', 200);
    expect(await endOf(second.client, other.run)).toMatch(/length|done/);
    const reference = (await answerOf(second.client, other)).text;
    expect(whole.startsWith(kept)).toBe(true);
    expect(whole.length).toBeGreaterThan(kept.length);
    expect(reference.startsWith(whole)).toBe(true);
  });

  it('D3: a killed studio leaves no lock behind: the next one starts at once, on the same port', async () => {
    const first = await bench.start();
    await kill(first.process, 'SIGKILL');
    const second = await bench.start({ port: first.port });
    expect(second.port).toBe(first.port);
    const question = await ask(second.client, '湖', 5);
    expect(await endOf(second.client, question.run)).toBe('length');
  });

  it('D4: what waited in the queue is interrupted too, with its question kept', async () => {
    const first = await bench.start();
    const writing = await ask(first.client, '一 [[scenario:endless]]');
    const waiting = await ask(first.client, '二');
    await readAndKill(first, writing, 2);
    const second = await bench.start();
    const answer = await answerOf(second.client, waiting);
    expect(answer).toMatchObject({ text: '', run: { id: waiting.run, state: 'interrupted' } });
  });
});
