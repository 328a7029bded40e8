import type { EngineStatus } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { ask, hear, never, question, subjectForGroup, type SubjectMaker } from './contract-subject.ts';

export function loadingContract(makeSubject: SubjectMaker): void {
  describe('loading', () => {
    const subject = subjectForGroup(makeSubject, { loaded: false });

    it('starts empty and says what it is', () => {
      expect(subject().engine.version).not.toBe('');
      expect(subject().engine.status).toMatchObject({ state: 'empty', model: null, contextTokens: null });
    });

    it('cannot count or write before a model is loaded', async () => {
      const { engine } = subject();
      await expect(engine.countTokens({ kind: 'raw', text: 'a' })).rejects.toMatchObject({ code: 'engine-unavailable' });
      await expect(hear(engine.generate(ask(question), never))).rejects.toMatchObject({ code: 'engine-unavailable' });
    });

    it('shows progress from 0 to 100 and then the model, its context and its memory', async () => {
      const { engine, model } = subject();
      const seen: EngineStatus[] = [];
      const unwatch = engine.watch((status) => seen.push(status));
      const loaded = await engine.load({ ...model, contextTokens: 2048 }, never);
      unwatch();
      expect(loaded).toMatchObject({ modelId: model.modelId, contextTokens: 2048 });
      expect(loaded.loadMs).toBeGreaterThanOrEqual(0);
      const percents = seen.filter((status) => status.state === 'loading').map((status) => status.percent ?? -1);
      expect(percents[0]).toBe(0);
      expect(percents).toEqual(percents.toSorted((left, right) => left - right));
      expect(percents.at(-1)).toBeLessThanOrEqual(100);
      expect(engine.status).toMatchObject({ state: 'ready', model: model.modelId, contextTokens: 2048, error: null });
      expect(engine.status.memoryBytes).toBeGreaterThan(1_000_000);
    });

    it('does nothing when the model is loaded already with the same context', async () => {
      const { engine, model } = subject();
      const seen: string[] = [];
      const unwatch = engine.watch((status) => seen.push(status.state));
      await engine.load({ ...model, contextTokens: 2048 }, never);
      unwatch();
      expect(seen).not.toContain('loading');
    });

    it('loads again for another context', async () => {
      const { engine, model } = subject();
      expect((await engine.load({ ...model, contextTokens: 1024 }, never)).contextTokens).toBe(1024);
      expect(engine.status.contextTokens).toBe(1024);
    });

    it.each([{ modifiedMs: 2 }, { sizeBytes: 5_000_001 }, { identity: 'second' }])(
      'loads again when its file was replaced, and not when it is the same: %o',
      async (change) => {
        const { engine, model } = subject();
        const seen: string[] = [];
        const file = { sizeBytes: 5_000_000, modifiedMs: 1, identity: 'first' };
        await engine.load({ ...model, contextTokens: 1024, file }, never);
        const unwatch = engine.watch((status) => seen.push(status.state));
        await engine.load({ ...model, contextTokens: 1024, file: { ...file } }, never);
        expect(seen).not.toContain('loading');
        await engine.load({ ...model, contextTokens: 1024, file: { ...file, ...change } }, never);
        expect(seen).toContain('loading');
        unwatch();
      },
    );

    it('takes as much context as fits when none is asked for, at most 32,768 tokens', async () => {
      const { engine, model } = subject();
      const { contextTokens } = await engine.load({ ...model, contextTokens: null }, never);
      expect(contextTokens).toBeGreaterThanOrEqual(2048);
      expect(contextTokens).toBeLessThanOrEqual(32_768);
    });

    it('ends loading when the signal fires, and can load afterwards', async () => {
      const { engine, model } = subject();
      const stop = new AbortController();
      const unwatch = engine.watch((status) => status.state === 'loading' && stop.abort());
      await expect(engine.load({ ...model, contextTokens: 1536 }, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
      unwatch();
      expect((await engine.load({ ...model, contextTokens: 2048 }, never)).contextTokens).toBe(2048);
    });

    it('is empty after unloading', async () => {
      const { engine } = subject();
      await engine.unload();
      expect(engine.status).toMatchObject({ state: 'empty', model: null, percent: null });
      await expect(engine.countTokens({ kind: 'raw', text: 'a' })).rejects.toMatchObject({ code: 'engine-unavailable' });
    });

    it('stops telling a watcher that has left', async () => {
      const { engine, model } = subject();
      let calls = 0;
      engine.watch(() => (calls += 1))();
      await engine.load(model, never);
      expect(calls).toBe(0);
    });

    it('writes no more after it was disposed', async () => {
      const { engine } = subject();
      await engine[Symbol.asyncDispose]();
      await expect(hear(engine.generate(ask(question), never))).rejects.toMatchObject({ code: 'engine-unavailable' });
    });
  });
}
