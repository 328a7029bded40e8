import { expect, it } from 'vitest';
import type { EngineEnd } from '../ports/engine.ts';
import { addedUp } from './run-parts.ts';

const end = (promptTokens: number, writtenTokens: number): EngineEnd => ({
  type: 'ended',
  reason: 'stop',
  error: null,
  evaluatedTokens: 0,
  usage: { promptTokens, cachedTokens: 0, writtenTokens },
  timings: { readingMs: 1, writingMs: 1 },
  drafts: { drafted: 0, accepted: 0 },
});

it('L1 adds up what the parts of a run took, and tells what the last of them had in the context', () => {
  const all = addedUp(addedUp(end(100, 10), end(200, 20)), end(300, 30));
  expect(all.usage).toEqual({ promptTokens: 600, cachedTokens: 0, writtenTokens: 60, contextTokens: 330 });
  expect(addedUp(null, end(100, 10)).usage.contextTokens).toBeUndefined();
});
