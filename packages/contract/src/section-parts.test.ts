import { describe, expect, it } from 'vitest';
import { partsAt, splitPlaces } from './section-parts.ts';

const placesIn = (text: string) => splitPlaces(text).map((at) => text.slice(at).split('\n')[0]);

describe('where a section can be split', () => {
  it('S8: is where a block begins after an empty line, and before a heading', () => {
    expect(placesIn('一。\n一续。\n\n二。\n## 三\n四。\n\n- 五\n\n  五续')).toEqual(['二。', '## 三', '- 五']);
  });

  it('S8: is never inside code or a formula, and not before the first words', () => {
    expect(placesIn('\n\n一。\n\n```ts\n\nconst a = 1;\n# no heading\n```\n\n$$\n\nx\n$$\n\n二。')).toEqual(['```ts', '$$', '二。']);
    expect(placesIn('$$a$$\n\nb')).toEqual(['b']);
    expect(placesIn('$$ a\n\n+ b $$\n\nc')).toEqual(['c']);
    expect(placesIn('```a``` is code among words.\n\nb')).toEqual(['b']);
    expect(placesIn('~~~ ~~~\n\na\n~~~~\n\nb')).toEqual(['b']);
    expect(placesIn('一。')).toEqual([]);
  });
});

describe('the two parts', () => {
  it('S8: take their heading from a Markdown heading, which leaves the text then', () => {
    const text = '一。\n\n## **二** ##\n\n三。';
    expect(partsAt(text, text.indexOf('##'))).toEqual({ first: '一。', second: '三。', heading: '二' });
    expect(partsAt(text, text.indexOf('##'), '别的')).toMatchObject({ second: '## **二** ##\n\n三。', heading: '别的' });
  });

  it('S8: or from the first words', () => {
    expect(partsAt('a\n\n一座小城的**图书馆**，开了又关。', 3).heading).toBe('一座小城的图书馆');
    expect(partsAt('a\n\nThe quick brown fox jumps over the lazy dog', 3).heading).toBe('The quick brown fox');
    expect(partsAt('a\n\n---', 3).heading).toBe('---');
    expect(partsAt('a\n\n***', 3).heading).toBe('…');
  });
});
