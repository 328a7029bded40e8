import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreeing, DraftLength, type PassCosts } from './draft-length.ts';
import { DraftSource } from './draft-source.ts';

/** As measured with a model of four thousand million weights on two cores, and on a machine with many. */
const twoCores: PassCosts = { 1: 1, 2: 1.35, 3: 1.85, 4: 2.3, 6: 4, 8: 5.6, 16: 12 };
const manyCores: PassCosts = { 1: 1, 2: 1.1, 3: 1.15, 4: 1.2, 6: 1.4, 8: 1.6, 16: 2.4 };

/** How many times as fast as one by one this text is written, by what the passes cost. */
function gain(reference: readonly number[], text: readonly number[], costs: PassCosts): number {
  const source = new DraftSource(reference, reference);
  const length = new DraftLength(costs);
  const costOf = (positions: number) => Object.entries(costs).find(([size]) => Number(size) >= positions)?.[1] ?? Number.NaN;
  let at = 0;
  let spent = 0;
  while (at < text.length) {
    const draft = length.draft(source, 64);
    const written = text.slice(at, at + agreeing(draft, text.slice(at)) + 1);
    length.note(draft.length, written);
    for (const token of written) source.note(token);
    at += written.length;
    spent += costOf(draft.length + 1);
  }
  return text.length / spent;
}

const word = fc.integer({ min: 0, max: 400 });
/** A text and what became of it: runs that stay, runs that are replaced by others of any length. */
const rewritten = fc
  .array(fc.tuple(fc.array(word, { maxLength: 30 }), fc.array(word, { maxLength: 8 }), fc.array(word, { maxLength: 8 })), {
    minLength: 12,
    maxLength: 60,
  })
  .map((parts) => ({
    reference: parts.flatMap(([kept, before]) => [...kept, ...before]),
    text: parts.flatMap(([kept, , after]) => [...kept, ...after]),
  }))
  .filter(({ text }) => text.length >= 150);

const unchanged = Array.from({ length: 300 }, (_, index) => (index * 7919) % 997);
const replaced = (run: number, every: number) => unchanged.map((token, index) => (index % every < run ? 5000 + index : token));

describe('how many tokens are drafted ahead', () => {
  it('E17 never writes a text slower than 0.97 of one by one, however little of its reference stays', () => {
    for (const costs of [twoCores, manyCores]) {
      fc.assert(
        fc.property(rewritten, ({ reference, text }) => gain(reference, text, costs) >= 0.97),
        { numRuns: 300 },
      );
      expect(gain(unchanged, unchanged.toReversed(), costs)).toBeGreaterThan(0.97);
    }
  });

  it('E17 takes as many as the machine is fast with', () => {
    expect(gain(unchanged, unchanged, twoCores)).toBeGreaterThan(1.65);
    expect(gain(unchanged, unchanged, manyCores)).toBeGreaterThan(5);
  });

  it('E17 gains where a little was changed, and still where half was', () => {
    expect(gain(unchanged, replaced(1, 25), twoCores)).toBeGreaterThan(1.5);
    expect(gain(unchanged, replaced(6, 120), twoCores)).toBeGreaterThan(1.5);
    expect(gain(unchanged, replaced(6, 12), twoCores)).toBeGreaterThan(1.02);
  });

  it('goes by what it saw last, where a text stays that had a word changed in every five before', () => {
    const long = Array.from({ length: 600 }, (_, index) => index);
    const text = long.map((token, index) => (index < 400 && index % 5 === 0 ? 5000 + index : token));
    expect(gain(long, text, twoCores)).toBeGreaterThan(1.5);
  });

  it('drafts nothing that was only looked up in the prompt, until that was right', () => {
    const source = new DraftSource([], [1, 2, 3, ...unchanged.slice(0, 30)]);
    for (const token of [1, 2, 3]) source.note(token);
    expect(source.propose(2)).toEqual(unchanged.slice(0, 2));
    expect(new DraftLength(manyCores).draft(source, 64)).toEqual([]);
  });

  it('drafts nothing after two misses in a row, and again after a word that was right', () => {
    const length = new DraftLength(twoCores);
    const source = new DraftSource(unchanged);
    const pass = (...written: number[]) => {
      const draft = length.draft(source, 64);
      length.note(draft.length, written);
      for (const token of written) source.note(token);
      return draft.length;
    };
    const at = (index: number) => unchanged[index] ?? Number.NaN;
    expect(pass(5000)).toBeGreaterThan(0);
    source.note(at(1));
    expect(pass(5001)).toBeGreaterThan(0);
    source.note(at(3));
    expect(pass(at(4))).toBe(0);
    expect(pass(at(5))).toBeGreaterThan(0);
  });

  it('drafts nothing without costs, and none longer than there is room for', () => {
    expect(gain(unchanged, unchanged, { 1: 1 })).toBe(1);
    expect(new DraftLength(manyCores).draft(new DraftSource(unchanged), 4)).toHaveLength(4);
    expect(new DraftLength(manyCores).draft(new DraftSource(unchanged), 0)).toHaveLength(0);
  });
});
