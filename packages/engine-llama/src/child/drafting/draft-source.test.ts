import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreeing, DraftLength } from './draft-length.ts';
import { DraftSource } from './draft-source.ts';

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
const reference = numbers(100, 160);

/** Passes that a verify loop needs for this text, with drafts of at most seven, and how many tokens were drafted in vain. */
function simulate(source: DraftSource, text: readonly number[]): { passes: number; refused: number } {
  const length = new DraftLength({ 4: 1.5, 8: 2 });
  let at = 0;
  let passes = 0;
  let refused = 0;
  while (at < text.length) {
    const draft = length.draft(source, 64);
    const right = agreeing(draft, text.slice(at));
    const written = text.slice(at, at + right + 1);
    length.note(draft.length, written);
    refused += draft.length - right;
    for (const token of written) source.note(token);
    at += written.length;
    passes += 1;
  }
  return { passes, refused };
}

const passesFor = (text: readonly number[]) => simulate(new DraftSource(reference), text).passes;

/** What is expected to come after this text; `null`: nothing of the reference. */
function expectedAfter(text: readonly number[]): readonly number[] | null {
  const source = new DraftSource(reference);
  for (const token of text) source.note(token);
  return source.isLost ? null : source.propose(3);
}

describe('what comes next of a reference', () => {
  it.each([
    ['one word in the place of another', [...numbers(100, 120), 7], 121],
    ['one word put in, when the next one is there', [...numbers(100, 120), 7, 120], 121],
    ['one word left out, at once', [...numbers(100, 120), 121], 122],
    ['some words left out, when two agree', [...numbers(100, 120), 140, 141], 142],
    ['words that were there just now, when two agree', [...numbers(100, 120), 118, 119], 120],
    ['words from far away, when three agree', [...numbers(100, 155), 101, 102, 103], 104],
  ])('is known after %s', (_change, text, next) => {
    expect(expectedAfter(text)).toEqual(numbers(next, next + 3));
  });

  it.each([
    ['two words that are not in it', [...numbers(100, 120), 7, 8]],
    ['its end', reference],
  ])('is nothing after %s', (_change, text) => {
    expect(expectedAfter(text)).toBeNull();
  });
});

describe('drafting from a reference', () => {
  it('writes an unchanged text in a fraction of the passes', () => {
    expect(passesFor(reference)).toBeLessThanOrEqual(12);
  });

  it.each([
    ['a word in the place of another', [...numbers(100, 120), 7, ...numbers(121, 160)]],
    ['a word put in between', [...numbers(100, 120), 7, ...numbers(120, 160)]],
    ['words left out', [...numbers(100, 120), ...numbers(126, 160)]],
    ['a sentence put in front', [1, 2, 3, 4, 5, ...reference]],
  ])('finds its way again after %s', (_change, text) => {
    expect(passesFor(text)).toBeLessThanOrEqual(24);
  });

  it('costs next to nothing when the text has nothing to do with it', () => {
    const { passes, refused } = simulate(new DraftSource(reference), numbers(1000, 1200));
    expect(passes).toBe(200);
    expect(refused).toBeLessThanOrEqual(10);
  });

  it('begins again when the text comes back to the reference', () => {
    expect(passesFor([...numbers(1000, 1030), ...reference])).toBeLessThanOrEqual(30 + 20);
  });

  it('takes turns of phrase from the prompt where the reference ends', () => {
    const source = new DraftSource([], [5, 6, 7, 8, 9, 10]);
    for (const token of [5, 6, 7]) source.note(token);
    expect(source.propose(3)).toEqual([8, 9, 10]);
  });

  it('proposes no more than asked for, whatever was written', () => {
    const token = fc.integer({ min: 0, max: 5 });
    const lists = fc.array(token, { maxLength: 60 });
    fc.assert(
      fc.property(lists, lists, lists, fc.integer({ min: 0, max: 8 }), (known, prompt, text, count) => {
        const source = new DraftSource(known, prompt);
        for (const written of text) source.note(written);
        expect(source.propose(count).length).toBeLessThanOrEqual(count);
      }),
    );
  });
});
