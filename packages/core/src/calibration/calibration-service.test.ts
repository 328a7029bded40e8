import type { Machine, StudioEvent } from '@maobi/contract';
import {
  askStudio,
  collectRun,
  createMemoryModelFiles,
  createMemoryStore,
  createScriptedEngine,
  createTestClock,
  createTestStudio,
  createTestSurroundings,
  testModel,
  untilText,
  type ScriptedEngine,
  type ScriptedEngineOptions,
  type TestStudioOptions,
} from '@maobi/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../errors.ts';
import type { LoadRequest, Probe } from '../ports/engine.ts';
import { LearningRunEstimator } from '../estimates/learning-estimator.ts';
import type { Studio } from '../studio.ts';
import { machineName } from './calibration.ts';
import { CalibrationService } from './calibration-service.ts';

const testMachine: Machine = {
  platform: 'linux',
  architecture: 'x64',
  processor: 'Test processor',
  physicalCores: 4,
  features: ['avx2'],
  totalMemoryBytes: 16e9,
  freeMemoryBytes: 8e9,
  freeDiskBytes: 1e11,
};
const never = new AbortController().signal;
const minute = 60_000;
const endless = '[[scenario:endless]] on and on';
const open: AsyncDisposable[] = [];

afterEach(async () => {
  for (const studio of open.splice(0)) await studio[Symbol.asyncDispose]();
});

async function makeStudio(options: TestStudioOptions = {}): Promise<Studio> {
  const studio = await createTestStudio(options);
  open.push(studio);
  return studio;
}

interface WatchedEngine {
  readonly engine: ScriptedEngine;
  readonly asked: Probe[];
  readonly finished: Probe[];
  readonly loads: LoadRequest[];
  /** Called in place of each probe until it is `null`. */
  before: ((signal: AbortSignal) => Promise<void>) | null;
  fingerprint: string | null;
}

function watchedEngine(options: ScriptedEngineOptions = {}): WatchedEngine {
  const engine = createScriptedEngine(options);
  const watched: WatchedEngine = { engine, asked: [], finished: [], loads: [], before: null, fingerprint: null };
  const measure = engine.measure.bind(engine);
  const load = engine.load.bind(engine);
  engine.measure = async (probe, signal) => {
    watched.asked.push(probe);
    await watched.before?.(signal);
    const ms = await measure(probe, signal);
    watched.finished.push(probe);
    return ms;
  };
  engine.load = async (request, signal) => {
    watched.loads.push(request);
    const loaded = await load(request, signal);
    return watched.fingerprint === null ? loaded : { ...loaded, fingerprint: watched.fingerprint };
  };
  return watched;
}

async function write(studio: Studio, model?: string): Promise<string> {
  if (model !== undefined) await studio.models.use(model);
  const { started } = await askStudio(studio, '写一段话');
  return (await collectRun(studio.runs.stream(started.run.id, 0, never))).end.run.state;
}

async function stateOf(studio: Studio): Promise<string | undefined> {
  return (await studio.system()).calibration?.state;
}

const soon = { interval: 2, timeout: 10_000 };
async function untilMeasured(studio: Studio): Promise<void> {
  await expect.poll(() => stateOf(studio), soon).toBe('done');
}

/** Resolves when a model is being measured no more: the second of its events. */
async function calibrationEnded(studio: Studio): Promise<void> {
  const stop = new AbortController();
  let events = 0;
  for await (const { type } of studio.events(stop.signal)) {
    if (type === 'calibration' && ++events === 2) return;
  }
}

/** As a probe that takes long: it ends when somebody wants the engine. */
function untilInterrupted(signal: AbortSignal): Promise<void> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
}

