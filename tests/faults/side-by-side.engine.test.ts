import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCalibrated } from './calibrated-home.ts';
import { FaultBench, isDemoThere, type StudioProcess } from './studio-process.ts';

const atOnce = 4;
const start = '海边的小城在清晨醒来，渔船一只一只靠岸，市场里已经有人在讲价。'.repeat(30);
const topics = ['山', '海', '城', '桥'];

const benches: FaultBench[] = [];
const newBench = () => {
  const bench = new FaultBench();
  benches.push(bench);
  return bench;
};
let studio: StudioProcess;
beforeEach(async () => {
  studio = await startCalibrated(newBench(), atOnce);
});
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.clear();
});

interface Answer {
  readonly text: string;
  readonly promptTokens: number;
  readonly cachedTokens: number;
}

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[];
  readonly usage?: { readonly prompt_tokens: number; readonly prompt_tokens_details: { readonly cached_tokens: number } } | null;
}

/** What a program gets from the API for a text that begins like the others; it may leave when the first word is there. */
async function complete({ url, key }: StudioProcess, topic: string, leave?: AbortController): Promise<Answer> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    signal: leave?.signal ?? null,
    body: JSON.stringify({
      model: 'demo',
      messages: [{ role: 'user', content: `${start}\n写一段关于${topic}的话。` }],
      temperature: 0,
      seed: 1,
      max_tokens: 120,
      stream: true,
      stream_options: { include_usage: true },
    }),
  });
  expect(response.status).toBe(200);
  const answer = { text: '', promptTokens: 0, cachedTokens: 0 };
  for (const line of await linesOf(response, (text) => text.includes('"content"') && leave?.abort())) {
    const { choices, usage } = JSON.parse(line) as Chunk;
    answer.text += choices[0]?.delta.content ?? '';
    if (usage) Object.assign(answer, { promptTokens: usage.prompt_tokens, cachedTokens: usage.prompt_tokens_details.cached_tokens });
  }
  return answer;
}

async function linesOf(response: Response, onText: (text: string) => unknown): Promise<string[]> {
  let all = '';
  const decoder = new TextDecoder();
  for await (const part of response.body ?? []) {
    const text = decoder.decode(part as Uint8Array, { stream: true });
    all += text;
    onText(text);
  }
  return all.split('\n').flatMap((line) => (line.startsWith('data: {') ? [line.slice('data: '.length)] : []));
}

/** The same texts, written one after the other in a studio that writes one at a time. */
async function alone(): Promise<Answer[]> {
  const single = await newBench().start({ engine: 'llama' });
  const answers: Answer[] = [];
  for (const topic of topics) answers.push(await complete(single, topic));
  return answers;
}

const textsOf = (answers: readonly Answer[]) => answers.map(({ text }) => text);

describe.runIf(isDemoThere && process.platform === 'linux')('four programs that ask at once, with a common start', () => {
  it('E18 E20 get the texts they would get alone, and the start is read once', async () => {
    const together = await Promise.all(topics.map((topic) => complete(studio, topic)));
    expect(textsOf(together)).toEqual(textsOf(await alone()));
    expect(textsOf(together).every((text) => text.length > 20)).toBe(true);
    const [first = 0, ...others] = together.map((each) => each.promptTokens - each.cachedTokens).toSorted((one, other) => other - one);
    expect(first).toBeGreaterThan(500);
    // the last batch of the one that reads may not be in what it hands over
    expect(Math.max(...others)).toBeLessThan(256);
  });

  it('E18 are not disturbed when one of them leaves in the middle', async () => {
    const leave = new AbortController();
    const [left, ...stayed] = topics;
    const leaving = complete(studio, left ?? '', leave).catch((error: unknown) => error);
    const answers = await Promise.all(stayed.map((topic) => complete(studio, topic)));
    expect(await leaving).toMatchObject({ name: 'AbortError' });
    expect(textsOf(answers)).toEqual(textsOf(await alone()).slice(1));
  });
});
