import type { ComparedModel, Model, StudioEvent } from '@maobi/contract';
import {
  askStudio,
  collectRun,
  createMemoryModelFiles,
  createMemoryStore,
  createScriptedEngine,
  createTestStudio,
  testModel,
  type TestStudioOptions,
} from '@maobi/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../errors.ts';
import type { MeterReading, ModelMeter } from '../ports/model-meter.ts';
import type { Studio } from '../studio.ts';

const never = new AbortController().signal;
const soon = { interval: 2, timeout: 10_000 };
const reading: MeterReading = {
  wasBusy: false,
  loadMs: 2400,
  peakBytes: 3_900_000_000,
  contextTokens: 8192,
  threads: 4,
  readTokensPerSecond: 40,
  writeTokensPerSecond: 6,
  firstTokenMs: { short: 1500, medium: 6000, long: 20_000 },
  nextFirstTokenMs: 1300,
  thousandCharactersMs: 110_000,
};

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const studio of open.splice(0)) await studio[Symbol.asyncDispose]();
});

async function makeStudio(options: TestStudioOptions): Promise<Studio> {
  const studio = await createTestStudio(options);
  open.push(studio);
  return studio;
}

/** A meter that measures a model when it is told to, and how often it began with which. */
class HeldMeter implements ModelMeter {
  readonly work = { readTokens: 1000, writtenTokens: 100 };
  readonly begun: string[] = [];
  #current: { finish: (reading: MeterReading) => void; fail: (error: Error) => void } | null = null;

