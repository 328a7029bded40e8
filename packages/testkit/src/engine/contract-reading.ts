import type { EngineEvent } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import { ask, hear, never, question, subjectForGroup, type Heard, type SubjectMaker } from './contract-subject.ts';

type Reading = Extract<EngineEvent, { type: 'reading' }>;

function readings(heard: Heard): Reading[] {
  return heard.events.filter((event) => event.type === 'reading');
}

/** About so many tokens, whatever the tokens are. */
function longText(characters: number): string {
  return '海边的小城在清晨醒来，渔船一只一只靠岸。'.repeat(Math.ceil(characters / 20)).slice(0, characters);
}

export function readingContract(makeSubject: SubjectMaker): void {
  describe('reading the prompt', () => {
    const subject = subjectForGroup(makeSubject, { loaded: true });

    it('counts the tokens of a prompt, template included', async () => {
      const { engine } = subject();
      const raw = await engine.countTokens({ kind: 'raw', text: question });
      const asked = await engine.countTokens(ask(question).prompt);
      expect(raw).toBeGreaterThan(0);
      expect(asked).toBeGreaterThan(raw);
      expect((await hear(engine.generate(ask(question), never))).end.usage.promptTokens).toBe(asked);
    });

    it('tells total and cached first, before anything is read, and never goes back', async () => {
      const { engine } = subject();
      const heard = await hear(engine.generate(ask(longText(900)), never));
      const [first, ...later] = readings(heard);
      expect(heard.events[0]).toBe(first);
      expect(first?.done).toBe(first?.cached);
      expect(first?.total).toBe(heard.end.usage.promptTokens);
      const done = [first?.done ?? 0, ...later.map((event) => event.done)];
      expect(done).toEqual(done.toSorted((left, right) => left - right));
      expect(done.at(-1)).toBeLessThanOrEqual(first?.total ?? 0);
    });

    it('reads again only what is new: the second turn keeps question and answer of the first', async () => {
      const { engine } = subject();
      const first = await hear(engine.generate(ask(question), never));
      const { promptTokens, writtenTokens } = first.end.usage;
      const messages = [
        { role: 'user', text: question },
        { role: 'assistant', text: first.text },
        { role: 'user', text: '再写一段。' },
      ] as const;
      const second = await hear(engine.generate({ ...ask(''), prompt: { kind: 'messages', messages } }, never));
      expect(second.end.usage.cachedTokens).toBeGreaterThanOrEqual(promptTokens + writtenTokens - 1);
      expect(second.end.usage.cachedTokens).toBeLessThan(second.end.usage.promptTokens);
      expect(readings(second)[0]?.cached).toBe(second.end.usage.cachedTokens);
    });

    it('refuses a prompt that does not fit before reading, with the counts and the ways out', async () => {
      const { engine } = subject();
      const { contextTokens } = engine.status;
      const request = ask(longText((contextTokens ?? 0) * 4));
      const promptTokens = await engine.countTokens(request.prompt);
      const events: EngineEvent[] = [];
      const refused = hear(engine.generate(request, never), (event) => events.push(event));
      await expect(refused).rejects.toMatchObject({
        code: 'context-too-long',
        details: { promptTokens, contextTokens, maxTokens: 24, choices: expect.arrayContaining(['shorten']) },
      });
      expect(events).toEqual([]);
    });

    it('ends with "length" where the context ends when more was asked for than fits', async () => {
      const { engine, model } = subject();
      const { contextTokens } = await engine.load({ ...model, contextTokens: 1024 }, never);
      const heard = await hear(engine.generate({ ...ask(''), prompt: await nearlyFull(engine, contextTokens), maxTokens: 1024 }, never));
      const { promptTokens, writtenTokens } = heard.end.usage;
      expect(heard.end.reason).toBe('length');
      expect(promptTokens + writtenTokens).toBe(contextTokens);
    });

    it('stops while reading, writes nothing, and answers the next request', async () => {
      const { engine, model } = subject();
      await engine.load(model, never);
      const stop = new AbortController();
      const heard = await hear(engine.generate(ask(longText(1500)), stop.signal), (event) => {
        if (event.type === 'reading') stop.abort();
      });
      expect(heard.end).toMatchObject({ reason: 'stopped', error: null, usage: { writtenTokens: 0 } });
      expect((await hear(engine.generate(ask(question), never))).text).not.toBe('');
    });

    it('does not even begin when the signal has fired before', async () => {
      const { engine } = subject();
      const heard = await hear(engine.generate(ask(question), AbortSignal.abort()));
      expect(heard.end.reason).toBe('stopped');
      expect(heard.text).toBe('');
    });
  });
}

/** A text that leaves room for less than 60 tokens, and that a model cannot sensibly end within a few words. */
async function nearlyFull(engine: { countTokens(prompt: { kind: 'raw'; text: string }): Promise<number> }, contextTokens: number) {
  const sentence = '1, 2, 3, 4, 5, 6, 7, 8, ';
  let text = sentence;
  while ((await engine.countTokens({ kind: 'raw', text: text + sentence })) < contextTokens - 4) text += sentence;
  return { kind: 'raw', text } as const;
}
