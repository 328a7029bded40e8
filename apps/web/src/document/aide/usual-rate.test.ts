import { describe, expect, it } from 'vitest';
import { endedRun } from '../../testing/document-samples.ts';
import { comparedRate, usualRate } from './usual-rate.ts';

const run = (writtenTokens: number, writingMs: number) =>
  endedRun(1, { usage: { promptTokens: 10, cachedTokens: 0, writtenTokens }, timings: { queuedMs: 0, readingMs: 0, writingMs } });

describe('the usual rate', () => {
  it('is the median of the runs that wrote enough to tell', () => {
    expect(usualRate([run(100, 10_000), run(100, 50_000), run(100, 20_000), run(5, 10)])).toBe(5);
    expect(usualRate([run(5, 10), endedRun(2)])).toBeNull();
  });

  it('is told as the same within a tenth', () => {
    expect(comparedRate(5.4, 5)).toEqual({ kind: 'same', percent: 0 });
    expect(comparedRate(4, 5)).toEqual({ kind: 'slower', percent: 20 });
    expect(comparedRate(6, 5)).toEqual({ kind: 'faster', percent: 20 });
  });
});
