import type { Node } from 'prosemirror-model';
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import { schema } from './schema.ts';

const { nodes } = schema;

/** Puts a block in place of the empty paragraph at the caret, else behind the block that the caret is in, and the caret into it. */
export function insertBlock(makeBlock: () => Node, caret = 0): Command {
  return (state, dispatch) => {
    const block = makeBlock();
    const at = placeFor(state, block);
    if (!at) return false;
    if (dispatch) dispatch(withCaret(state.tr.replaceWith(at.from, at.to, behind(state, block, at.to)), at.from, caret));
    return true;
  };
}

/** Behind the last block there must be somewhere to go on. */
function behind({ doc }: EditorState, block: Node, end: number): Node[] {
  return end >= doc.content.size ? [block, nodes.paragraph.create()] : [block];
}

function placeFor({ selection: { $from } }: EditorState, block: Node): { from: number; to: number } | null {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const [parent, index] = [$from.node(depth - 1), $from.index(depth - 1)];
    const isEmpty = $from.node(depth).type === nodes.paragraph && $from.node(depth).content.size === 0;
    const first = isEmpty ? index : index + 1;
    if (!parent.canReplaceWith(first, index + 1, block.type)) continue;
    return { from: isEmpty ? $from.before(depth) : $from.after(depth), to: $from.after(depth) };
  }
  return null;
}

function withCaret(tr: Transaction, start: number, caret: number): Transaction {
  const near = Selection.near(tr.doc.resolve(start + 1));
  const selection = near instanceof TextSelection ? TextSelection.create(tr.doc, near.from + caret) : near;
  return tr.setSelection(selection).scrollIntoView();
}

/** With a row for the headings of its columns. */
export function insertTable(rows: number, columns: number): Command {
  return insertBlock(() =>
    nodes.table.create(
      null,
      times(rows, () =>
        nodes.tableRow.create(
          null,
          times(columns, () => nodes.tableCell.create()),
        ),
      ),
    ),
  );
}

const formulaMarks = '$$\n\n$$';

export const insertCode = insertBlock(() => nodes.codeBlock.create());
/** The caret comes between its marks. */
export const insertFormula = insertBlock(() => nodes.sourceBlock.create(null, schema.text(formulaMarks)), formulaMarks.indexOf('\n') + 1);

/**
 * A note with a number of its own, below the block that the caret is in; the number comes in at the caret. From an empty paragraph it is a note
 * to the words of the paragraph above, which gets the number behind its last one; where there are none, the empty paragraph holds it.
 */
export const insertFootnote: Command = (state, dispatch) => {
  const { $to } = state.selection;
  const isEmpty = $to.depth === 1 && $to.parent.type === nodes.paragraph && $to.parent.content.size === 0;
  const above = state.doc.maybeChild($to.index(0) - 1);
  const isOfAbove = isEmpty && above?.type === nodes.paragraph && above.content.size > 0;
  if (!$to.parent.inlineContent || !$to.parent.type.allowsMarkType(schema.marks.verbatim)) return false;
  if (!dispatch) return true;
  const mark = `[^${freeNumber(state.doc)}]`;
  const [from, to] = [isOfAbove ? $to.before(1) : $to.after(1), $to.after(1)];
  const note = nodes.sourceBlock.create(null, schema.text(`${mark}: `));
  const tr = state.tr.replaceWith(from, to, behind(state, note, to));
  tr.setSelection(TextSelection.create(tr.doc, from + 1 + note.content.size));
  tr.insert(isOfAbove ? from - 1 : $to.pos, schema.text(mark, [schema.mark('verbatim')]));
  dispatch(tr.scrollIntoView());
  return true;
};

function freeNumber({ textContent }: Node): number {
  let number = 1;
  while (textContent.includes(`[^${number}]`)) number += 1;
  return number;
}

/** A line across, and the caret below it. */
export const insertRule: Command = (state, dispatch) => {
  const at = placeFor(state, nodes.rule.create());
  if (!at) return false;
  if (dispatch) {
    const tr = state.tr.replaceWith(at.from, at.to, [nodes.rule.create(), nodes.paragraph.create()]);
    dispatch(tr.setSelection(TextSelection.create(tr.doc, at.from + 2)).scrollIntoView());
  }
  return true;
};

/** A list whose entries can be ticked off. */
export const insertTask = insertBlock(() =>
  nodes.bulletList.create(null, nodes.listItem.create({ isDone: false }, nodes.paragraph.create())),
);

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
