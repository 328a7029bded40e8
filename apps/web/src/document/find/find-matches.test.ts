import { describe, expect, it } from 'vitest';
import { findMatches, replaceMatches } from './find-matches.ts';

const texts = [
  { sectionId: 'a', text: '图书馆。Library, a library.' },
  { sectionId: 'b', text: '没有 a.b，也没有 axb。' },
];
const query = (words: string, more = {}) => ({ words, isPattern: false, isCaseSensitive: false, ...more });
const found = (words: string, more = {}) =>
  findMatches(query(words, more), texts).map(({ sectionId, start, end }) =>
    texts.find((each) => each.sectionId === sectionId)?.text.slice(start, end),
  );

describe('finding', () => {
  it('W9: takes words as they are, in any case unless told', () => {
    expect(found('library')).toEqual(['Library', 'library']);
    expect(found('library', { isCaseSensitive: true })).toEqual(['library']);
    expect(found('a.b')).toEqual(['a.b']);
    expect(found('')).toEqual([]);
  });

  it('W9: finds every character of the keyboard as it is', () => {
    const printable = String.fromCodePoint(...Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index));
    for (const character of printable) {
      const words = `e${character}mail`;
      expect(findMatches(query(words), [{ sectionId: 'a', text: `蜂${words}蜜` }])).toEqual([
        { sectionId: 'a', start: 1, end: 1 + words.length },
      ]);
    }
  });

  it('W9: takes a regular expression, and says when it is none', () => {
    expect(found('a.b', { isPattern: true })).toEqual(['a.b', 'axb']);
    expect(found('x*', { isPattern: true })).toEqual(['x']);
    expect(() => found('(', { isPattern: true })).toThrow(SyntaxError);
  });
});

describe('replacing', () => {
  it('W9: changes all or one, and only texts in which something stands', () => {
    expect(replaceMatches(query('library'), { by: '$1馆', only: null }, texts)).toEqual([
      { sectionId: 'a', text: '图书馆。$1馆, a $1馆.', places: 2 },
    ]);
    const second = findMatches(query('library'), texts)[1]!;
    expect(replaceMatches(query('library'), { by: 'shop', only: second }, texts)).toEqual([
      { sectionId: 'a', text: '图书馆。Library, a shop.', places: 1 },
    ]);
  });

  it('W9: fills in what a regular expression has found', () => {
    const swap = replaceMatches(query('(a)(.)b', { isPattern: true }), { by: '$2$1$$$9', only: null }, texts);
    expect(swap).toEqual([{ sectionId: 'b', text: '没有 .a$$9，也没有 xa$$9。', places: 2 }]);
  });
});
