import { describe, expect, it } from 'vitest';
import { webBundle } from '../../benchmarks/web-bundle.ts';

describe('the scripts of a first view', () => {
  it('keep to their budget', async () => {
    const measurements = await webBundle.measure({ model: null });
    expect(measurements.map(({ name }) => name)).toEqual(['first visit', 'home', 'conversation']);
    expect(measurements.filter(({ value, budget = 0 }) => value > budget)).toEqual([]);
    // less than React alone would mean that the scripts were not found
    expect(measurements.filter(({ value }) => value < 100)).toEqual([]);
  });
});
