import { beforeAll, describe, expect, it } from 'vitest';
import { webBundle } from '../../benchmarks/web-bundle.ts';
import { buildProduct } from '../../scripts/building/build-product.mjs';

describe('the scripts of a first view', () => {
  beforeAll(buildProduct);

  it('keep to their budget', async () => {
    const measurements = await webBundle.measure();
    expect(measurements.map(({ name }) => name)).toEqual(['first visit', 'conversation']);
    for (const { name, value, budget } of measurements) expect(value, name).toBeLessThanOrEqual(budget ?? 0);
    // less than React alone would mean that the scripts were not found
    for (const { name, value } of measurements) expect(value, name).toBeGreaterThan(100);
  });
});
