import { longestPoint, mostPoints } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { fittedPoints, mostPointsText, problemOfPoints } from './typed-points.ts';

const lines = (count: number, text = 'door') => Array.from({ length: count }, (_, index) => `${text} ${index}`).join('\n');

describe('typed points', () => {
  it('W1 tell the line that is too long, or how many there are too many', () => {
    expect(problemOfPoints(lines(mostPoints))).toBeNull();
    expect(problemOfPoints(`门\n${'窗'.repeat(longestPoint)}`)).toBeNull();
    expect(problemOfPoints(`门\n\n ${'窗'.repeat(longestPoint + 1)} `)).toEqual({ code: 'long', line: 3, count: longestPoint + 1 });
    expect(problemOfPoints(lines(mostPoints + 1))).toEqual({ code: 'many', count: mostPoints + 1 });
  });

  it('W1 are kept as they are where they can be', () => {
    expect(fittedPoints(' 门 \n\n窗')).toEqual(['门', '窗']);
  });

  it.each([
    ['one that is long', '窗'.repeat(1_200)],
    ['many', lines(60)],
    ['as many as can be, with characters of two units', '𠮷'.repeat(mostPointsText / 2)],
    ['many long ones', Array.from({ length: 30 }, () => '窗'.repeat(300)).join('\n')],
  ])('W1 lose no word where they are broken into lines that fit: %s', (_, text) => {
    const points = fittedPoints(text);
    expect(points.length).toBeLessThanOrEqual(mostPoints);
    expect(points.every((point) => point.length > 0 && point.length <= longestPoint && point.isWellFormed())).toBe(true);
    expect(points.join('').replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''));
  });
});
