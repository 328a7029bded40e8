import { describe, expect, it } from 'vitest';
import { medianSlope } from './median-slope.ts';

describe('what a series grows by', () => {
  const series = (valueOf: (index: number) => number) => Array.from({ length: 200 }, (_, index) => valueOf(index));

  it('is the same at each of its values', () => {
    expect(medianSlope(series((index) => 100 + 0.25 * index))).toBeCloseTo(0.25, 10);
    expect(medianSlope([5])).toBe(0);
  });

  it('is told neither by its ends nor by single values far off', () => {
    const level = series((index) => (index % 7 === 0 ? 400 : 100 + (index % 3)));
    expect(Math.abs(medianSlope(level))).toBeLessThan(0.01);
    expect(medianSlope([...level.slice(0, -1), 900])).toBeLessThan(0.01);
    expect(medianSlope(series((index) => 100 + 0.1 * index + (index % 9 === 4 ? 60 : 0)))).toBeCloseTo(0.1, 1);
  });
});
