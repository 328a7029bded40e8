// @vitest-environment node
import { expect, it } from 'vitest';
import { excerptInSight, shortName } from './found-excerpt.ts';

const part = (text: string, match = false) => ({ text, match });
const found = [part('letter', true), part(' came on Monday and was read at once. ')];

it('Q4 words that were found have little in front of them', () => {
  const [first, ...rest] = excerptInSight([part('…'), part('They had waited for a whole year until the '), ...found]);
  expect(first).toEqual(part('…a whole year until the '));
  expect(rest).toEqual(found);
});

it('Q4 a Chinese letter takes the room of two, and what is short stays as it is', () => {
  expect(excerptInSight([part('他们在那里等了整整一年，直到有一天那封'), part('信', true)])[0]).toEqual(part('…整整一年，直到有一天那封'));
  const short = [part('那封'), part('信', true), part('来了。')];
  expect(excerptInSight(short)).toEqual(short);
  expect(excerptInSight([part('Nothing is marked in this one, however long it is.')])).toHaveLength(1);
});

it('Q4 a long name leaves the words room', () => {
  expect(shortName('How letters were carried over the mountains in winter')).toBe('How letters were carried ove…');
  expect(shortName('冬天的信')).toBe('冬天的信');
});
