import type { Engine, EngineEnd, EngineEvent, GenerateRequest } from '@maobi/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, demo, eventsOf, never, testEngine } from './test-processes.ts';

describe('drafting from the passage that is rewritten', () => {
  const engine: Engine = testEngine();
  beforeAll(() => engine.load(demo, never));
  afterAll(() => engine[Symbol.asyncDispose]());

  const written = async (request: GenerateRequest): Promise<{ text: string; end: EngineEnd }> => {
    const events = await eventsOf(engine.generate(request, never));
    const end = events.at(-1);
    if (end?.type !== 'ended') throw new Error('the answer did not end');
    return { text: events.map((event: EngineEvent) => (event.type === 'text' ? event.text : '')).join(''), end };
  };
  const request = (changes: Partial<GenerateRequest> = {}) => ask('写一段关于海边小城的短文，约两百字。', { maxTokens: 160, ...changes });

  /** Every n-th character replaced, and a piece left out. */
  const changed = (text: string, every: number) =>
    [...text]
      .map((character, index) => (index % every === every - 1 ? '变' : character))
      .join('')
      .replace(text.slice(30, 36), '');

  it('writes what would have been written without, and takes most of it from an unchanged reference', async () => {
    const plain = await written(request());
    const drafted = await written(request({ reference: plain.text }));
    expect(drafted.text).toBe(plain.text);
    expect(drafted.end.reason).toBe(plain.end.reason);
    expect(drafted.end.usage.writtenTokens).toBe(plain.end.usage.writtenTokens);
    expect(drafted.end.drafts.accepted).toBeGreaterThan(plain.end.usage.writtenTokens / 2);
    expect(plain.end.drafts).toEqual({ drafted: 0, accepted: 0 });
  });

  it.each([4, 9, 25])('writes the same from a reference that differs in every %i-th character', async (every) => {
    const plain = await written(request());
    expect((await written(request({ reference: changed(plain.text, every) }))).text).toBe(plain.text);
  });

  it('writes the same from a reference that has nothing to do with it, and soon drafts no more', async () => {
    const plain = await written(request());
    const drafted = await written(
      request({ reference: 'Nothing of this will ever be written by a model that writes Chinese. '.repeat(8) }),
    );
    expect(drafted.text).toBe(plain.text);
    expect(drafted.end.drafts.drafted).toBeLessThan(plain.end.usage.writtenTokens / 4);
  });

  it('obeys limits and stop strings in the middle of a draft', async () => {
    const plain = await written(request());
    const reference = plain.text;
    const cut = await written(request({ reference, maxTokens: 50 }));
    expect(cut.end).toMatchObject({ reason: 'length', usage: { writtenTokens: 50 } });
    expect(plain.text.startsWith(cut.text)).toBe(true);
    const stop = [...plain.text].slice(20, 23).join('');
    expect((await written(request({ reference, stop: [stop] }))).text).toBe(plain.text.slice(0, plain.text.indexOf(stop)));
  });

  it('respects penalties on what was written before, and is left out under a grammar', async () => {
    const plain = request();
    const penalised = { ...plain, sampling: { ...plain.sampling, presencePenalty: 1.5, repeatPenalty: 1.2 } };
    const expected = await written(penalised);
    const drafted = await written({ ...penalised, reference: expected.text });
    expect(drafted.text).toBe(expected.text);
    expect(drafted.end.drafts.accepted).toBeGreaterThan(0);
    expect((await written(request({ reference: expected.text, jsonSchema: { type: 'string' } }))).end.drafts.drafted).toBe(0);
  });

  it('ends where the model ends, also in the middle of a draft', async () => {
    const whole = request({ maxTokens: 600 });
    const plain = await written(whole);
    expect(plain.end.reason).toBe('stop');
    const drafted = await written({ ...whole, reference: `${plain.text}后来呢？${plain.text}` });
    expect(drafted.text).toBe(plain.text);
    expect(drafted.end).toMatchObject({ reason: 'stop', usage: plain.end.usage });
  });

  it('writes the same again for the same seed when it is not the likeliest word that is wanted', async () => {
    const reference = (await written(request())).text;
    const sampled = request({ reference, seed: 4 });
    const warm = { ...sampled, sampling: { ...sampled.sampling, temperature: 0.7 } };
    const first = await written(warm);
    expect((await written(warm)).text).toBe(first.text);
    expect((await written({ ...warm, seed: 5 })).text).not.toBe(first.text);
  });
});
