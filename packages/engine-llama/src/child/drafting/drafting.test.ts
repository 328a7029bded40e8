import { describe, expect, it } from 'vitest';
import { draftingFor } from './drafting.ts';

describe('what a text is drafted with', () => {
  const around = (passCosts: Record<number, number>) => ({ passCosts, prompt: [1, 2], tokensOf: () => [7, 8, 9] });
  const rewriting = { reference: 'seven eight nine', jsonSchema: null };

  it('E17 is its reference, where it is known what passes over several positions cost', () => {
    expect(draftingFor(rewriting, around({ 1: 1, 4: 2.3 }))?.source.propose(3)).toEqual([7, 8, 9]);
  });

  it.each([{}, { 1: 1 }])('E17 is nothing where only %o is known: it is written as without a reference', (passCosts) => {
    expect(draftingFor(rewriting, around(passCosts))).toBeNull();
  });

  it('E17 is nothing without a reference or under a grammar', () => {
    expect(draftingFor({ ...rewriting, reference: null }, around({ 4: 2 }))).toBeNull();
    expect(draftingFor({ ...rewriting, jsonSchema: { type: 'string' } }, around({ 4: 2 }))).toBeNull();
  });
});
