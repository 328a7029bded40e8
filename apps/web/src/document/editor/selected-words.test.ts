import type { Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { KeptSource } from './kept-source.ts';
import { roundTripCases } from './round-trip-cases.ts';
import { blocksBetween, passageBetween } from './selected-words.ts';

/** Where words stand among those of the editor. */
function placeOf(doc: Node, words: string, from = 0): { from: number; to: number } {
  const { textContent } = doc;
  const places: number[] = [];
  doc.descendants((node, place) => {
    if (node.isText) for (let unit = 0; unit < node.nodeSize; unit += 1) places.push(place + unit);
  });
  const start = textContent.indexOf(words, from);
  return { from: places[start]!, to: places[start + words.length - 1]! + 1 };
}

function selected(text: string, words: string): string | undefined {
  const kept = new KeptSource(text);
  const { from, to } = placeOf(kept.doc, words);
  const written = passageBetween(kept, kept.doc, from, to);
  expect(written?.markdown).toBe(text);
  return written?.markdown.slice(written.passage.start, written.passage.end);
}

describe('words that are selected in the editor', () => {
  it.each([
    ['一段。\n\n二段，很长。', '二段，很', '二段，很'],
    ['**中文。**后面的字', '后面', '后面'],
    ['见[这里](https://a.b/c "题")和那里', '这里和', '这里](https://a.b/c "题")和'],
    ['见[这里](https://a.b/c)和a那里', 'a那', 'a那'],
    ['1. 甲\n1. 乙\n1. 甲乙', '甲乙', '甲\n1. 乙'],
    ['9. 甲\n10. 乙\n11. 甲丙', '甲丙', '甲丙'],
    ['- [x] 还书\n- [ ] 借书', '还书借', '还书\n- [ ] 借'],
    ['* 一\n* 二\n\n末', '二末', '二\n\n末'],
    ['```ts\nconst t = 1;\n```\n\nt 是一', 't 是', 't 是'],
  ])('W20: are found in the Markdown that they came from: %j', (text, words, passage) => {
    expect(selected(text, words)).toBe(passage);
  });

  it.each(Object.entries(roundTripCases))('W20: are found wherever they stand: %s', (_name, text) => {
    const kept = new KeptSource(text);
    kept.doc.descendants((node, place) => {
      if (!node.isText || !/[\p{L}\p{N}]/u.test(node.text ?? '')) return;
      const written = passageBetween(kept, kept.doc, place, place + node.nodeSize);
      expect(written).not.toBeNull();
      const { start, end } = written!.passage;
      const letters = (words: string) => words.replaceAll(/[^\p{L}\p{N}]/gu, '');
      expect(letters(text.slice(start, end))).toBe(letters(node.text ?? ''));
    });
  });

  it('W20: are those that were just typed', () => {
    const kept = new KeptSource('一段。\n\n二段。');
    const { doc } = EditorState.create({ doc: kept.doc }).tr.insertText('新的', 1);
    const { from, to } = placeOf(doc, '新的一');
    const written = passageBetween(kept, doc, from, to);
    expect(written).toEqual({ markdown: '新的一段。\n\n二段。', passage: { start: 0, end: 3 } });
  });

  it('W21: are whole blocks for what is asked for from a line of its own', () => {
    const text = '1. 甲\n2. 乙\n\n***\n\n末';
    const kept = new KeptSource(text);
    const size = kept.doc.child(0).nodeSize;
    expect(blocksBetween(kept, kept.doc, 0, size)?.passage).toEqual({ start: 0, end: 9 });
    expect(blocksBetween(kept, kept.doc, size, size + 1)?.passage).toEqual({ start: 11, end: 14 });
    expect(blocksBetween(kept, kept.doc, 0, 0)).toBeNull();
  });

  it('W20: are none where only marks are selected', () => {
    const kept = new KeptSource('一，二');
    expect(passageBetween(kept, kept.doc, 2, 3)).toBeNull();
  });
});
