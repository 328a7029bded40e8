import { PauseSwitch, type Engine, type EngineTuning } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import { ask, hear, never, question, subjectForGroup, type Heard, type SubjectMaker } from './contract-subject.ts';

const tuning: EngineTuning = { threads: 1, batchTokens: 128, parallel: 2, passCosts: { 4: 2, 8: 3 } };
const longQuestion = `${'海边的小城在清晨醒来，渔船一只一只靠岸。'.repeat(12)}${question}`;

export function sequencesContract(makeSubject: SubjectMaker): void {
  describe('states held side by side', () => {
    const subject = subjectForGroup(makeSubject, { loaded: false });
    const loaded = async (): Promise<Engine> => {
      const { engine, model } = subject();
      await engine.load({ ...model, tuning }, never);
      return engine;
    };

    it('are at least as many as are worth running at once', async () => {
      const { engine, model } = subject();
      expect(await engine.load({ ...model, tuning }, never)).toMatchObject({ sequences: expect.any(Number) });
      expect((await engine.load({ ...model, tuning }, never)).sequences).toBeGreaterThanOrEqual(2);
    });

    it('say how much of a prompt need not be read', async () => {
      const engine = await loaded();
      const { prompt } = ask(`${longQuestion}甲`);
      const before = await engine.heldTokens(prompt);
      await hear(engine.generate(ask(`${longQuestion}甲`), never));
      expect(await engine.heldTokens(prompt)).toBeGreaterThan(before);
      expect(await engine.heldTokens(prompt)).toBeLessThanOrEqual(await engine.countTokens(prompt));
    });

    it('are filled ahead of time: what was read then is not read again', async () => {
      const engine = await loaded();
      const request = ask(`${longQuestion}乙`);
      await engine.warm(request.prompt, never);
      const { usage } = (await hear(engine.generate(request, never))).end;
      expect(usage.promptTokens - usage.cachedTokens).toBeLessThanOrEqual(8);
    });

    it('give up reading ahead when the signal fires, and refuse what does not fit', async () => {
      const engine = await loaded();
      await engine.warm(ask(`${longQuestion}丙`).prompt, AbortSignal.abort());
      await expect(engine.warm(ask(longQuestion.repeat(200)).prompt, never)).rejects.toMatchObject({ code: 'context-too-long' });
      expect((await hear(engine.generate(ask(question), never))).text).not.toBe('');
    });

    it.each(['reading', 'text'])('are kept for a text that rests: at its first %s, that costs a batch at most', async (phase) => {
      const engine = await loaded();
      const pause = new PauseSwitch();
      let other: Promise<Heard> | null = null;
      const rested = await hear(engine.generate(ask(`${phase}：${longQuestion.repeat(3)}`), never, pause), (event) => {
        if (event.type !== phase || other) return;
        pause.set(true);
        other = hear(engine.generate(ask(`${phase}：写一句关于海的话。`), never)).finally(() => pause.set(false));
      });
      expect(await other).toMatchObject({ end: { error: null } });
      const { usage, evaluatedTokens } = rested.end;
      const needed = usage.promptTokens - usage.cachedTokens + usage.writtenTokens;
      expect(usage.promptTokens - usage.cachedTokens).toBeGreaterThan(3 * tuning.batchTokens);
      expect(evaluatedTokens).toBeGreaterThanOrEqual(needed - 1);
      expect(evaluatedTokens).toBeLessThanOrEqual(needed + tuning.batchTokens);
    });

    it('keep two conversations that take turns', async () => {
      const engine = await loaded();
      const turns = ['第一个话题：夜市。', '第二个话题：灯塔。'].map((text) => text.repeat(20));
      for (const text of turns) await hear(engine.generate(ask(text), never));
      for (const text of turns) {
        const { usage } = (await hear(engine.generate(ask(text), never))).end;
        expect(usage.cachedTokens).toBe(usage.promptTokens - 1);
      }
    });

    it('write several texts at once, each as if it were alone', async () => {
      const engine = await loaded();
      const questions = ['写一句关于山的话。', '写一句关于海的话。', '写一句关于城市的话。'];
      const alone: Heard[] = [];
      for (const text of questions) alone.push(await hear(engine.generate(ask(text), never)));
      const together = await Promise.all(questions.map((text) => hear(engine.generate(ask(text), never))));
      expect(together.map(({ text }) => text)).toEqual(alone.map(({ text }) => text));
    });
  });

  describe('loading what is loaded', () => {
    const subject = subjectForGroup(makeSubject, { loaded: false });

    it.each(['writes', 'rests'])('waits for nobody, also while one %s', async (state) => {
      const { engine, model } = subject();
      await engine.load({ ...model, tuning }, never);
      const pause = new PauseSwitch();
      const order: string[] = [];
      let urgent: Promise<Heard> | null = null;
      const job = await hear(engine.generate(ask(longQuestion), never, pause), (event) => {
        if (event.type === 'ended') order.push('ended');
        if (event.type !== 'text' || urgent) return;
        pause.set(state === 'rests');
        const loading = engine.load({ ...model, tuning }, AbortSignal.timeout(20_000)); // or it would wait for ever
        const loaded = loading.then(() => void order.push('loaded'));
        urgent = loaded.then(() => hear(engine.generate(ask(question), never))).finally(() => pause.set(false));
      });
      expect(order).toEqual(['loaded', 'ended']);
      expect(await urgent).toMatchObject({ text: expect.stringMatching(/./u), end: { error: null } });
      expect(job.text).not.toBe('');
    });
  });

  describe('resting', () => {
    const subject = subjectForGroup(makeSubject, { loaded: true });

    it('writes nothing while paused, and afterwards what it would have written', async () => {
      const { engine } = subject();
      const whole = await hear(engine.generate(ask(question), never));
      const pause = new PauseSwitch();
      let written = 0;
      let other: Promise<Heard> | null = null;
      const rested = await hear(engine.generate(ask(question), never, pause), (event) => {
        if (event.type === 'text') written += 1;
        if (written !== 5 || other) return;
        pause.set(true);
        // another text gets its turn meanwhile, even where there is a single state
        other = hear(engine.generate(ask('写一句关于海的话。'), never)).finally(() => pause.set(false));
      });
      expect(await other).toMatchObject({ end: { error: null } });
      expect(rested.text).toBe(whole.text);
      expect(rested.end).toMatchObject({ reason: whole.end.reason, usage: { writtenTokens: whole.end.usage.writtenTokens } });
    });

    it('can begin paused, and be stopped while it is', async () => {
      const { engine } = subject();
      const pause = new PauseSwitch();
      pause.set(true);
      const stop = new AbortController();
      const resting = hear(engine.generate(ask(question), stop.signal, pause));
      await hear(engine.generate(ask('写一句关于海的话。'), never));
      stop.abort();
      expect(await resting).toMatchObject({ text: '', end: { reason: 'stopped' } });
    });
  });

  describe('measuring', () => {
    const subject = subjectForGroup(makeSubject, { loaded: true });

    it('times reading, a pass over several positions, and several sequences at once', async () => {
      const { engine } = subject();
      expect(await engine.measure({ kind: 'read', tokens: 64, batchTokens: 32 }, never)).toBeGreaterThan(0);
      expect(await engine.measure({ kind: 'pass', positions: 4 }, never)).toBeGreaterThan(0);
      expect(await engine.measure({ kind: 'together', sequences: 2 }, never)).toBeGreaterThan(0);
    });

    it('leaves the states as they were, and ends when the signal fires', async () => {
      const { engine } = subject();
      await hear(engine.generate(ask(longQuestion), never));
      const held = await engine.heldTokens(ask(longQuestion).prompt);
      await engine.measure({ kind: 'pass', positions: 2 }, never);
      await engine.measure({ kind: 'read', tokens: 64, batchTokens: 32 }, never);
      await engine.measure({ kind: 'together', sequences: 8 }, never);
      await expect(engine.measure({ kind: 'pass', positions: 2 }, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
      expect(await engine.heldTokens(ask(longQuestion).prompt)).toBe(held);
    });

    it('keeps nobody from the state that they go on with', async () => {
      const { engine } = subject();
      await hear(engine.generate(ask(longQuestion), never));
      const stop = new AbortController();
      const measured = engine.measure({ kind: 'together', sequences: 8 }, stop.signal).catch(() => null);
      const asked = hear(engine.generate(ask(longQuestion), never));
      stop.abort();
      await measured;
      const { usage } = (await asked).end;
      expect(usage.cachedTokens).toBe(usage.promptTokens - 1);
    });
  });
}
