import { afterEach, describe, expect, it, vi } from 'vitest';
import { findMatches, type FindText } from './find-matches.ts';
import { findStart, firstFrom } from './find-start.ts';

afterEach(() => {
  document.body.replaceChildren();
  document.getSelection()?.removeAllRanges();
  vi.restoreAllMocks();
});

const texts: FindText[] = [
  { sectionId: 'a', text: 'A [spring](https://spring.example) and **spring** water.' },
  { sectionId: 'b', text: 'One more spring.\n\nAnother spring here.' },
];

/** The texts as they are drawn; a line is 20 px high, and the page begins at this height. */
function drawn(scrolledPx = 0) {
  document.body.innerHTML =
    '<main><div data-text="a"><p id="first">A <a>spring<span class="link-host">spring.example</span></a> and <b>spring</b> water.</p></div>' +
    '<div data-text="b"><p>One more spring.</p><p id="last">Another spring here.</p></div></main>';
  const page = document.querySelector('main')!;
  const lines = [...page.querySelectorAll('p')];
  const boxOf = (node: Node) => {
    const line = lines.findLastIndex((each) => each.contains(node) || node.contains(each));
    return node === page ? new DOMRect(0, 0, 100, 40) : new DOMRect(0, line * 20 - scrolledPx, 100, 20);
  };
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return boxOf(this);
  });
  vi.spyOn(Range.prototype, 'getBoundingClientRect').mockImplementation(function (this: Range) {
    return boxOf(this.startContainer);
  });
  return page;
}
const query = { words: 'spring', isPattern: false, isCaseSensitive: false };
const matches = findMatches(query, texts);

describe('where finding begins (W9)', () => {
  it('is the caret where that is in sight', () => {
    const page = drawn();
    document.getSelection()?.collapse(document.querySelector('#first b')!.firstChild, 2);
    expect(findStart(page, texts)).toEqual({ sectionId: 'a', at: texts[0]!.text.indexOf('ring** water') });
    expect(firstFrom(matches, findStart(page, texts), texts)).toBe(3);
    document.getSelection()?.collapse(document.querySelector('#first b')!.firstChild, 0);
    expect(firstFrom(matches, findStart(page, texts), texts)).toBe(2);
  });

  it('is the top of what is seen where the caret is out of sight, or there is none', () => {
    const page = drawn(45);
    expect(firstFrom(matches, findStart(page, texts), texts)).toBe(4);
    document.getSelection()?.collapse(document.querySelector('#first')!.firstChild, 0);
    expect(firstFrom(matches, findStart(page, texts), texts)).toBe(4);
  });

  it('is the first of all again behind the last', () => {
    expect(firstFrom(matches, { sectionId: 'b', at: 36 }, texts)).toBe(0);
    expect(firstFrom(matches, null, texts)).toBe(0);
  });
});
