import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { KeptSource } from './kept-source.ts';
import { readMarkdown } from './read-markdown.ts';
import { roundTripCases } from './round-trip-cases.ts';
import { writeBlock } from './write-markdown.ts';

const cases = Object.entries(roundTripCases);
const long = cases.map(([, text]) => text).join('\n\n');
const blockTexts = cases.flatMap(([, text]) => readMarkdown(text).map(({ start, end }) => text.slice(start, end)));

/** The text after the block with this number was changed in the editor. */
function changed(text: string, index: number, words: string): string {
  const kept = new KeptSource(text);
  const state = EditorState.create({ doc: kept.doc });
  let place = 0;
  for (let each = 0; each < index; each += 1) place += kept.doc.child(each).nodeSize;
  let inside: number | null = null;
  kept.doc.nodesBetween(place, place + kept.doc.child(index).nodeSize, (node, at) => {
    if (inside === null && node.isTextblock) inside = at + 1;
  });
  return kept.markdownOf(inside === null ? kept.doc : state.tr.insertText(words, inside).doc);
}

describe('a text that was opened and not changed', () => {
  it.each(cases)('W8: keeps every character: %s', (_name, text) => {
    for (const whole of [text, `\n\n  ${text}\n\n\n`, text.replaceAll('\n', '\r\n')]) {
      const kept = new KeptSource(whole);
      expect(kept.markdownOf(kept.doc)).toBe(whole);
    }
  });

  it('W8: keeps every character, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom(...blockTexts, '\n', '\n\n', ' ', '> ', '  - ', '|', '`', '$', '***', '\t', '<b>', '\uFEFF'),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const kept = new KeptSource(text);
        kept.doc.check();
        expect(kept.markdownOf(kept.doc)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a text of which one block was changed', () => {
  const blocks = readMarkdown(long);
  it.each(blocks.map((block, index) => [index, long.slice(block.start, block.end)] as const))(
    'W8: keeps every other block to the character: %i %s',
    (index, own) => {
      const text = changed(long, index, '新');
      const { start, end } = blocks[index]!;
      expect(text.startsWith(long.slice(0, start))).toBe(true);
      expect(text.endsWith(long.slice(end))).toBe(true);
      if (own !== '---') expect(text).toContain('新');
    },
  );

  it('W8: is what it was when the change is taken back', () => {
    const kept = new KeptSource(long);
    const there = EditorState.create({ doc: kept.doc }).tr.insertText('x', 3);
    expect(kept.markdownOf(there.delete(3, 4).doc)).toBe(long);
  });
});

describe('a block that is written anew', () => {
  const spaceless = (node: Node) => node.textContent.replaceAll(/\s/gu, '');

  it.each(blockTexts.map((text) => [text]))('W8: says the same when it is read again: %s', (text) => {
    const node = readMarkdown(text)[0]!.node;
    const again = readMarkdown(writeBlock(node));
    expect(again.map((block) => spaceless(block.node)).join('')).toBe(spaceless(node));
    expect(again[0]!.node.toJSON()).toEqual(node.toJSON());
  });

  it.each([
    ['**中文。**后面的字'],
    ['这是**“引号”**文字'],
    ['a_b_c 2*3*4 [1] 见 [@zhang2024, p. 3]'],
    ['公式 $a_b^2 + c*d*e$ 行内[^1]'],
    ['行一  \n行二\n行三'],
    ['3. c\n4. d'],
    ['- [ ] todo\n- [x] done\n  - [ ] nested'],
    ['* 一\n* 二'],
    ['a <sub>2</sub> b'],
  ])('W8: is written as writers write: %s', (text) => {
    expect(writeBlock(readMarkdown(text)[0]!.node)).toBe(text);
  });
});

describe('a long table', () => {
  const row = (at: number) => `| ${at} | 第 ${at} 行 | a\\|b \`x\` | $1 |`;
  const table = ['| 号 | 名 | *价* | 注 |', '| - | - | -: | - |', ...Array.from({ length: 120 }, (_, at) => row(at))].join('\n');

  it('W8: is written row by row as it was read', () => {
    expect(writeBlock(readMarkdown(table)[0]!.node)).toBe(table);
  });

  it('W8: has the changed row and every other one after a change', () => {
    const kept = new KeptSource(table);
    let place = 0;
    kept.doc.descendants((node, at) => {
      if (node.isText && node.text === '第 77 行') place = at;
    });
    const { doc } = EditorState.create({ doc: kept.doc }).tr.insertText('*改* ', place);
    expect(kept.markdownOf(doc)).toBe(table.replace('第 77 行', String.raw`*改\* 第 77 行`));
  });
});
