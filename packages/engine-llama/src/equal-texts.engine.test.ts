import type { Engine, GenerateRequest } from '@maobi/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, demo, endingInShortPass, eventsOf, never, temporaryFiles, testEngine } from './test-processes.ts';

const story = '海边的小城在清晨醒来，渔船一只一只靠岸，市场里已经有人在讲价。'.repeat(8);
/** With nothing in common with it, and enough of them to take every state there is. */
const others = ['雨', '雪', '风', '云', '电'].map((topic) => ask('', { prompt: { kind: 'raw', text: `${topic}的一天。${story}` } }));

describe('at temperature 0 a text is the same', () => {
  const files = temporaryFiles({});
  let engine: Engine;
  let request: GenerateRequest;
  let cold: Awaited<ReturnType<typeof written>>;

  async function written(by: GenerateRequest, on = engine) {
    const events = await eventsOf(on.generate(by, never));
    const end = events.at(-1);
    if (end?.type !== 'ended' || end.error) throw new Error('the text did not end well', { cause: end });
    return { text: events.map((event) => (event.type === 'text' ? event.text : '')).join(''), cachedTokens: end.usage.cachedTokens };
  }

  beforeAll(async () => {
    engine = testEngine({ snapshots: { folder: files.path('snapshots'), idleMs: 600_000 } });
    await engine.load(demo, never);
    request = await endingInShortPass(engine, (filling) => ask(`${story}${filling}写一段关于山的话。`, { maxTokens: 40 }));
    cold = await written(request);
  });
  afterAll(async () => {
    await engine[Symbol.asyncDispose]();
    files.remove();
  });

  it('where its prompt is held in memory, was read ahead, or made way to disk in between', async () => {
    expect(cold).toMatchObject({ text: expect.stringMatching(/.{10}/u), cachedTokens: 0 });
    const resident = await written(request);
    await using another = testEngine();
    await another.load(demo, never);
    await another.warm(request.prompt, never);
    const warmed = await written(request, another);
    for (const other of others) await written(other);
    const fetched = await written(request);
    for (const { text, cachedTokens } of [resident, warmed, fetched]) {
      expect(cachedTokens).toBeGreaterThan(100);
      expect(text).toBe(cold.text);
    }
  });

  it('where it rests while others take all states', async () => {
    const listeners = new Set<() => void>();
    const pause = { isPaused: false, watch: (listener: () => void) => (listeners.add(listener), () => void listeners.delete(listener)) };
    const set = (isPaused: boolean) => {
      pause.isPaused = isPaused;
      for (const listener of listeners) listener();
    };
    let [text, rests] = ['', 0];
    for await (const event of engine.generate(request, never, pause)) {
      if (event.type !== 'text') continue;
      text += event.text;
      if ((rests += 1) !== 3) continue;
      set(true);
      for (const other of others) await written(other);
      set(false);
    }
    expect(rests).toBeGreaterThan(3);
    expect(text).toBe(cold.text);
  });
});
