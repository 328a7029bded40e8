import { describe, expect, it } from 'vitest';
import { LikelyLengths } from './likely-lengths.ts';

const answer = { model: 'm', action: 'answer' } as const;
const draft = { model: 'm', action: 'draft' } as const;
const section = { likelyTokens: 400, maxTokens: 712 };
const ended = (writtenTokens: number, state: 'done' | 'length' | 'stopped' = 'done') => ({
  state,
  usage: { promptTokens: 100, cachedTokens: 0, writtenTokens },
});

describe('K16 how long a run will probably become', () => {
  it('is what its request lets expect, and not its limit', () => {
    expect(new LikelyLengths().expected(draft, section)).toBe(400);
    expect(new LikelyLengths().expected(answer, { maxTokens: null })).toBe(400);
    expect(new LikelyLengths().expected(answer, { maxTokens: 50 })).toBe(50);
  });

  it('is mended by how long those of the same model and kind became, never beyond the limit', () => {
    const lengths = new LikelyLengths();
    for (let times = 0; times < 12; times += 1) lengths.learn(draft, section, ended(600));
    expect(lengths.expected(draft, section)).toBeGreaterThan(560);
    expect(lengths.expected(draft, section)).toBeLessThan(620);
    expect(lengths.expected(draft, { likelyTokens: 800, maxTokens: 1100 })).toBe(1100);
    expect(lengths.expected(answer, { maxTokens: null })).toBe(400);
    expect(lengths.expected({ ...draft, model: 'other' }, section)).toBe(400);
  });

  it('learns nothing from what was stopped, nor from a limit that came early', () => {
    const lengths = new LikelyLengths();
    for (let times = 0; times < 6; times += 1) {
      lengths.learn(answer, { maxTokens: null }, ended(10, 'stopped'));
      lengths.learn(answer, { maxTokens: 16 }, ended(16, 'length'));
    }
    expect(lengths.expected(answer, { maxTokens: null })).toBe(400);
    lengths.learn(answer, { maxTokens: 900 }, ended(900, 'length'));
    expect(lengths.expected(answer, { maxTokens: null })).toBeGreaterThan(450);
  });
});
