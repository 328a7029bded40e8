import { describe, expect, it } from 'vitest';
import { fittedOutline, lengthOfOutline } from './fitted-outline.ts';

const rows = (...targets: (number | null)[]) => targets.map((target, index) => ({ heading: `${index + 1}`, points: [], target }));
const targets = (all: readonly { readonly target: number }[]) => all.map(({ target }) => target);

describe("an outline of the writer's own (C27)", () => {
  it('has the length of its sections; those without one share what is left, else are as long as the others', () => {
    expect(lengthOfOutline(rows(300, 500), 800)).toBe(800);
    expect(lengthOfOutline(rows(900, 300), 800)).toBe(1200);
    expect(lengthOfOutline(rows(200, null, null), 800)).toBe(800);
    expect(lengthOfOutline(rows(500, 500, null), 800)).toBe(1500);
    expect(lengthOfOutline(rows(null, null), 800)).toBe(800);
  });

  it('comes to the length that is asked for, in its proportions', () => {
    expect(targets(fittedOutline(rows(100, 300), 800))).toEqual([200, 600]);
    expect(targets(fittedOutline(rows(200, null), 600))).toEqual([200, 400]);
    expect(targets(fittedOutline(rows(...Array.from({ length: 200 }, () => null)), 2000))).toEqual(Array.from({ length: 200 }, () => 10));
  });

  it('is refused where its sections have no room, or are no document', () => {
    expect(() => fittedOutline(rows(...Array.from({ length: 200 }, () => null)), 60)).toThrow('200 sections of 10 to 5000 each');
    expect(() => fittedOutline(rows(100, 100), 10_001)).toThrow('2 sections of 10 to 5000 each: 10001 do not fit');
    expect(() => lengthOfOutline(rows(20), 800)).toThrow('add up to 20; 50 to 100000 are possible');
  });
});
