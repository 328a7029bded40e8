import { describe, expect, it } from 'vitest';
import { lengthState } from './length-state.ts';

describe('lengthState (S6)', () => {
  it.each([
    [719, 'short'],
    [720, 'done'],
    [960, 'done'],
    [961, 'long'],
  ])('calls %d of 800 %s', (count, state) => {
    expect(lengthState(count, 800)).toBe(state);
  });

  it('calls every length right where none was asked for', () => {
    expect(lengthState(0, null)).toBe('done');
  });
});
