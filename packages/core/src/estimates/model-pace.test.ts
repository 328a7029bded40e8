import { askStudio, collectRun, createMemoryStore, createScriptedEngine, createTestStudio, createTestSurroundings } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../errors.ts';
import type { Studio } from '../studio.ts';
import { LearningRunEstimator } from './learning-estimator.ts';
import { paceOf, tellingEstimator } from './model-pace.ts';

const never = new AbortController().signal;

/** A studio whose model cannot be measured. */
async function makeStudio(store = createMemoryStore()): Promise<Studio> {
  const engine = createScriptedEngine();
  engine.measure = () => Promise.reject(new StudioError('engine-failed', 'The engine stopped unexpectedly.'));
  return createTestStudio({ engine, store, surroundings: createTestSurroundings() });
}

async function write(studio: Studio): Promise<void> {
  const { started } = await askStudio(studio, '写一段话');
  await collectRun(studio.runs.stream(started.run.id, 0, never));
}

describe('what is expected of a model', () => {
  it('K13 K14 is known from runs alone where measuring failed, also after the next start', async () => {
    const store = createMemoryStore();
    const studio = await makeStudio(store);
    expect((await studio.system()).pace).toBeNull();
    await write(studio);
    await expect.poll(async () => (await studio.system()).calibration?.state).toBe('failed');
    const { pace } = await studio.system();
    expect(pace?.writeTokensPerSecond).toBeGreaterThan(0);
    const next = await makeStudio(store);
    const ratio = ((await next.system()).pace?.writeTokensPerSecond ?? 0) / pace!.writeTokensPerSecond;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.1); // the shape of the model is known once it is loaded
    await studio[Symbol.asyncDispose]();
    await next[Symbol.asyncDispose]();
  });

  it('K14 is told when it is known first, and when it has become another by a tenth', () => {
    const told: (number | undefined)[] = [];
    const learned = new LearningRunEstimator();
    const estimator = tellingEstimator(learned, (model) => told.push(paceOf(model, learned)?.writeTokensPerSecond));
    const run = { model: 'm', promptTokens: 100, cachedTokens: 0, writtenTokens: 200 };
    const observe = (writingMs: number) => estimator.observe({ ...run, readingMs: 1000, writingMs });
    observe(20_000);
    observe(20_100);
    expect(told).toEqual([10]);
    for (let times = 0; times < 6; times += 1) observe(30_000);
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toBeLessThan(9);
  });
});
