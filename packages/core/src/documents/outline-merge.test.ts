import { maxSections } from '@maobi/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredSection } from '../ports/document-store.ts';
import { mergedOutline } from './outline-merge.ts';

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

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
    expect(sumOf(targets)).toBe(2500);
    expect(Math.min(...targets)).toBe(60);
  });

  it('L2: has no section that leaves nothing to the others', () => {
    const targets = outline([5000, 100, 100, 100, 100, 100, 100, 100, 100, 100], 3000);
    expect(targets).toEqual([900, 234, 234, 234, 233, 233, 233, 233, 233, 233]);
  });

  it('L2: has no section that is less than a third, or more than three times, as long as they are on average', () => {
    expect.hasAssertions();
    const targetsOfModel = fc.array(fc.oneof(fc.integer({ min: -10, max: 100_000 }), fc.integer({ min: 10, max: 300 })), {
      minLength: 1,
      maxLength: maxSections,
    });
    fc.assert(
      fc.property(targetsOfModel, fc.integer({ min: 50, max: 100_000 }), (given, words) => {
        fc.pre(given.length * 10 <= words && words <= given.length * 5000);
        const targets = outline(given, words);
        expect(sumOf(targets)).toBe(words);
        const average = words / given.length;
        for (const target of targets) {
          expect(target * 3).toBeGreaterThanOrEqual(average);
          expect(target).toBeLessThanOrEqual(average * 3);
          expect(target >= 10 && target <= 5000 && Number.isInteger(target)).toBe(true);
        }
      }),
    );
  });

  it('L2: leaves what is locked as long as it was, and levels the others among themselves', () => {
    const locked: StoredSection = {
      id: crypto.randomUUID(),
      documentId: crypto.randomUUID(),
      heading: '锁住',
      points: [],
      target: 2000,
      isLocked: true,
      version: null,
      suggestion: null,
      isRemoved: false,
    };
    const rows = [1, 1000, 1000].map((target) => ({ heading: '节', points: [], target }));
    const merged = mergedOutline([locked], rows, { words: 2900, newId: () => crypto.randomUUID() });
    expect(merged.map(({ target }) => target)).toEqual([2000, 100, 400, 400]);
  });
});
