import { describe, expect, it } from 'vitest';
import { ask, hear, never, question, subjectForGroup, type EngineSubject, type Heard, type SubjectMaker } from './contract-subject.ts';

/** Lets the engine die as soon as it has written something, and waits until that was noticed: a quick one may have sent its whole answer by then. */
async function writeAndCrash({ engine, crash }: EngineSubject): Promise<Heard> {
  let notice = () => {};
  const noticed = new Promise<void>((resolve) => {
    notice = resolve;
  });
  const unwatch = engine.watch(({ state }) => {
    if (state === 'restarting' || state === 'failed') notice();
  });
  let isDead = false;
  const heard = await hear(engine.generate(ask(question, { maxTokens: 1500 }), never), (event) => {
    if (event.type !== 'text' || isDead) return;
    isDead = true;
    crash();
  });
  await noticed;
  unwatch();
  return heard;
}

export function failingContract(makeSubject: SubjectMaker): void {
  describe('a crash', () => {
    const subject = subjectForGroup(makeSubject, { loaded: true });

    it('ends with "failed" and the error, after the text that was written', async () => {
      const heard = await writeAndCrash(subject());
      expect(heard.end).toMatchObject({ reason: 'failed', error: { code: 'engine-failed' } });
      expect(heard.text).not.toBe('');
    });

    it('leaves an engine that answers the next request', async () => {
      const { engine, model } = subject();
      await engine.load(model, never);
      const heard = await hear(engine.generate(ask(question), never));
      expect(heard.end.reason).not.toBe('failed');
      expect(heard.text).not.toBe('');
      expect(engine.status).toMatchObject({ state: 'ready', model: model.modelId });
    });

    it('three times in five minutes makes the model suspect, until it is allowed again', async () => {
      const { engine, model } = subject();
      const seen: boolean[] = [];
      const unwatch = engine.watch(() => seen.push(engine.isSuspect(model.modelId)));
      await writeAndCrash(subject());
      await engine.load(model, never);
      expect(seen).not.toContain(true);
      await writeAndCrash(subject());
      expect(engine.isSuspect(model.modelId)).toBe(true);
      expect(engine.isSuspect('another')).toBe(false);
      expect(seen.at(-1)).toBe(true);
      await expect(engine.load(model, never)).rejects.toMatchObject({ code: 'model-suspect' });
      expect(engine.status).toMatchObject({ state: 'failed', error: { code: 'model-suspect' } });
      engine.forgive(model.modelId);
      expect(engine.isSuspect(model.modelId)).toBe(false);
      expect(seen.at(-1)).toBe(false);
      unwatch();
      await engine.load(model, never);
      expect((await hear(engine.generate(ask(question), never))).text).not.toBe('');
    });
  });
}