describe('a model', () => {
  it.each([
    { times: 1, asked: 2, state: 'done' },
    { times: 3, asked: 4, state: 'done' },
    { times: 4, asked: 4, state: 'failed' },
  ])(
    'K28 is not believed where one position takes far longer than two, and measured anew later, $times times: $state',
    async ({ times, asked, state }) => {
      const watched = watchedEngine();
      const measure = watched.engine.measure.bind(watched.engine);
      const isOne = (probe: Probe) => probe.kind === 'pass' && probe.positions === 1;
      const onAllCores = () => watched.asked.filter((probe) => isOne(probe) && probe.kind === 'pass' && probe.threads === 4);
      watched.engine.measure = async (probe, signal) => {
        const ms = await measure(probe, signal);
        return isOne(probe) && onAllCores().length <= times ? ms * 200 : ms;
      };
      const clock = createTestClock('2026-03-01T20:00:00.000Z');
      const studio = await makeStudio({ engine: watched.engine, surroundings: clock.surroundings });
      const ended = calibrationEnded(studio);
      await write(studio);
      await ended;
      expect(onAllCores()).toHaveLength(asked);
      expect(await stateOf(studio)).toBe(state);
      const others = () => watched.asked.filter((probe) => !isOne(probe)).length;
      const before = others();
      clock.advance(5 * minute);
      await untilMeasured(studio);
      expect(others()).toBe(state === 'done' ? before : 2 * before);
      expect((await studio.system()).calibration?.writeTokensPerSecond).toBeCloseTo(500, 5);
    },
  );

  it('K20 K25 is measured once it is loaded and the studio idle, and every page hears of it', async () => {
    const watched = watchedEngine();
    const studio = await makeStudio({ engine: watched.engine });
    const heard: StudioEvent[] = [];
    const stop = new AbortController();
    const hearing = (async () => {
      for await (const event of studio.events(stop.signal)) heard.push(event);
    })();
    expect((await studio.system()).calibration).toMatchObject({ state: 'none', readTokensPerSecond: null, measuredAt: null });
    expect(watched.asked).toEqual([]);
    await write(studio);
    await untilMeasured(studio);
    expect((await studio.system()).calibration).toMatchObject({
      readTokensPerSecond: expect.closeTo(1000, 5),
      writeTokensPerSecond: expect.closeTo(500, 5),
      threads: 4,
      batchTokens: 16,
      parallel: 4,
      draftTokens: 7,
    });
    await expect.poll(() => heard.some((event) => event.type === 'calibration' && event.model === 'demo'), soon).toBe(true);
    stop.abort();
    await hearing;
  });

  it('K20 is not measured again by the next runs, nor by the next start', async () => {
    const watched = watchedEngine();
    const store = createMemoryStore();
    const studio = await makeStudio({ engine: watched.engine, store });
    await write(studio);
    await untilMeasured(studio);
    const probes = watched.asked.length;
    await write(studio);
    const second = watchedEngine();
    const next = await makeStudio({ engine: second.engine, store });
    await untilMeasured(next);
    await write(next);
    await write(next);
    expect([watched.asked.length, second.asked.length]).toEqual([probes, 0]);
  });

  it('K20 is measured anew with another engine', async () => {
    const store = createMemoryStore();
    const studio = await makeStudio({ store });
    await write(studio);
    await untilMeasured(studio);
    const newer = watchedEngine();
    Object.assign(newer.engine, { version: 'a newer one' });
    const next = await makeStudio({ engine: newer.engine, store });
    await write(next);
    await untilMeasured(next);
    expect(newer.asked.length).toBeGreaterThan(0);
  });

  it('K20 K21 lets a question go first in the middle of a probe, and keeps what was finished', async () => {
    const watched = watchedEngine();
    watched.before = async (signal) => {
      if (watched.finished.length === 3) await untilInterrupted(signal);
    };
    const studio = await makeStudio({ engine: watched.engine });
    await write(studio);
    await expect.poll(() => watched.asked.length, soon).toBe(4);
    expect(await stateOf(studio)).toBe('measuring');
    expect(await write(studio)).toBe('done');
    await expect.poll(() => watched.asked.length, soon).toBe(5);
    watched.before = null;
    expect(await write(studio)).toBe('done');
    await untilMeasured(studio);
    expect(watched.asked[3]).toEqual(watched.asked[4]);
    expect(new Set(watched.finished.map((probe) => JSON.stringify(probe))).size).toBe(watched.finished.length);
  });

  it('K21 whose probe fails is left alone for a while, twice as long after each further failure, and writes all the same', async () => {
    const watched = watchedEngine();
    const clock = createTestClock('2026-03-01T20:00:00.000Z');
    const studio = await makeStudio({ engine: watched.engine, surroundings: clock.surroundings });
    watched.before = () => Promise.reject(new StudioError('engine-failed', 'The engine stopped unexpectedly.'));
    await write(studio);
    await expect.poll(() => stateOf(studio), soon).toBe('failed');
    expect(await write(studio)).toBe('done');
    expect(watched.asked).toHaveLength(1);
    clock.advance(5 * minute);
    await expect.poll(() => watched.asked.length, soon).toBe(2);
    await expect.poll(() => stateOf(studio), soon).toBe('failed');
    watched.before = null;
    clock.advance(9 * minute);
    expect(await stateOf(studio)).toBe('failed');
    clock.advance(minute);
    await untilMeasured(studio);
  });

  it('K21 whose probe failed is tried again when it comes back, where another one is loaded by then', async () => {
    const watched = watchedEngine();
    const clock = createTestClock('2026-03-01T20:00:00.000Z');
    const modelFiles = createMemoryModelFiles([testModel('demo'), testModel('qwen3-4b')]);
    const studio = await makeStudio({ engine: watched.engine, modelFiles, surroundings: clock.surroundings });
    watched.before = () => Promise.reject(new StudioError('engine-failed', 'The engine stopped unexpectedly.'));
    await write(studio, 'demo');
    await expect.poll(() => stateOf(studio), soon).toBe('failed');
    watched.before = null;
    await write(studio, 'qwen3-4b');
    await untilMeasured(studio);
    const asked = watched.asked.length;
    clock.advance(5 * minute);
    await write(studio);
    expect(watched.asked).toHaveLength(asked);
    await write(studio, 'demo');
    await untilMeasured(studio);
  });

  it('K21 that gives way to another one is measured when it comes back', async () => {
    const watched = watchedEngine();
    const modelFiles = createMemoryModelFiles([testModel('demo'), testModel('qwen3-4b')]);
    watched.before = untilInterrupted;
    const studio = await makeStudio({ engine: watched.engine, modelFiles });
    await write(studio, 'demo');
    await expect.poll(() => watched.asked.length, soon).toBeGreaterThan(0);
    await write(studio, 'qwen3-4b');
    watched.before = null;
    await write(studio);
    await untilMeasured(studio);
    await write(studio, 'demo');
    await untilMeasured(studio);
    expect(watched.loads.map(({ modelId }) => modelId)).toContain('qwen3-4b');
  });

  it('K20 that is being measured does not keep the studio from closing, or the model from being removed', async () => {
    const watched = watchedEngine();
    watched.before = untilInterrupted;
    const modelFiles = createMemoryModelFiles([testModel('demo'), testModel('qwen3-4b')]);
    const studio = await createTestStudio({ engine: watched.engine, modelFiles });
    await write(studio, 'qwen3-4b');
    await expect.poll(() => watched.asked.length, soon).toBeGreaterThan(0);
    await studio.models.remove('qwen3-4b');
    await write(studio, 'demo');
    await expect.poll(() => stateOf(studio), soon).toBe('measuring');
    await studio[Symbol.asyncDispose]();
    expect(watched.finished).toEqual([]);
  });
});