  measure: ModelMeter['measure'] = ({ model }, onStep, signal) => {
    this.begun.push(model.id);
    onStep({ step: 2, steps: 7, remainingMs: 12_000 });
    return new Promise((resolve, reject) => {
      this.#current = { finish: resolve, fail: reject };
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  };

  finish(): void {
    this.#current?.finish(reading);
  }

  fail(): void {
    this.#current?.fail(new StudioError('out-of-memory', 'The model needs more memory than is free.'));
  }
}

const models = (...more: Model[]) => createMemoryModelFiles([testModel('demo'), testModel('qwen3-4b', { sizeBytes: 10_000_000 }), ...more]);

async function compared(studio: Studio, id: string): Promise<ComparedModel | undefined> {
  return (await studio.comparison.read()).models.find(({ model }) => model === id);
}

async function write(studio: Studio): Promise<string> {
  const { started } = await askStudio(studio, '写一段话');
  return (await collectRun(studio.runs.stream(started.run.id, 0, never))).end.run.state;
}

describe('comparing models', () => {
  it('M30 M31 M32 measures those that are wanted one after another, tells how far it is, and keeps each result', async () => {
    const meter = new HeldMeter();
    const studio = await makeStudio({ meter, modelFiles: models() });
    await studio.comparison.start(['qwen3-4b', 'demo', 'qwen3-4b']);
    await expect.poll(() => meter.begun, soon).toEqual(['qwen3-4b']);
    expect((await studio.comparison.read()).models).toMatchObject([
      { model: 'demo', state: 'waiting', progress: null, figures: null },
      { model: 'qwen3-4b', state: 'measuring', progress: { step: 2, steps: 7, remainingMs: 12_000 }, figures: null },
    ]);
    meter.finish();
    await expect.poll(() => meter.begun, soon).toEqual(['qwen3-4b', 'demo']);
    expect(await compared(studio, 'qwen3-4b')).toMatchObject({
      state: 'idle',
      error: null,
      figures: { ...reading, outdatedBy: null, machine: 'x64, Test processor, 4 cores', engineVersion: expect.any(String) },
    });
    meter.finish();
    await expect.poll(async () => (await compared(studio, 'demo'))?.figures?.loadMs, soon).toBe(2400);
  });

  it('M31 gives way to a question at once, and begins anew with the model afterwards', async () => {
    const meter = new HeldMeter();
    const studio = await makeStudio({ meter, modelFiles: models() });
    await studio.comparison.start(['qwen3-4b']);
    await expect.poll(() => meter.begun.length, soon).toBe(1);
    expect(await write(studio)).toBe('done');
    await expect.poll(() => meter.begun, soon).toEqual(['qwen3-4b', 'qwen3-4b']);
    expect((await compared(studio, 'qwen3-4b'))?.state).toBe('measuring');
    meter.finish();
    await expect.poll(async () => (await compared(studio, 'qwen3-4b'))?.figures?.peakBytes, soon).toBe(3_900_000_000);
  });

  it('M31 stops when the writer says so, keeps what was finished, and can be started again', async () => {
    const meter = new HeldMeter();
    const studio = await makeStudio({ meter, modelFiles: models() });
    await studio.comparison.start(['qwen3-4b', 'demo']);
    await expect.poll(() => meter.begun.length, soon).toBe(1);
    meter.finish();
    await expect.poll(() => meter.begun.length, soon).toBe(2);
    const stopped = await studio.comparison.stop();
    expect(stopped.models).toMatchObject([
      { model: 'demo', state: 'idle', figures: null },
      { model: 'qwen3-4b', state: 'idle', figures: { loadMs: 2400 } },
    ]);
    await studio.comparison.start(['demo']);
    await expect.poll(() => meter.begun.length, soon).toBe(3);
  });

  it('M31 begins again when it is started while it is being stopped', async () => {
    const meter = new HeldMeter();
    const studio = await makeStudio({ meter, modelFiles: models() });
    await studio.comparison.start(['qwen3-4b']);
    await expect.poll(() => meter.begun.length, soon).toBe(1);
    await Promise.all([studio.comparison.stop(), studio.comparison.start(['demo'])]);
    await expect.poll(() => meter.begun, soon).toEqual(['qwen3-4b', 'demo']);
  });

  it('M31 goes on with the next model where one cannot be measured, and says why', async () => {
    const meter = new HeldMeter();
    const studio = await makeStudio({ meter, modelFiles: models() });
    await studio.comparison.start(['qwen3-4b', 'demo']);
    await expect.poll(() => meter.begun.length, soon).toBe(1);
    meter.fail();
    await expect.poll(() => meter.begun, soon).toEqual(['qwen3-4b', 'demo']);
    expect(await compared(studio, 'qwen3-4b')).toMatchObject({ state: 'failed', error: { code: 'out-of-memory' }, figures: null });
  });

  it('M32 tells every page of each step', async () => {
    const meter = new HeldMeter();
    const studio = await makeStudio({ meter, modelFiles: models() });
    const heard: StudioEvent[] = [];
    const stop = new AbortController();
    const hearing = (async () => {
      for await (const event of studio.events(stop.signal)) heard.push(event);
    })();
    await studio.comparison.start(['demo']);
    await expect.poll(() => meter.begun.length, soon).toBe(1);
    const before = heard.filter(({ type }) => type === 'comparison').length;
    expect(before).toBeGreaterThan(1);
    meter.finish();
    await expect.poll(() => heard.filter(({ type }) => type === 'comparison').length, soon).toBeGreaterThan(before);
    stop.abort();
    await hearing;
  });

  it('M34 takes the writing model out of memory only where both have no room, and brings it back', async () => {
    const meter = new HeldMeter();
    const engine = createScriptedEngine();
    const large = testModel('large', { memoryBytes: { at8k: 9_000_000_000, at32k: 9_000_000_000 } });
    const studio = await makeStudio({ meter, engine, modelFiles: models(large) });
    await write(studio);
    const usual = engine.status.model;
    await studio.comparison.start(['demo']);
    await expect.poll(() => meter.begun, soon).toEqual(['demo']);
    expect(engine.status.model).toBe(usual);
    await studio.comparison.stop();
    await studio.comparison.start(['large']);
    await expect.poll(() => meter.begun, soon).toEqual(['demo', 'large']);
    expect(engine.status.model).toBeNull();
    meter.finish();
    await expect.poll(() => engine.status.model, soon).toBe(usual);
  });

  it('M33 shows the figures after a restart, and what has changed since', async () => {
    const store = createMemoryStore();
    const meter = new HeldMeter();
    const modelFiles = models();
    const studio = await makeStudio({ meter, store, modelFiles });
    await studio.comparison.start(['demo']);
    await expect.poll(() => meter.begun.length, soon).toBe(1);
    meter.finish();
    await expect.poll(async () => (await compared(studio, 'demo'))?.figures?.outdatedBy, soon).toBeNull();
    const newer = await makeStudio({ meter, store, modelFiles, engine: Object.assign(createScriptedEngine(), { version: 'a newer one' }) });
    expect((await compared(newer, 'demo'))?.figures).toMatchObject({ loadMs: 2400, outdatedBy: 'engine' });
    const replaced = createMemoryModelFiles([testModel('demo', { sizeBytes: 6_000_000 })]);
    expect((await compared(await makeStudio({ meter, store, modelFiles: replaced }), 'demo'))?.figures?.outdatedBy).toBe('file');
    const [kept] = await store.comparisons.list();
    if (kept)
      await store.comparisons.put({ ...kept, model: 'qwen3-4b', machine: 'another', file: { sizeBytes: 10_000_000, modifiedMs: 0 } });
    expect((await compared(studio, 'qwen3-4b'))?.figures).toMatchObject({ machine: 'another', outdatedBy: 'machine' });
  });

  it('M35 says beforehand what it will take, by earlier measurements, and nothing where nothing near was measured', async () => {
    const store = createMemoryStore();
    const meter = new HeldMeter();
    const far = testModel('far', { sizeBytes: 4_000_000_000 });
    const studio = await makeStudio({ meter, store, modelFiles: models(far) });
    expect((await studio.comparison.read()).models.map(({ expectedMs }) => expectedMs)).toEqual([null, null, null]);
    await studio.comparison.start(['demo']);
    await expect.poll(() => meter.begun.length, soon).toBe(1);
    meter.finish();
    await expect.poll(async () => (await store.comparisons.list()).length, soon).toBe(1);
    const tookMs = (await store.comparisons.list())[0]?.tookMs ?? 0;
    const expected = (await studio.comparison.read()).models.map(({ expectedMs }) => expectedMs);
    expect(expected).toEqual([tookMs, tookMs * 2, null]);
  });

  it('M30 refuses what cannot write, what is not here, and measures nothing then', async () => {
    const meter = new HeldMeter();
    const embedding = testModel('embedding', { kind: 'embedding' });
    const missing = testModel('missing', { installed: null });
    const studio = await makeStudio({ meter, modelFiles: models(embedding, missing) });
    expect((await studio.comparison.read()).models.map(({ model }) => model)).toEqual(['demo', 'qwen3-4b']);
    await expect(studio.comparison.start(['demo', 'embedding'])).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(studio.comparison.start(['missing'])).rejects.toMatchObject({ code: 'model-not-installed' });
    expect(meter.begun).toEqual([]);
  });
});
