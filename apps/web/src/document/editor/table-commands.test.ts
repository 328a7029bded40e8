import { DOMSerializer, type Node } from 'prosemirror-model';
import { EditorState, Selection, TextSelection, type Command } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { KeptSource } from './kept-source.ts';
import { insertTable } from './insert-block.ts';
import { schema } from './schema.ts';
import { tableAt, tableCommands } from './table-commands.ts';
import { toCell } from './writing-keys.ts';

const text = '前\n\n| a | b |\n| :- | -: |\n| c | d |\n\n后';

/** The text after a command with the caret behind these words, and the cell that the caret is in then. */
function after(words: string, command: Command, source = text) {
  const kept = new KeptSource(source);
  let place = 0;
  kept.doc.descendants((node, at) => {
    if (node.isText && node.text === words) place = at + node.nodeSize;
  });
  const state = EditorState.create({ doc: kept.doc, selection: TextSelection.create(kept.doc, place) });
  let next = state;
  const isPossible = command(state, (tr) => (next = state.apply(tr)));
  const { row, column } = tableAt(next) ?? {};
  return { isPossible, text: kept.markdownOf(next.doc), cell: [row, column] };
}

describe('a table under the hands of the writer', () => {
  it.each([
    ['a', 'rowBelow', '| a | b |\n| :- | -: |\n| | |\n| c | d |', [1, 0]],
    ['d', 'rowAbove', '| a | b |\n| :- | -: |\n| | |\n| c | d |', [1, 1]],
    ['c', 'columnBefore', '| | a | b |\n| - | :- | -: |\n| | c | d |', [1, 0]],
    ['a', 'columnBehind', '| a | | b |\n| :- | - | -: |\n| c | | d |', [0, 1]],
    ['a', 'removeRow', '| c | d |\n| :- | -: |', [0, 0]],
    ['d', 'removeColumn', '| a |\n| :- |\n| c |', [1, 0]],
  ] as const)('W22: gets or loses rows and columns at the caret, and keeps all else: %s %s', (words, name, table, cell) => {
    expect(after(words, tableCommands[name])).toEqual({ isPossible: true, text: `前\n\n${table}\n\n后`, cell });
  });

  it('W22: is gone with its last row or column, or as a whole', () => {
    for (const command of [tableCommands.removeRow, tableCommands.removeColumn]) {
      expect(after('a', command, '前\n\n| a |\n| - |\n\n后').text).toBe('前\n\n后');
    }
    expect(after('c', tableCommands.removeTable).text).toBe('前\n\n后');
  });

  it('W22: is only changed where there is one', () => {
    expect(after('前', tableCommands.rowBelow)).toMatchObject({ isPossible: false, text });
  });

  it('W22: comes in with its size, behind what the caret stands in, and with the caret in its first cell', () => {
    const { text: made, cell } = after('后', insertTable(2, 3));
    expect(made).toBe(`${text}\n\n| | | |\n| - | - | - |\n| | | |`);
    expect(cell).toEqual([0, 0]);
  });
});

describe('the cells of a table whose columns are aligned', () => {
  const kept = new KeptSource('| a | b | c |\n| :-: | -: | - |\n| d | e | f |');
  const places = ['to-center', 'to-right', ''];
  const state = EditorState.create({ doc: kept.doc, selection: Selection.atEnd(kept.doc) });

  /** The classes of the cells, row by row. */
  const drawn = (doc: Node) => {
    const table = DOMSerializer.fromSchema(schema).serializeNode(doc.child(0)) as HTMLElement;
    return [...table.querySelectorAll('tr')].map((row) => [...row.children].map(({ className }) => className));
  };

  it('W22: stand as they are read', () => {
    expect(drawn(kept.doc)).toEqual([places, places]);
  });

  it.each([
    ['above', tableCommands.rowAbove],
    ['below', tableCommands.rowBelow],
    ['behind the last cell', toCell(1)],
  ])('W22: stand so in a row that comes in as well: %s', (_, command) => {
    let doc = kept.doc;
    command(state, (tr) => ({ doc } = state.apply(tr)));
    expect(drawn(doc)).toEqual([places, places, places]);
    expect(kept.markdownOf(doc)).toContain('| :-: | -: | - |');
  });
});
