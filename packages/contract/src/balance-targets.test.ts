import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withBalancedTargets } from './balance-targets.ts';

const isLocked = (row: { readonly isLocked: boolean }): boolean => row.isLocked;

describe('withBalancedTargets (L2)', () => {
  const rows = fc.array(fc.record({ target: fc.integer({ min: 10, max: 5000 }), isLocked: fc.boolean() }), { minLength: 1, maxLength: 30 });

  it('adds up to the total and leaves locked rows alone', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(rows, fc.integer({ min: 50, max: 100_000 }), (given, total) => {
        const balanced = withBalancedTargets(given, total, isLocked);
        for (const [index, row] of given.entries()) if (row.isLocked) expect(balanced[index]).toEqual(row);
        const isBound = balanced.some((row) => !row.isLocked && (row.target === 10 || row.target === 5000));
        if (!isBound && !given.every(isLocked)) expect(balanced.reduce((sum, { target }) => sum + target, 0)).toBe(total);
      }),
    );
  });

  it('keeps proportions', () => {
    const open = [100, 200, 100].map((target) => ({ target, isLocked: false }));
    expect(withBalancedTargets(open, 800, isLocked).map(({ target }) => target)).toEqual([200, 400, 200]);
  });
});
