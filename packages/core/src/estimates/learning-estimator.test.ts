import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calibration } from '../calibration/calibration.ts';
import { LearningRunEstimator } from './learning-estimator.ts';
import type { RunEstimator, RunObservation, RunWork } from './run-estimator.ts';
import { sharedPasses, sideBySide } from './side-by-side.ts';

/** Measured: Qwen3-4B in Q4_K_M on two cores with AVX2. */
const calibration: Calibration = {
  fingerprint: 'f',
  machine: 'm',
  engineVersion: 'e',
  measuredAt: '2026-01-01T00:00:00.000Z',
  shape: { weightsBytes: 2_500_000_000, contextBytesPerToken: 147_456 },
  threads: 2,
  readTokensPerSecond: 12.8,
  readMsByBatch: { 16: 1290, 32: 2500, 64: 4990 },
  passMs: { 1: 139, 2: 238, 3: 331, 4: 325, 6: 518, 8: 783, 16: 1290 },
  togetherMs: { 1: 147, 2: 298, 4: 580, 8: 870 },
  tuning: { threads: 2, batchTokens: 32, parallel: 8, passCosts: { 4: 2.3 } },
};
const model = 'qwen3-4b';

function calibrated(): LearningRunEstimator {
  const estimator = new LearningRunEstimator();
  estimator.learnCalibration(model, calibration);
  return estimator;
}

function work(promptTokens: number, cachedTokens: number, writtenTokens: number | null): RunWork {
  return { model, promptTokens, cachedTokens, writtenTokens };
}

function totalMs(estimator: LearningRunEstimator, asked: RunWork): number {
  const { readingMs, writingMs } = estimator.estimate(asked)!;
  return readingMs + (writingMs ?? 0);
}

interface TrueMachine {
  /** Over what was calibrated. */
  readonly slower: number;
  /** What attention really costs over what is modelled. */
  readonly attention: number;
}

/** What a run takes on a machine that differs from the calibrated one. */
function carriedOut(asked: RunWork, { slower, attention }: TrueMachine, noise = 1): RunObservation {
  const { contextBytesPerToken, weightsBytes } = calibration.shape;
  const { promptTokens, cachedTokens } = asked;
  const writtenTokens = asked.writtenTokens ?? 0;
  const growth = (factor: number, position: number) => 1 + (factor * attention * position * contextBytesPerToken) / weightsBytes;
  const unread = promptTokens - cachedTokens;
  return {
    model,
    promptTokens,
    cachedTokens,
    writtenTokens,
    readingMs: unread * 78.1 * growth(4, cachedTokens + unread / 2) * slower * noise,
    writingMs: writtenTokens * 139 * growth(1, promptTokens + writtenTokens / 2) * slower * noise,
  };
}

