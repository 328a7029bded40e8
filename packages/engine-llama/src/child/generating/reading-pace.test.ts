import { describe, expect, it } from 'vitest';
import { ReadingPace } from './reading-pace.ts';

describe('how much is read at once', () => {
  it('takes a usual question in one batch', () => {
    expect(new ReadingPace(128).tokens).toBe(128);
  });

  it('begins with what fitted the last time', () => {
    expect(new ReadingPace(256, 20).tokens).toBe(256);
    expect(new ReadingPace(256, 60).tokens).toBe(128);
    expect(new ReadingPace(256, 300).tokens).toBe(64);
  });

  it('grows to whole batches on a quick machine', () => {
    const pace = new ReadingPace(128);
    pace.note(16, 20);
    expect(pace.tokens).toBe(128);
  });

  it('goes by what fits eight seconds on a slow one, but never below what llama.cpp reads well', () => {
    const pace = new ReadingPace(256);
    pace.note(16, 800);
    expect(pace.tokens).toBe(128);
    pace.note(128, 9000);
    expect(pace.tokens).toBe(64);
    pace.note(64, 20_000);
    expect(pace.tokens).toBe(64);
    expect(pace.longestMs).toBe(20_000);
  });

  it('is never more than the context takes at once', () => {
    const pace = new ReadingPace(32);
    pace.note(16, 20);
    expect(pace.tokens).toBe(32);
  });
});
