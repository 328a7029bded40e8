import { describe, expect, it } from 'vitest';
import { sectionCountFor } from './section-count.ts';

describe('sectionCountFor', () => {
  it.each([
    [50, 1],
    [800, 5],
    [2_400, 6],
    [100_000, 200],
  ])('%d 字 are %d sections', (words, count) => expect(sectionCountFor(words)).toBe(count));

  it('goes by what the model writes in one go, where that is known', () => {
    expect(sectionCountFor(2_500, 125)).toBe(20);
    expect(sectionCountFor(100_000, 125)).toBe(200);
    expect(sectionCountFor(300, 125)).toBe(1);
  });
});
