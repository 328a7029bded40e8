import { describe, expect, it } from 'vitest';
import { ReadingPace } from './reading-pace.ts';

describe('how much is read at once', () => {
  it('begins small, because the first batch may have to fetch the model from the disk', () => {
    expect(new ReadingPace(128).tokens).toBe(16);
  });

  it('grows to whole batches on a quick machine', () => {
    const pace = new ReadingPace(128);
    pace.note(16, 20);
    expect(pace.tokens).toBe(64);
    pace.note(64, 80);
    expect(pace.tokens).toBe(128);
    pace.note(128, 160);
    expect(pace.tokens).toBe(128);
  });

  it('stays where a batch takes less than a second on a slow one', () => {
    const pace = new ReadingPace(128);
    pace.note(16, 1200);
    expect(pace.tokens).toBe(16);
    pace.note(16, 300);
    expect(pace.tokens).toBe(32);
  });
});
