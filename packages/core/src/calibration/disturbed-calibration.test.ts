import {
  askStudio,
  collectRun,
  createMemoryStore,
  createScriptedEngine,
  createTestClock,
  studiosOfTests,
  type TestClock,
} from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../errors.ts';
import type { Probe } from '../ports/engine.ts';
import type { Studio } from '../studio.ts';
import { machineName } from './calibration.ts';

const openStudio = studiosOfTests();
const never = new AbortController().signal;
const restMs = 5 * 60_000;
const soon = { interval: 2, timeout: 10_000 };
const sizes = { pass: ['1', '2', '3', '4', '6', '8', '16'], together: ['1', '2', '4', '8'] };

interface Measured {
  readonly studio: Studio;
  readonly asked: Probe[];
  known(): ReturnType<ReturnType<typeof createMemoryStore>['calibrations']['get']>;
}

/** A model that is being measured; each probe takes so many times as long as it would alone, or throws. */
async function measuredWith(slowness: (probe: Probe) => number, clock?: TestClock): Promise<Measured> {
  const engine = createScriptedEngine();
  const store = createMemoryStore();
  const asked: Probe[] = [];
  const measure = engine.measure.bind(engine);
  engine.measure = async (probe, signal) => {
    asked.push(probe);
    return (await measure(probe, signal)) * slowness(probe);
  };
  const studio = await openStudio({ engine, store, ...(clock ? { surroundings: clock.surroundings } : {}) });
  const { started } = await askStudio(studio, '写一段话');
  await collectRun(studio.runs.stream(started.run.id, 0, never));
  const machine = machineName((await studio.system()).machine);
  const key = { fingerprint: 'scripted /models/demo.gguf', machine, engineVersion: engine.version };
  return { studio, asked, known: () => store.calibrations.get(key) };
}

async function until(state: 'done' | 'failed', { studio }: Measured): Promise<void> {
  await expect.poll(async () => (await studio.system()).calibration?.state, soon).toBe(state);
}

describe('what is measured while other programs are at work', () => {
  it('K28 is right although they hold up every third probe, more or less', async () => {
    const quiet = await measuredWith(() => 1);
    await until('done', quiet);
    const { passMs, togetherMs, tuning, readTokensPerSecond } = (await quiet.known())!;
    for (const first of [0, 1, 2]) {
      let count = first;
      const busy = await measuredWith(() => ((count += 1) % 3 === 0 ? 20 + count : 1));
      await until('done', busy);
      expect(await busy.known()).toMatchObject({ passMs, togetherMs, tuning, readTokensPerSecond });
      expect(busy.asked.length).toBeLessThan(2.5 * quiet.asked.length);
    }
  });

  it.each<Exclude<Probe, { kind: 'read' }>>([
    { kind: 'pass', positions: 4 },
    { kind: 'together', sequences: 8 },
  ])('K28 does without a figure that is disturbed time and again: $kind', async (one) => {
    const isIt = (probe: Probe) => JSON.stringify({ ...probe, threads: undefined }) === JSON.stringify(one);
    const measured = await measuredWith((probe) => (isIt(probe) ? 50 : 1));
    await until('done', measured);
    expect(measured.asked.filter(isIt)).toHaveLength(4);
    const { passMs, togetherMs } = (await measured.known())!;
    expect(Object.keys(passMs)).toEqual(sizes.pass.filter((size) => one.kind !== 'pass' || size !== '4'));
    expect(Object.keys(togetherMs)).toEqual(sizes.together.filter((size) => one.kind !== 'together' || size !== '8'));
  });

  it.each([
    { code: 'internal', fails: false },
    { code: 'engine-failed', fails: true },
  ] as const)('K21 does without a probe that fails with $code; the attempt ends: $fails', async ({ code, fails }) => {
    const clock = createTestClock('2026-03-01T20:00:00.000Z');
    const isIt = (probe: Probe) => probe.kind === 'together' && probe.sequences === 8;
    const measured = await measuredWith((probe) => {
      if (isIt(probe)) throw new StudioError(code, 'There is no room for eight.');
      return 1;
    }, clock);
    if (fails) {
      await until('failed', measured);
      clock.advance(restMs);
    }
    await until('done', measured);
    expect(measured.asked.filter(isIt)).toHaveLength(1);
    expect(Object.keys((await measured.known())!.togetherMs)).toEqual(['1', '2', '4']);
  });
});
