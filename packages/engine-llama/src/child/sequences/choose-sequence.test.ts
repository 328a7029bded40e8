import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseSequence, type FreeSequence, type StateCosts } from './choose-sequence.ts';
import { commonLength } from './common-length.ts';

const costs: StateCosts = { readMsPerToken: 50, saveMsPerToken: 0.5, canSave: true };
const usual = { mayCopy: true, sparesDisk: false };
const tokens = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const holding = (held: readonly number[], lastUse: number, savedTokens = 0): FreeSequence => ({
  tokens: held,
  savedTokens,
  lastUse,
  place: 0,
});
/** What a generation goes on with while no other one has a sequence. */
const chosenAlone = (wanted: readonly number[], free: readonly FreeSequence[], snapshotTokens: number, these = costs) =>
  chooseSequence(wanted, free, snapshotTokens, { costs: these, takenPlaces: new Set(), ...usual });

describe('the state a generation goes on with', () => {
  const story = tokens(0, 500);
  const other = tokens(9000, 400);

  it('is the conversation itself where it is still held', () => {
    const free = [holding(other, 5), holding(story, 1)];
    expect(chosenAlone([...story, 1, 2], free, 0, costs)).toEqual({ from: 'sequence', into: 1, keep: 500, save: false });
  });

  it('is an empty one for something new, so that nothing is lost', () => {
    expect(chosenAlone(tokens(5000, 90), [holding(story, 9), holding([], 0)], 0, costs)).toMatchObject({
      into: 1,
      keep: 0,
      save: false,
    });
  });

  it('is the one used longest ago when all are full, after it was saved', () => {
    const free = [holding(story, 9), holding(other, 2)];
    expect(chosenAlone(tokens(5000, 90), free, 0, costs)).toEqual({ from: 'sequence', into: 1, keep: 0, save: true });
  });

  it('is not saved when it stands on disk already, or when it cannot be', () => {
    expect(chosenAlone(tokens(5000, 90), [holding(story, 9, 500)], 0, costs)).toMatchObject({ save: false });
    expect(chosenAlone(tokens(5000, 90), [holding(story, 9)], 0, { ...costs, canSave: false })).toMatchObject({ save: false });
  });

  it('is a snapshot where that saves more reading than fetching costs', () => {
    expect(chosenAlone(tokens(0, 900), [holding(tokens(0, 100), 1)], 800, costs)).toMatchObject({ from: 'snapshot', keep: 800 });
    expect(chosenAlone(tokens(0, 900), [holding(tokens(0, 790), 1)], 800, costs)).toMatchObject({ from: 'sequence', keep: 790 });
  });

  it('is copied when another conversation shares its start and both are worth keeping', () => {
    const branch = [...tokens(0, 300), ...tokens(7000, 50)];
    expect(chosenAlone(branch, [holding(story, 9), holding([], 0)], 0, costs)).toEqual({
      from: 'other-sequence',
      source: 0,
      into: 1,
      keep: 300,
      save: false,
    });
  });

  it('is the one that shares the start where that cannot be copied and losing the rest costs less, or the rest stands on disk', () => {
    const alone = (keep: number, savedTokens: number) => {
      const free = [holding(story, 9, savedTokens), holding([], 0)];
      const wanted = [...story.slice(0, keep), ...tokens(7000, 50)];
      return chooseSequence(wanted, free, 0, { costs, takenPlaces: new Set(), ...usual, mayCopy: false });
    };
    expect(alone(300, 0)).toMatchObject({ from: 'sequence', into: 0, keep: 300 });
    expect(alone(200, 0)).toMatchObject({ from: 'sequence', into: 1, keep: 0 });
    expect(alone(200, 500)).toMatchObject({ from: 'sequence', into: 0, keep: 200, save: false });
  });

  describe('beside others that are being written', () => {
    const at = (place: number, held: readonly number[], lastUse: number): FreeSequence => ({ ...holding(held, lastUse), place });
    const beside = (wanted: readonly number[], free: readonly FreeSequence[], taken: readonly number[], snapshotTokens = 0) =>
      free[chooseSequence(wanted, free, snapshotTokens, { costs, takenPlaces: new Set(taken), ...usual }).into]?.place;

    it('is a neighbour of them for something new: an empty one, else the one used longest ago', () => {
      expect(beside(tokens(5000, 90), [at(0, [], 0), at(3, [], 0), at(5, [], 0)], [4])).toBe(3);
      expect(beside(tokens(5000, 90), [at(0, [], 0), at(3, story, 9), at(5, other, 2)], [4])).toBe(5);
      expect(beside(tokens(5000, 90), [at(1, story, 9), at(3, story, 2), at(5, [], 0)], [4])).toBe(5);
    });

    it('is an empty one rather than a neighbour whose state could not be saved', () => {
      const free = [at(0, [], 0), at(3, story, 2)];
      const choice = chooseSequence(tokens(5000, 90), free, 0, {
        costs: { ...costs, canSave: false },
        takenPlaces: new Set([4]),
        ...usual,
      });
      expect(free[choice.into]?.place).toBe(0);
    });

    it('is for a warm-up one that need not be written to disk, as long as there is one', () => {
      const place = (free: readonly FreeSequence[]) =>
        free[chooseSequence(tokens(5000, 90), free, 0, { costs, takenPlaces: new Set([4]), ...usual, sparesDisk: true }).into]?.place;
      const saved = (each: FreeSequence) => ({ ...each, savedTokens: each.tokens.length });
      expect(place([at(0, [], 0), at(3, story, 2)])).toBe(0);
      expect(place([saved(at(0, other, 9)), at(3, story, 2)])).toBe(0);
      expect(place([at(0, other, 9), at(3, story, 2)])).toBe(3);
    });

    it('is a neighbour of them for a snapshot as well', () => {
      expect(beside(tokens(0, 900), [at(0, [], 0), at(3, [], 0)], [2], 800)).toBe(3);
    });

    it('is the conversation itself where it is still held, wherever that is', () => {
      expect(beside([...story, 1], [at(0, story, 1), at(3, [], 0)], [4])).toBe(0);
    });
  });

  it('keeps never more than is shared, and is always one that is free', () => {
    const list = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 120 });
    const sequences = fc.array(fc.record({ tokens: list, savedTokens: fc.nat(120), lastUse: fc.nat(9), place: fc.nat(7) }), {
      minLength: 1,
      maxLength: 4,
    });
    const places = fc.uniqueArray(fc.nat(7)).map((each) => new Set(each));
    fc.assert(
      fc.property(
        list,
        sequences,
        places,
        fc.record({ snapshot: fc.nat(120), canSave: fc.boolean(), mayCopy: fc.boolean(), sparesDisk: fc.boolean() }),
        (wanted, free, takenPlaces, { snapshot, canSave, mayCopy, sparesDisk }) => {
          const snapshotTokens = Math.min(snapshot, wanted.length);
          const choice = chooseSequence(wanted, free, snapshotTokens, { costs: { ...costs, canSave }, takenPlaces, mayCopy, sparesDisk });
          const chosen = free[choice.into];
          expect(chosen).toBeDefined();
          if (choice.from === 'sequence') expect(choice.keep).toBe(commonLength(chosen?.tokens ?? [], wanted));
          if (choice.from === 'snapshot') expect(choice.keep).toBe(snapshotTokens);
          if (!canSave) expect(choice.save).toBe(false);
          if (!mayCopy) expect(choice.from).not.toBe('other-sequence');
        },
      ),
    );
  });
});
