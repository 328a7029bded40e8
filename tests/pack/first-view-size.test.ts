import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { webBundle } from '../../benchmarks/web-bundle.ts';
import { productFolder } from '../../scripts/building/build-product.mjs';

describe('the scripts of a first view', () => {
  it('keep to their budget', async () => {
    const measurements = await webBundle.measure({ model: null });
    expect(measurements.map(({ name }) => name)).toEqual(['first visit', 'home', 'conversation']);
    expect(measurements.filter(({ value, budget = 0 }) => value > budget)).toEqual([]);
    // less than React alone would mean that the scripts were not found
    expect(measurements.filter(({ value }) => value < 100)).toEqual([]);
  });

  it('are without schemas, which would take longer to make than the page to draw', () => {
    const folder = join(productFolder, 'web/assets');
    const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
    expect(scripts.filter((name) => readFileSync(join(folder, name), 'utf8').includes('ZodError'))).toEqual([]);
  });
});
