import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partMark, writtenRows } from './outline-rows.ts';

const rows = [
  { heading: '引言 {一}', points: ['提出"问题"', '背景}'], target: 120 },
  { heading: 'The end', points: [], target: 80 },
];

describe('writtenRows', () => {
  it('reads a whole outline', () => {
    expect(writtenRows(JSON.stringify({ sections: rows }))).toEqual(rows);
  });

  it('shows each row as soon as it is whole, wherever the text breaks off', () => {
    const json = JSON.stringify({ sections: rows });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: json.length }), (end) => {
        const shown = writtenRows(json.slice(0, end));
        expect(shown).toEqual(rows.slice(0, shown.length));
      }),
    );
    expect(writtenRows(json.slice(0, json.indexOf('{"heading":"The')))).toHaveLength(1);
  });

  it('reads an outline of several parts, of which one broke off in the middle of a word', () => {
    const json = JSON.stringify({ sections: rows });
    const broken = json.slice(0, json.indexOf('The end') + 2);
    expect(writtenRows([broken, json].join(partMark))).toEqual([rows[0], ...rows]);
  });

  it('leaves out what is no row', () => {
    expect(writtenRows('')).toEqual([]);
    expect(writtenRows('我不会列提纲。')).toEqual([]);
    expect(writtenRows('{"sections":[{"heading":3},{"heading":"a","points":[],"target":"b"}]}')).toEqual([]);
  });
});
