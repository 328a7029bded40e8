import { testBrief } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import { LearningRunEstimator } from '../estimates/learning-estimator.ts';
import type { RunWork } from '../estimates/run-estimator.ts';
import { documentCost } from './document-cost.ts';
import { evenOutline } from './fixed-rows.ts';

const openForm = { outline: null, wording: null };

function measuredEstimator(): LearningRunEstimator {
  const estimator = new LearningRunEstimator();
  estimator.learnCalibration('m', {
    fingerprint: 'f',
    machine: 'a',
    engineVersion: '1',
    measuredAt: '2026-11-26T00:00:00.000Z',
    shape: { weightsBytes: 2_400_000_000, contextBytesPerToken: 147_456 },
    threads: 2,
    readTokensPerSecond: 12,
    readMsByBatch: { 32: 2560 },
    passMs: { 1: 140, 2: 150 },
    togetherMs: {},
    tuning: { threads: 2, batchTokens: 32, parallel: 1, passCosts: {} },
  });
  return estimator;
}

describe('documentCost (L6)', () => {
  const writer = { model: 'm', sectionWords: undefined, contextTokens: 32_768 };

  it.each([8192, 16_384, 32_768])('grows with the length and not with its square, with a context of %d', (contextTokens) => {
    const estimator = measuredEstimator();
    const msOf = (words: number) => documentCost(testBrief({ words }), openForm, { ...writer, contextTokens }, estimator).milliseconds ?? 0;
    const times = msOf(100_000) / msOf(10_000);
    expect(times).toBeGreaterThan(8);
    expect(times).toBeLessThan(25);
  });

  it.each([
    ['planned', openForm],
    ['fixed', { outline: evenOutline(180), wording: null }],
  ])('asks for no position behind the context where the form is %s', (_name, form) => {
    const asked: RunWork[] = [];
    const estimator = {
      estimate: (work: RunWork) => {
        asked.push(work);
        return { readingMs: 1, writingMs: 1 };
      },
      observe: () => undefined,
    };
    const cost = documentCost(testBrief({ words: 100_000 }), form, writer, estimator);
    expect(cost.milliseconds).toBe(asked.length * 2);
    expect(asked.length).toBeGreaterThan(3);
    for (const { promptTokens, cachedTokens, writtenTokens } of asked) {
      expect(promptTokens + (writtenTokens ?? 0)).toBeLessThanOrEqual(writer.contextTokens);
      expect(cachedTokens).toBeLessThanOrEqual(promptTokens);
    }
    expect(cost.writtenTokens).toBeGreaterThanOrEqual(100_000);
  });

  it('counts sections of which not two fit the context one by one', () => {
    const form = { outline: evenOutline(20), wording: null };
    const estimator = { estimate: () => ({ readingMs: 1, writingMs: 0 }), observe: () => undefined };
    const cost = documentCost(testBrief({ words: 100_000 }), form, { ...writer, contextTokens: 4096 }, estimator);
    expect(cost).toMatchObject({ milliseconds: 20, writtenTokens: 100_000 });
    expect(cost.readTokens).toBeGreaterThan(0);
  });

  it('takes a document that fits the context as one run, whose prompt is read once', () => {
    const asked: RunWork[] = [];
    const estimator = {
      estimate: (work: RunWork) => {
        asked.push(work);
        return { readingMs: 0, writingMs: 0 };
      },
      observe: () => undefined,
    };
    const cost = documentCost(testBrief({ words: 2000 }), { ...openForm, cachedTokens: 30 }, writer, estimator);
    expect(asked).toEqual([{ model: 'm', promptTokens: cost.readTokens, cachedTokens: 30, writtenTokens: cost.writtenTokens }]);
  });
});