const anyWork = fc
  .record({
    promptTokens: fc.integer({ min: 1, max: 16_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    writtenTokens: fc.nat(8000),
  })
  .map(({ promptTokens, share, writtenTokens }) => work(promptTokens, Math.floor((promptTokens - 1) * share), writtenTokens));
const anyMachine = fc.record({
  slower: fc.double({ min: 0.5, max: 3, noNaN: true }),
  attention: fc.double({ min: 0.3, max: 2, noNaN: true }),
});

/** The same numbers from 0 to 1 in every run (a linear congruential generator). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

describe('an estimate', () => {
  it('K10 is null as long as nothing is known of the model', () => {
    const estimator = new LearningRunEstimator();
    expect(estimator.estimate(work(100, 0, 100))).toBeNull();
    estimator.learnShape(model, calibration.shape);
    expect(estimator.estimate(work(100, 0, 100))).toBeNull();
    expect(calibrated().estimate({ ...work(100, 0, 100), model: 'another' })).toBeNull();
  });

  it('K10 has no time for writing where nobody knows the length', () => {
    expect(calibrated().estimate(work(100, 0, null))?.writingMs).toBeNull();
  });

  it('K11 says for a short run what was measured', () => {
    const { readingMs, writingMs } = calibrated().estimate(work(64, 0, 10))!;
    expect(readingMs).toBeGreaterThan(5000);
    expect(readingMs).toBeLessThan(5100);
    expect(writingMs).toBeGreaterThan(1390);
    expect(writingMs).toBeLessThan(1400);
  });

  it('K11 takes the rest of a batch from what passes cost', () => {
    const readingOf = (tokens: number) => calibrated().estimate(work(tokens, 0, 0))!.readingMs;
    expect(readingOf(1)).toBeCloseTo(139, 0);
    expect(readingOf(8)).toBeGreaterThan(783);
    expect(readingOf(8)).toBeLessThan(790);
    expect(readingOf(33) - readingOf(32)).toBeGreaterThan(139);
  });

  it('K11 grows with what stands in front: a quarter for a token written behind 4,096', () => {
    const writingOf = (prompt: number) => calibrated().estimate(work(prompt, 0, 1))!.writingMs!;
    expect(writingOf(4096) / writingOf(0)).toBeCloseTo(1.24, 2);
    const readingOf = (cached: number) => calibrated().estimate(work(cached + 32, cached, 0))!.readingMs;
    expect(readingOf(4096) / readingOf(0)).toBeGreaterThan(1.5);
  });

  it('K11 never falls with more tokens, and is never negative, whatever was learned', () => {
    const learned = fc.array(fc.tuple(anyWork, anyMachine), { maxLength: 12 });
    fc.assert(
      fc.property(learned, anyWork, fc.nat(500), fc.nat(500), (runs, asked, moreRead, moreWritten) => {
        const estimator = calibrated();
        for (const [run, machine] of runs) estimator.observe(carriedOut(run, machine));
        const before = estimator.estimate(asked)!;
        const longer = { ...asked, promptTokens: asked.promptTokens + moreRead, writtenTokens: asked.writtenTokens! + moreWritten };
        const after = estimator.estimate(longer)!;
        expect(before.readingMs).toBeGreaterThanOrEqual(0);
        expect(before.writingMs).toBeGreaterThanOrEqual(0);
        expect(after.readingMs).toBeGreaterThanOrEqual(before.readingMs * (1 - 1e-9));
        expect(after.writingMs).toBeGreaterThanOrEqual(before.writingMs! * (1 - 1e-9));
      }),
    );
  });
});

describe('texts side by side', () => {
  const asked = work(10, 0, 100);
  const writingOf = (estimator: RunEstimator) => estimator.estimate(asked)?.writingMs ?? Number.NaN;

  it('K15 take each as much longer as was measured, and add to the whole what that makes for each of them', () => {
    const alone = writingOf(calibrated());
    expect(writingOf(sideBySide(calibrated(), 8)) / alone).toBeCloseTo(870 / 147, 5);
    expect(writingOf(sharedPasses(calibrated(), 8)) / alone).toBeCloseTo(870 / 147 / 8, 5);
    expect(writingOf(sideBySide(calibrated(), 16)) / alone).toBeCloseTo((2 * 870) / 147, 5);
    expect(writingOf(sideBySide(calibrated(), 1))).toBe(alone);
  });

  it('K15 gain nothing where that was not measured', () => {
    const estimator = new LearningRunEstimator();
    estimator.observe({ model, promptTokens: 100, cachedTokens: 0, writtenTokens: 100, readingMs: 5000, writingMs: 10_000 });
    expect(writingOf(sharedPasses(estimator, 4))).toBe(writingOf(estimator));
  });
});

describe('what runs teach', () => {
  it('K12 follows a machine that has become twice as slow', () => {
    const estimator = calibrated();
    const asked = work(600, 100, 300);
    const before = totalMs(estimator, asked);
    for (let run = 0; run < 6; run += 1) estimator.observe(carriedOut(asked, { slower: 2, attention: 1 }));
    expect(totalMs(estimator, asked) / before).toBeGreaterThan(1.85);
    expect(totalMs(estimator, asked) / before).toBeLessThan(2.1);
  });

  it.each([
    [0.6, 0.3],
    [0.6, 2],
    [1, 1],
    [2, 0.5],
    [2.5, 2],
  ])('K12 errs by less than 15 %% in the median on a machine %d times as slow, with %d times the attention', (slower, attention) => {
    const estimator = calibrated();
    const random = numbersFrom(11);
    const errors: number[] = [];
    for (let run = 0; run < 60; run += 1) {
      const promptTokens = Math.round(60 * 100 ** random());
      const asked = work(promptTokens, Math.floor(promptTokens * random() * 0.95), Math.round(40 * 40 ** random()));
      const observed = carriedOut(asked, { slower, attention }, 0.93 + 0.14 * random());
      const tookMs = observed.readingMs + observed.writingMs;
      if (tookMs > 30_000) errors.push(Math.abs(totalMs(estimator, asked) - tookMs) / tookMs);
      estimator.observe(observed);
    }
    const sorted = errors.toSorted((left, right) => left - right);
    expect(sorted.length).toBeGreaterThan(30);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(0.15);
  });

  it('K12 hardly believes a run in which the computer slept', () => {
    const estimator = calibrated();
    const asked = work(600, 100, 300);
    for (let run = 0; run < 8; run += 1) estimator.observe(carriedOut(asked, { slower: 1, attention: 1 }));
    const before = totalMs(estimator, asked);
    estimator.observe(carriedOut(asked, { slower: 500, attention: 1 }));
    expect(totalMs(estimator, asked) / before).toBeLessThan(1.25);
  });

  it('K12 stays within bounds, and takes no harm from numbers that are none', () => {
    const estimator = calibrated();
    const asked = work(600, 0, 300);
    const before = totalMs(estimator, asked);
    for (let run = 0; run < 100; run += 1) estimator.observe(carriedOut(asked, { slower: 1000, attention: 1 }));
    expect(totalMs(estimator, asked) / before).toBeLessThanOrEqual(5.01);
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, -5, 0]) {
      estimator.observe({ ...carriedOut(asked, { slower: 1, attention: 1 }), readingMs: ms, writingMs: ms });
    }
    expect(totalMs(estimator, asked)).toBeGreaterThan(0);
  });

  it('K13 is enough without any calibration', () => {
    const estimator = new LearningRunEstimator();
    const machine = { slower: 1.4, attention: 1 };
    estimator.observe(carriedOut(work(3, 0, 2), machine));
    expect(estimator.estimate(work(100, 0, 100))).toBeNull();
    estimator.observe(carriedOut(work(200, 0, 100), machine));
    for (const asked of [work(200, 0, 100), work(400, 100, 200)]) {
      const { readingMs, writingMs } = carriedOut(asked, machine);
      expect(totalMs(estimator, asked) / (readingMs + writingMs)).toBeCloseTo(1, 1);
    }
  });

  it('K13 guesses reading from writing, and the other way round, until both were seen', () => {
    const estimator = new LearningRunEstimator();
    estimator.observe(carriedOut(work(200, 200, 100), { slower: 1, attention: 0 }));
    expect(estimator.estimate(work(100, 0, 0))?.readingMs).toBeCloseTo(6950, 0);
  });

  it('K27 prove that a machine was busy when it was measured, and prove nothing when they are slower', () => {
    const asked = work(600, 100, 300);
    for (const [slower, isProof] of [
      [0.4, true],
      [0.9, false],
      [3, false],
    ] as const) {
      const estimator = calibrated();
      for (let run = 0; run < 8; run += 1) {
        if (run < 3) expect(estimator.outruns(model)).toBe(false);
        estimator.observe(carriedOut(asked, { slower, attention: 1 }));
      }
      expect(estimator.outruns(model)).toBe(isProof);
      estimator.learnCalibration(model, { ...calibration, measuredAt: '2026-03-03T00:00:00.000Z' });
      expect(estimator.outruns(model)).toBe(false);
    }
  });

  it('K13 begins anew with a calibration, and keeps what was learned when the same one comes again', () => {
    const estimator = new LearningRunEstimator();
    const asked = work(200, 0, 100);
    for (let run = 0; run < 9; run += 1) estimator.observe(carriedOut(asked, { slower: 3, attention: 1 }));
    estimator.learnCalibration(model, calibration);
    expect(totalMs(estimator, asked)).toBeCloseTo(totalMs(calibrated(), asked), 5);
    for (let run = 0; run < 9; run += 1) estimator.observe(carriedOut(asked, { slower: 2, attention: 1 }));
    const learned = totalMs(estimator, asked);
    estimator.learnCalibration(model, calibration);
    expect(totalMs(estimator, asked)).toBe(learned);
    estimator.forget(model);
    expect(estimator.estimate(asked)).toBeNull();
  });
});
