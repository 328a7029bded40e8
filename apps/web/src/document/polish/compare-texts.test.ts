import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts, resolved, type Piece } from './compare-texts.ts';

const changesOf = (pieces: readonly Piece[]) => pieces.filter((piece) => piece.kind === 'change');

describe('compareTexts', () => {
  it('gives either text again, whatever they are', () => {
    const text = fc.array(fc.constantFrom('春天', '来了', '。', ' ', '\n\n', 'spring', 'is', 'here', '**', '3.14'), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        const pieces = compareTexts(before, after);
        const count = changesOf(pieces).length;
        expect(
          resolved(
            pieces,
            Array.from({ length: count }, () => 'rejected'),
          ),
        ).toBe(before);
        expect(
          resolved(
            pieces,
            Array.from({ length: count }, () => 'accepted'),
          ),
        ).toBe(after);
      }),
    );
  });

  it('goes by words, Chinese ones too', () => {
    expect(changesOf(compareTexts('落下的部分不会消失。', '落下的功课不会消失。'))).toEqual([
      { kind: 'change', removed: '部分', added: '功课' },
    ]);
  });

  it('takes words that only blanks part as one change', () => {
    expect(changesOf(compareTexts('a big old house', 'a small new house'))).toEqual([
      { kind: 'change', removed: 'big old', added: 'small new' },
    ]);
  });

  it('W24 breaks no mark of a footnote and no address of a link', () => {
    const changes = compareTexts('甲[^12]乙，见[丙](/a/12)。', '甲[^13]乙，见[丙](/a/13)。').filter(({ kind }) => kind === 'change');
    expect(changes).toEqual([
      { kind: 'change', removed: '[^12]', added: '[^13]' },
      { kind: 'change', removed: '](/a/12)', added: '](/a/13)' },
    ]);
  });

  it('leaves what is not decided as it was', () => {
    const pieces = compareTexts('one two three', 'uno two tres');
    expect(resolved(pieces, ['accepted', 'pending'])).toBe('uno two three');
  });
});
