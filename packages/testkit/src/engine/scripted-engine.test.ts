import { describe, expect, it } from 'vitest';
import { ask, hear, never } from './contract-subject.ts';
import { engineContract } from './engine-contract.ts';
import { createScriptedEngine, type ScriptedEngineOptions } from './scripted-engine.ts';

const model = { modelId: 'scripted', path: 'scripted.gguf', contextTokens: 4096 };

engineContract('scripted', async () => {
  const engine = createScriptedEngine();
  return { engine, model, crash: () => engine.crash() };
});

async function loaded(options: ScriptedEngineOptions = {}) {
  const engine = createScriptedEngine(options);
  await engine.load(model, never);
  return engine;
}

describe('the scripted engine', () => {
  it('writes a whole text in the language of the question and ends by itself', async () => {
    const engine = await loaded();
    const chinese = await hear(engine.generate(ask('请写一篇关于“城市更新”的议论文', { maxTokens: null }), never));
    expect(chinese.text).toMatch(/^# 城市更新\n/u);
    expect(chinese.end.reason).toBe('stop');
    const english = await hear(engine.generate(ask('Write an outline for a talk', { maxTokens: null }), never));
    expect(english.text).toMatch(/an outline\n\n1\. \*\*Opening/u);
  });

  it('takes the scenario from the prompt before the one of its options', async () => {
    const engine = await loaded({ scenario: 'endless' });
    expect((await hear(engine.generate(ask('写'), never))).end.reason).toBe('length');
    const failing = await hear(engine.generate(ask('写 [[scenario:error-before]]'), never));
    expect(failing.end).toMatchObject({ reason: 'failed', usage: { writtenTokens: 0 } });
  });

  it('fails midway with the text so far', async () => {
    const engine = await loaded({ scenario: 'error-midway' });
    const heard = await hear(engine.generate(ask('写一篇短文', { maxTokens: null }), never));
    expect(heard.end).toMatchObject({ reason: 'failed', error: { code: 'engine-failed' } });
    expect(heard.text.length).toBeGreaterThan(50);
    expect(engine.status.state).toBe('ready');
  });

  it('sends characters of many code points in pieces that join to the right text', async () => {
    const engine = await loaded({ scenario: 'split-utf8' });
    const heard = await hear(engine.generate(ask('写', { maxTokens: null }), never));
    expect(heard.text).toContain('👩‍👩‍👧‍👦');
    expect(heard.events.filter((event) => event.type === 'text').length).toBe([...heard.text].length);
  });

  it('gives back what it is given', async () => {
    const engine = await loaded();
    const heard = await hear(engine.generate(ask('[[scenario:echo]]<b>& 甲\n\n\u202e乙 🏳️‍🌈', { maxTokens: null }), never));
    expect(heard.text).toBe('<b>& 甲\n\n\u202e乙 🏳️‍🌈');
  });

  it('dies in the crash scenario and comes back', async () => {
    const engine = await loaded({ scenario: 'crash' });
    const states: string[] = [];
    engine.watch((status) => states.push(status.state));
    const heard = await hear(engine.generate(ask('写一篇短文', { maxTokens: null }), never));
    expect(heard.end.reason).toBe('failed');
    expect(states).toEqual(['restarting', 'ready']);
  });

  it('hangs until it is stopped by force', async () => {
    const engine = await loaded({ scenario: 'hang', killAfterMs: 1 });
    const stop = new AbortController();
    const states: string[] = [];
    engine.watch((status) => states.push(status.state));
    const heard = await hear(engine.generate(ask('写'), stop.signal), () => setImmediate(() => stop.abort()));
    expect(heard.end.reason).toBe('stopped');
    expect(states).toEqual(['restarting', 'ready']);
  });

  it('keeps a pace in the slow scenario', async () => {
    const engine = await loaded({ scenario: 'slow' });
    const stop = new AbortController();
    const startedMs = performance.now();
    await hear(engine.generate(ask('写'), stop.signal), (event) => event.type === 'text' && stop.abort());
    expect(performance.now() - startedMs).toBeGreaterThan(100);
  });
});