describe('what was measured', () => {
  it('K27 while other programs were at work is measured again once runs prove it', async () => {
    const store = createMemoryStore();
    const engine = createScriptedEngine();
    const surroundings = createTestSurroundings();
    const estimator = new LearningRunEstimator();
    const service = new CalibrationService({
      engine,
      calibrations: store.calibrations,
      machine: { read: async () => testMachine },
      surroundings,
      turns: { runWhenIdle: (work, until) => work(until) },
      permit: () => undefined,
      estimator,
      publish: () => undefined,
    });
    const file = { path: '/models/demo.gguf', sizeBytes: 1, modifiedMs: 0 };
    const loaded = await engine.load({ modelId: 'demo', path: file.path, contextTokens: null }, never);
    await service.noteLoaded(file, loaded);
    await service.settled();
    const key = { fingerprint: loaded.fingerprint, machine: machineName(testMachine), engineVersion: engine.version };
    const first = (await store.calibrations.get(key))!;
    const busy = { ...first, measuredAt: '2026-01-01T00:00:00.000Z', passMs: { 1: 1000 * first.passMs[1]! } };
    await store.calibrations.put(busy);
    estimator.learnCalibration('demo', busy);
    for (let run = 0; run < 6; run += 1) {
      estimator.observe({ model: 'demo', promptTokens: 9, cachedTokens: 0, writtenTokens: 500, readingMs: 9, writingMs: 1000 });
    }
    await service.noteLoaded(file, loaded);
    await service.settled();
    expect((await store.calibrations.get(key))?.passMs).toEqual(first.passMs);
  });

  it('K22 lets as many write at once as that pays for, from the moment it is known', async () => {
    const watched = watchedEngine({ sequences: 4 });
    const studio = await makeStudio({ engine: watched.engine });
    await write(studio);
    await untilMeasured(studio);
    const asked = [await askStudio(studio, endless), await askStudio(studio, endless)];
    for (const { input } of asked) await untilText(studio.runs.stream(input.runId, 0, never));
    expect((await studio.runs.queue()).map(({ state }) => state)).toEqual(['writing', 'writing']);
    for (const { input } of asked) await studio.runs.stop(input.runId);
  });

  it('K22 is given to the engine at the next load, and not to a model that is loaded', async () => {
    const watched = watchedEngine();
    const store = createMemoryStore();
    const studio = await makeStudio({ engine: watched.engine, store });
    await write(studio);
    await untilMeasured(studio);
    await write(studio);
    expect(watched.loads.map(({ tuning }) => tuning)).toEqual(watched.loads.map(() => null));
    const second = watchedEngine();
    await write(await makeStudio({ engine: second.engine, store }));
    expect(second.loads[0]?.tuning).toMatchObject({ threads: 4, batchTokens: 16, parallel: 4, passCosts: { 1: 1, 8: expect.any(Number) } });
  });

  it('K23 of a file that was replaced serves for one load, and the new one is measured', async () => {
    const store = createMemoryStore();
    const first = await makeStudio({ store });
    await write(first);
    await untilMeasured(first);
    const replaced = watchedEngine();
    replaced.fingerprint = 'other weights of the same size and time';
    const second = await makeStudio({ engine: replaced.engine, store });
    await write(second);
    await expect.poll(() => replaced.asked.length, soon).toBeGreaterThan(0);
    await untilMeasured(second);
    const stamp = { path: '/models/demo.gguf', sizeBytes: 5_000_000, modifiedMs: 0 };
    expect(await store.calibrations.fingerprintOf(stamp)).toBe(replaced.fingerprint);
  });

  it('K23 is not given to a file that replaces the measured one while that is loaded', async () => {
    const store = createMemoryStore();
    const first = await makeStudio({ store });
    await write(first);
    await untilMeasured(first);
    const { engine, loads } = watchedEngine();
    const modelFiles = createMemoryModelFiles([testModel('demo')]);
    const second = await makeStudio({ engine, store, modelFiles });
    await write(second);
    modelFiles.models = [testModel('demo', { sizeBytes: 6_000_000 })];
    await write(second);
    expect(loads.map(({ file, tuning }) => [file?.sizeBytes, tuning === null])).toEqual([
      [5_000_000, false],
      [6_000_000, true],
    ]);
  });

  it('K26 is what is expected of the recommended model', async () => {
    const modelFiles = createMemoryModelFiles([testModel('demo'), testModel('qwen3-4b', { isDefault: true })]);
    const studio = await makeStudio({ modelFiles });
    expect((await studio.system()).recommended.tokensPerSecond).toEqual([1500, 5000]);
    await studio.models.use('qwen3-4b');
    await untilMeasured(studio);
    expect((await studio.system()).recommended).toEqual({ model: 'qwen3-4b', tokensPerSecond: [425, 575] });
  });

  it('K25 is null for a model whose file cannot be used', async () => {
    const studio = await makeStudio({ modelFiles: createMemoryModelFiles([]) });
    expect((await studio.system()).calibration).toBeNull();
  });
});
