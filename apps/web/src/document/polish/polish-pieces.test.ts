import { describe, expect, it } from 'vitest';
import { resolved } from './compare-texts.ts';
import { polishPieces } from './polish-pieces.ts';
import type { PolishTarget } from './polish-target.ts';

const markdown = '春天来了。花开了。\n\n夏天还远。';
const target = (end: number): PolishTarget => ({ sectionId: 's', baseId: 'b', markdown, passage: { start: 0, end } });

describe('what a run proposes for a passage', () => {
  it('is nothing when nothing is new', () => {
    expect(polishPieces({ kind: 'improve', target: target(9) }, '春天来了。花开了。')).toEqual([]);
    expect(polishPieces({ kind: 'improve', target: target(9) }, '')).toEqual([]);
  });

  it('comes behind the passage when it goes on, as a paragraph behind a whole one', () => {
    expect(polishPieces({ kind: 'continue', target: target(9) }, '鸟也叫了。').at(-1)).toEqual({
      kind: 'change',
      removed: '',
      added: '\n\n鸟也叫了。',
    });
    expect(polishPieces({ kind: 'continue', target: target(5) }, '雨停了。').at(-1)).toEqual({
      kind: 'change',
      removed: '',
      added: '雨停了。',
    });
  });

  it('is a paragraph of its own when it was put below, however the passage ends', () => {
    expect(polishPieces({ kind: 'continue', target: target(4), addsParagraph: true }, '雨停了。').at(-1)).toEqual({
      kind: 'change',
      removed: '',
      added: '\n\n雨停了。',
    });
  });

  it('W24: brings no image of the studio along when it goes on, made up or copied', () => {
    const own = `![图](/api/images/${'a1'.repeat(16)}-900x420.png)`;
    const withImage = { ...target(own.length), markdown: own };
    expect(polishPieces({ kind: 'continue', target: withImage, addsParagraph: true }, `${own}\n\n雨停了。`).at(-1)).toEqual({
      kind: 'change',
      removed: '',
      added: '\n\n雨停了。',
    });
    expect(polishPieces({ kind: 'continue', target: target(9) }, '![](/api/images/made-up.png)')).toEqual([]);
  });

  it('W24: keeps the footnotes of the passage, and brings none that were made up', () => {
    const passage = '学者[^2]在2023年说过。';
    const withNote = { ...target(passage.length), markdown: passage };
    const pieces = polishPieces({ kind: 'improve', target: withNote }, '学者曾在2023年说过。');
    expect(resolved(pieces, ['accepted', 'accepted'])).toBe('学者[^2]曾在2023年说过。');
    expect(polishPieces({ kind: 'continue', target: withNote }, '后来[^3]又说过。').at(-1)).toMatchObject({ added: '\n\n后来又说过。' });
  });

  it('is one change in another language', () => {
    expect(polishPieces({ kind: 'translate', target: target(5) }, 'Spring is here.')).toHaveLength(1);
  });
});
