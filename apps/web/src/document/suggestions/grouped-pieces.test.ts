import { describe, expect, it } from 'vitest';
import { compareTexts } from '../polish/compare-texts.ts';
import { groupedPieces } from './grouped-pieces.ts';

describe('what is suggested, paragraph by paragraph', () => {
  it('parts what changes from what stays, and joins what stays', () => {
    const before = '第一段。\n\n第二段。\n\n```\ncode\n\nmore\n```\n\n山很高。\n\n尾。';
    const groups = groupedPieces(compareTexts(before, before.replace('山很高', '山极高')));
    expect(groups.map(({ text, changes }) => [text, changes])).toEqual([
      ['第一段。\n\n第二段。\n\n```\ncode\n\nmore\n```', 0],
      ['山很高。', 1],
      ['尾。', 0],
    ]);
  });

  it('is empty where there is nothing', () => {
    expect(groupedPieces([])).toEqual([]);
  });
});
