import { expect, it } from 'vitest';
import { matchesWords } from './matches-words.ts';

it('every word must stand somewhere, whatever its case or width', () => {
  expect(matchesWords('', ['Anything'])).toBe(true);
  expect(matchesWords('周报', ['周报', 'Weekly report'])).toBe(true);
  expect(matchesWords('ＷＥＥＫ rep', ['周报', 'Weekly report'])).toBe(true);
  expect(matchesWords('weekly essay', ['周报', 'Weekly report'])).toBe(false);
});
