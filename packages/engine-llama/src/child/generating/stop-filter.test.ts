import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StopFilter } from './stop-filter.ts';

function filtered(pieces: readonly string[], stops: readonly string[]): string {
  const filter = new StopFilter(stops);
  return pieces.map((piece) => filter.push(piece)).join('') + filter.flush();
}

describe('stop strings', () => {
  it('end the text before them', () => {
    expect(filtered(['第一段。', '\n\n第二段'], ['\n\n'])).toBe('第一段。');
  });

  it('are found across pieces, and no part of them is delivered', () => {
    const filter = new StopFilter(['END']);
    expect(filter.push('abE')).toBe('ab');
    expect(filter.push('N')).toBe('');
    expect(filter.isStopped).toBe(false);
    expect(filter.push('D and more')).toBe('');
    expect(filter.isStopped).toBe(true);
    expect(filter.flush()).toBe('');
  });

  it('let through what only looked like them', () => {
    expect(filtered(['abE', 'N', 'x'], ['END'])).toBe('abENx');
    expect(filtered(['abEN'], ['END'])).toBe('abEN');
  });

  it('end the text at the first of several', () => {
    expect(filtered(['one two three'], ['three', 'two'])).toBe('one ');
  });

  it('leave the same text as cutting the whole, however it comes in pieces', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '笔', '👍'), maxLength: 12 });
    const property = fc.property(fc.array(letters), fc.array(letters.filter(Boolean), { maxLength: 3 }), (pieces, stops) => {
      const whole = pieces.join('');
      const ends = stops.map((stop) => whole.indexOf(stop)).filter((at) => at >= 0);
      const cut = whole.slice(0, Math.min(whole.length, ...ends));
      const given = filtered(pieces, stops);
      // A longer stop string may be seen later than a shorter one that starts after it; then the text ends sooner or equal.
      return ends.length === 0
        ? given === whole
        : whole.startsWith(given) && given.length >= cut.length && !stops.some((stop) => given.includes(stop));
    });
    expect(fc.check(property, { numRuns: 500 }).failed).toBe(false);
  });
});
