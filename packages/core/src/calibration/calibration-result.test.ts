import { describe, expect, it } from 'vitest';
import { batchTokensFor, calibrationOf, draftTokensFor, parallelFor, passCostsOf } from './calibration-result.ts';
import type { MeasuredProbe } from './probe-table.ts';

/** Measured: Qwen3-4B in Q4_K_M on two cores with AVX2. */
const twoCores = { 1: 139, 2: 238, 3: 331, 4: 325, 6: 518, 8: 783, 16: 1290 };

describe('drafting', () => {
  it('K6 pays with 3 tokens on two cores, where a pass of 4 costs as much as one of 3', () => {
    expect(draftTokensFor(twoCores)).toBe(3);
  });

  it('K6 pays with 7 tokens where passes of 8 are cheap, and not where each position costs a token', () => {
    expect(draftTokensFor({ 1: 100, 4: 130, 8: 160 })).toBe(7);
    expect(draftTokensFor({ 1: 100, 4: 400, 8: 800 })).toBe(0);
  });

  it('K6 is left alone where passes were not measured', () => {
    expect(draftTokensFor({ 1: 100 })).toBe(0);
    expect(draftTokensFor({ 4: 100, 8: 100 })).toBe(0);
  });

  it('K6 tells the engine what passes over several positions cost', () => {
    expect(passCostsOf({ 1: 100, 4: 230, 8: 560 })).toEqual({ 1: 1, 4: 2.3, 8: 5.6 });
    expect(passCostsOf({ 4: 230 })).toEqual({});
  });
});

describe('generations side by side', () => {
  it('K5 are as many as write fastest together', () => {
    // 6.8, 6.7, 6.9 and 9.2 tokens a second
    expect(parallelFor({ 1: 147, 2: 298, 4: 580, 8: 870 })).toBe(8);
    expect(parallelFor({ 1: 100, 2: 105, 4: 120, 8: 260 })).toBe(4);
  });

  it('K5 are fewer where that loses less than a tenth: each of them is ready sooner, and each state less is memory for something else', () => {
    // 14, 12.8, 17.2 and 18.6 tokens a second
    expect(parallelFor({ 1: 71.3, 2: 156, 4: 232.4, 8: 430 })).toBe(4);
    expect(parallelFor({ 1: 71.3, 2: 156, 4: 232.4, 8: 410 })).toBe(8);
  });

  it('K5 are not worth it below 1.15 times the rate of one', () => {
    expect(parallelFor({ 1: 147, 2: 298, 4: 580, 8: 1040 })).toBe(1);
    expect(parallelFor({ 2: 10 })).toBe(1);
    expect(parallelFor({})).toBe(1);
  });
});

describe('the batch', () => {
  it('K4 is the smallest that loses at most 3 % of the best rate', () => {
    expect(batchTokensFor({ 16: 1290, 32: 2500, 64: 4960 })).toBe(32);
    expect(batchTokensFor({ 16: 1290, 32: 2500, 64: 4500, 128: 8900 })).toBe(64);
    expect(batchTokensFor({ 16: 1000, 64: 4000 })).toBe(16);
  });
});

describe('calibrationOf', () => {
  const facts = {
    fingerprint: 'f',
    machine: 'm',
    engineVersion: 'e',
    measuredAt: '2026-01-01T00:00:00.000Z',
    shape: { weightsBytes: 2_500_000_000, contextBytesPerToken: 147_456 },
  };
  const processor = { physicalCores: 4, engineThreads: 4 };
  const pass = (ms: number, threads?: number): MeasuredProbe => ({
    probe: { kind: 'pass', positions: 1, ...(threads === undefined ? {} : { threads }) },
    ms,
    spentMs: ms,
  });
  const read = (ms: number, threads?: number): MeasuredProbe => ({
    probe: { kind: 'read', tokens: 64, batchTokens: 32, ...(threads === undefined ? {} : { threads }) },
    ms,
    spentMs: ms,
  });

  it('K7 takes the threads that write fastest', () => {
    const calibration = calibrationOf(facts, processor, [pass(100), pass(80, 2), read(2000), read(2020, 2)]);
    expect(calibration).toMatchObject({ ...facts, threads: 2, tuning: { threads: 2, batchTokens: 32, parallel: 1, passCosts: { 1: 1 } } });
    expect(calibration?.readMsByBatch).toEqual({ 32: 1010 });
    expect(calibration?.passMs).toEqual({ 1: 80 });
    expect(calibration?.readTokensPerSecond).toBeCloseTo(31.7, 1);
  });

  it('K28 keeps no longer time for fewer positions than for more of them', () => {
    const several = (positions: number, ms: number): MeasuredProbe => ({ probe: { kind: 'pass', positions }, ms, spentMs: ms });
    const calibration = calibrationOf(facts, processor, [pass(100), several(2, 70), several(4, 90), several(8, 85), read(2000)]);
    expect(calibration?.passMs).toEqual({ 1: 70, 2: 70, 4: 85, 8: 85 });
    expect(calibration?.tuning.passCosts[2]).toBe(1);
  });

  it('K7 leaves threads that lose more than 3 % of the reading', () => {
    const calibration = calibrationOf(facts, processor, [pass(100), pass(80, 2), read(2000), read(2100, 2)]);
    expect(calibration).toMatchObject({ threads: 4, readTokensPerSecond: 32, passMs: { 1: 100 } });
  });

  it('K7 does without what was not measured', () => {
    expect(calibrationOf(facts, processor, [])).toBeNull();
    expect(calibrationOf(facts, processor, [pass(250)])).toMatchObject({ readTokensPerSecond: 4, tuning: { batchTokens: 16 } });
  });
});
