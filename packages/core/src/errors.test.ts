import { expect, it } from 'vitest';
import { countForPeople } from './errors.ts';

it.each([
  [8192, '8192'],
  [8193, 'about 8200'],
  [4_812_345, 'about 4800000'],
])('%i tokens in a context of 4096, which need not be counted exactly above twice that, are told as %s', (tokens, told) => {
  expect(countForPeople(tokens, 4096)).toBe(told);
});
