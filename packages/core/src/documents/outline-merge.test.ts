import { describe, expect, it } from 'vitest';
import { mergedOutline } from './outline-merge.ts';

describe('an outline that a model wrote', () => {
  const outline = (targets: readonly number[], words: number) => {
    const rows = targets.map((target, index) => ({ heading: `第 ${index + 1} 节`, points: [], target }));
    return mergedOutline([], rows, { words, newId: () => crypto.randomUUID() }).map(({ target }) => target);
  };

  it('L2: keeps the proportions it was given', () => {
    expect(outline([100, 300, 200], 1200)).toEqual([200, 600, 400]);
  });

  it('L2: has no section that is a sliver beside the others', () => {
    const targets = outline([20, 20, 20, 20, 20, 20, 200, 200, 200, 200, 200, 200, 200, 200], 2500);
    expect(targets.reduce((sum, target) => sum + target, 0)).toBe(2500);
    expect(Math.min(...targets)).toBeGreaterThan(50);
  });

  it('L2: has no section that leaves nothing to the others', () => {
    const targets = outline([5000, 100, 100, 100, 100, 100, 100, 100, 100, 100], 3000);
    expect(Math.max(...targets)).toBeLessThan(2000);
    expect(Math.min(...targets)).toBeGreaterThan(100);
  });
});
