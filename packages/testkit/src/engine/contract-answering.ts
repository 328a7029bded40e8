import { qwen3InstructSampling, type PromptMessage } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import { ask, hear, never, question, subjectForGroup, type SubjectMaker } from './contract-subject.ts';

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/u;

export function answeringContract(makeSubject: SubjectMaker): void {
  describe('writing', () => {
    const subject = subjectForGroup(makeSubject, { loaded: true });
    const write = (...request: Parameters<typeof ask>) => hear(subject().engine.generate(ask(...request), never));

    it('ends with "length" after the tokens asked for, and counts what it did', async () => {
      const heard = await write(question, { maxTokens: 12 });
      expect(heard.end).toMatchObject({ reason: 'length', error: null, usage: { writtenTokens: 12 } });
      const written = heard.events.flatMap((event) => (event.type === 'text' ? [event.written] : []));
      expect(written).toEqual(written.toSorted((left, right) => left - right));
      expect(written.at(-1)).toBeLessThanOrEqual(12);
      expect(heard.end.timings.readingMs).toBeGreaterThanOrEqual(0);
      expect(heard.end.timings.writingMs).toBeGreaterThanOrEqual(0);
    });

    it('writes the same text for the same seed', async () => {
      const sampled = { seed: 11, sampling: qwen3InstructSampling, maxTokens: 40 };
      const first = await write(question, sampled);
      await write('Something else in between.');
      expect((await write(question, sampled)).text).toBe(first.text);
    });

    it('ends before a stop string and delivers no part of it, wherever the tokens are cut', async () => {
      const whole = (await write(question, { maxTokens: 40 })).text;
      const characters = [...whole];
      for (const length of [1, 2, 5]) {
        const stop = characters.slice(12, 12 + length).join('');
        const heard = await write(question, { maxTokens: 40, stop: ['\u0000never', stop] });
        expect(heard.text).toBe(whole.slice(0, whole.indexOf(stop)));
        expect(heard.end.reason).toBe('stop');
      }
    });

    it('delivers text that only looked like the beginning of a stop string', async () => {
      const whole = (await write(question, { maxTokens: 30 })).text;
      const almost = [...whole].slice(10, 14).join('') + '\u0001';
      expect((await write(question, { maxTokens: 30, stop: [almost] })).text).toBe(whole);
    });

    it('goes on inside the turn of the assistant as if never interrupted', async () => {
      const whole = (await write(question, { maxTokens: 40 })).text;
      const begun = (await write(question, { maxTokens: 16 })).text;
      const messages: PromptMessage[] = [
        { role: 'user', text: question },
        { role: 'assistant', text: begun },
      ];
      const rest = await write('', { prompt: { kind: 'messages', messages }, maxTokens: 24 });
      expect(begun + rest.text).toBe(whole);
      expect(rest.end.usage.cachedTokens).toBeGreaterThan(0);
    });

    it('writes JSON of the schema that was asked for', async () => {
      const jsonSchema = {
        type: 'object',
        properties: { ready: { type: 'boolean' }, kind: { enum: ['a', 'b'] } },
        required: ['ready', 'kind'],
        additionalProperties: false,
      };
      const heard = await write('给出 JSON。', { jsonSchema, maxTokens: 200 });
      const value: unknown = JSON.parse(heard.text);
      expect(value).toEqual({ ready: expect.any(Boolean), kind: expect.stringMatching(/^[ab]$/u) });
      expect(heard.end.reason).toBe('stop');
    });

    it('refuses a schema that is none', async () => {
      await expect(write(question, { jsonSchema: { type: 17 } })).rejects.toMatchObject({ code: 'invalid-request' });
    });

    it('never sends half a character', async () => {
      const emoji = '重复这些字：👩‍👩‍👧‍👦 🏳️‍🌈 𠮷 é 👍🏽 كتاب';
      const heard = await write(emoji, { maxTokens: 60, sampling: { ...qwen3InstructSampling, temperature: 1.5, topK: 0, topP: 1 } });
      const halves = heard.events.filter((event) => event.type === 'text' && loneSurrogate.test(event.text));
      expect(halves).toEqual([]);
    });

    it('continues a raw text without a template', async () => {
      const heard = await write('', { prompt: { kind: 'raw', text: '从前，海边有一座小城，' }, maxTokens: 8 });
      expect(heard.end.usage.promptTokens).toBe(await subject().engine.countTokens({ kind: 'raw', text: '从前，海边有一座小城，' }));
      expect(heard.text).not.toBe('');
    });

    it('stops while writing, and answers the next request', async () => {
      const stop = new AbortController();
      const { engine } = subject();
      const heard = await hear(engine.generate(ask(question, { maxTokens: 1500 }), stop.signal), (event) => {
        if (event.type === 'text') stop.abort();
      });
      expect(heard.end).toMatchObject({ reason: 'stopped', error: null });
      expect(heard.text).not.toBe('');
      expect((await write(question)).text.startsWith(heard.text.slice(0, 8))).toBe(true);
    });

    it('is free again when nobody listens any more', async () => {
      const { engine } = subject();
      for await (const event of engine.generate(ask(question, { maxTokens: 1500 }), never)) if (event.type === 'text') break;
      expect((await write(question)).end.reason).not.toBe('failed');
    });

    it('answers one after the other when asked twice at once', async () => {
      const [left, right] = await Promise.all([write(question), write(question)]);
      expect(left.text).toBe(right.text);
    });
  });
}
