import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withBalancedTargets } from './balance-targets.ts';

const isLocked = (row: { readonly isLocked: boolean }): boolean => row.isLocked;

describe('withBalancedTargets (L2)', () => {
  const rows = fc.array(fc.record({ target: fc.integer({ min: 10, max: 5000 }), isLocked: fc.boolean() }), { minLength: 1, maxLength: 30 });

  it('adds up to the total wherever sections of 10 to 5,000 can, and leaves locked rows alone', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(rows, fc.integer({ min: 50, max: 100_000 }), (given, total) => {
        const balanced = withBalancedTargets(given, total, isLocked);
        for (const [index, row] of given.entries()) if (row.isLocked) expect(balanced[index]).toEqual(row);
        const open = balanced.filter((row) => !row.isLocked);
        for (const { target } of open) expect(target >= 10 && target <= 5000 && Number.isInteger(target)).toBe(true);
        const locked = given.filter(isLocked).reduce((sum, { target }) => sum + target, 0);
        const possible = Math.min(open.length * 5000, Math.max(open.length * 10, total - locked));
        expect(open.reduce((sum, { target }) => sum + target, 0)).toBe(possible);
      }),
    );
  });

  it('lets the other rows make up for one that is at its limit', () => {
    const rowsOf = (...targets: number[]) => targets.map((target) => ({ target, isLocked: false }));
    const targets = (given: ReturnType<typeof rowsOf>, total: number) =>
      withBalancedTargets(given, total, isLocked).map(({ target }) => target);
    expect(targets(rowsOf(1000, 1, 1), 50)).toEqual([30, 10, 10]);
    expect(targets(rowsOf(5000, 10), 8000)).toEqual([5000, 3000]);
  });

  it('keeps proportions', () => {
    const open = [100, 200, 100].map((target) => ({ target, isLocked: false }));
    expect(withBalancedTargets(open, 800, isLocked).map(({ target }) => target)).toEqual([200, 400, 200]);
  });

  it('keeps those that are not fixed within so many times their average, and that part of it', () => {
    const rowsOf = (...targets: number[]) => targets.map((target, index) => ({ target, isLocked: index === 0 }));
    const targets = (given: ReturnType<typeof rowsOf>, total: number) =>
      withBalancedTargets(given, total, isLocked, 2).map(({ target }) => target);
    expect(targets(rowsOf(900, 1, 100, 100), 1200)).toEqual([900, 50, 125, 125]);
    expect(targets(rowsOf(900, 5000, 100, 100), 1200)).toEqual([900, 200, 50, 50]);
    // a section has 10 at least, also where the average would be less
    expect(targets(rowsOf(900, 5000, 100, 100), 905)).toEqual([900, 10, 10, 10]);
  });
});
