import { describe, expect, it } from 'vitest';
import { type SectionsToWrite, timeFor, writingStretches } from './writing-stretches.ts';

const work: SectionsToWrite = {
  sectionCount: 40,
  textTokens: 20_000,
  requestTokens: 60,
  headTokens: 1_000,
  standingTokens: 0,
  cachedTokens: 0,
  contextTokens: 8_192,
  language: 'zh',
};

describe('writingStretches', () => {
  it.each([0, 3_000, 50_000])(
    'writes everything, with no position behind the context, where %d tokens stand before it',
    (standingTokens) => {
      const stretches = writingStretches({ ...work, standingTokens });
      expect(stretches.reduce((sum, { writtenTokens }) => sum + writtenTokens, 0)).toBe(20_000);
      for (const { promptTokens, cachedTokens, writtenTokens } of stretches) {
        expect(promptTokens + writtenTokens).toBeLessThanOrEqual(work.contextTokens);
        expect(cachedTokens).toBeLessThanOrEqual(promptTokens);
      }
    },
  );

  it('reads the head once', () => {
    const [first, ...later] = writingStretches(work);
    expect(first?.cachedTokens).toBe(0);
    expect(later.length).toBeGreaterThan(1);
    expect(later.every(({ cachedTokens }) => cachedTokens === 1_000)).toBe(true);
  });

  it('counts what is held of the texts before as read', () => {
    const [held] = writingStretches({ ...work, standingTokens: 3_000, cachedTokens: 4_000 });
    const [anew] = writingStretches({ ...work, standingTokens: 3_000 });
    expect([held?.cachedTokens, anew?.cachedTokens]).toEqual([4_000, 0]);
    expect(held?.promptTokens).toBe(anew?.promptTokens);
  });

  it('has nothing to do for no sections', () => {
    expect(timeFor(writingStretches({ ...work, sectionCount: 0, textTokens: 0 }), 'm', { estimate: () => null })).toBe(0);
  });

  it('knows no time while nobody knows how fast the model is', () => {
    expect(timeFor(writingStretches(work), 'm', { estimate: () => null })).toBeNull();
  });
});
