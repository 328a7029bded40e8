import { Fragment, type Node } from 'prosemirror-model';
import { Selection, type Command, type EditorState } from 'prosemirror-state';
import { schema } from './schema.ts';

const { nodes } = schema;

/** The table around the caret, and the cell in it; `null`: there is none. */
export interface TablePlace {
  readonly table: Node;
  /** Where the table begins. */
  readonly start: number;
  /** From 0, as is the column. */
  readonly row: number;
  readonly column: number;
}

export function tableAt({ selection: { $from } }: EditorState): TablePlace | null {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type !== nodes.table) continue;
    return { table: $from.node(depth), start: $from.before(depth), row: $from.index(depth), column: $from.index(depth + 1) };
  }
  return null;
}

/** Cells by row and column. */
type Grid = readonly (readonly Node[])[];

/** A table in another shape, and the cell that the caret goes to. `null`: nothing is left of it. */
type Reshape = (grid: Grid, place: CellPlace) => (CellPlace & { readonly grid: Grid }) | null;

type CellPlace = Pick<TablePlace, 'row' | 'column'>;

/** What belongs below or above this row: without words, and each cell aligned as its column is. */
export function emptyRowLike(row: Node): Node {
  return row.copy(Fragment.from(row.children.map((cell) => cell.copy(Fragment.empty))));
}

/** @param side 0: before the one with the caret, 1: behind it */
const withRow =
  (side: 0 | 1): Reshape =>
  (grid, { row, column }) => {
    const added = emptyRowLike(nodes.tableRow.create(null, grid[0])).children;
    return { grid: grid.toSpliced(row + side, 0, added), row: row + side, column };
  };

const withColumn =
  (side: 0 | 1): Reshape =>
  (grid, { row, column }) => ({
    grid: grid.map((cells) => cells.toSpliced(column + side, 0, nodes.tableCell.create())),
    row,
    column: column + side,
  });

/** The next row becomes that of the headings when it is the first that goes. */
const withoutRow: Reshape = (grid, { row, column }) =>
  grid.length === 1 ? null : { grid: grid.toSpliced(row, 1), row: Math.min(row, grid.length - 2), column };

const withoutColumn: Reshape = (grid, { row, column }) => {
  const width = grid[0]?.length ?? 0;
  if (width === 1) return null;
  return { grid: grid.map((cells) => cells.toSpliced(column, 1)), row, column: Math.min(column, width - 2) };
};

export const tableCommands = {
  rowAbove: reshaped(withRow(0)),
  rowBelow: reshaped(withRow(1)),
  columnBefore: reshaped(withColumn(0)),
  columnBehind: reshaped(withColumn(1)),
  removeRow: reshaped(withoutRow),
  removeColumn: reshaped(withoutColumn),
  removeTable: reshaped(() => null),
} satisfies Record<string, Command>;

function reshaped(reshape: Reshape): Command {
  return (state, dispatch) => {
    const place = tableAt(state);
    if (!place) return false;
    const { table, start } = place;
    const next = reshape(
      table.children.map((row) => row.children),
      place,
    );
    if (!dispatch) return true;
    const rows = next?.grid.map((cells) => nodes.tableRow.create(null, cells)) ?? [];
    const block = next ? nodes.table.create(null, rows) : nodes.paragraph.create();
    const tr = state.tr.replaceWith(start, start + table.nodeSize, block);
    const caret = next ? cellStart(block, next) : 0;
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(start + 1 + caret))).scrollIntoView());
    return true;
  };
}

/** Where the words of a cell begin, from the inside of the table. */
function cellStart(table: Node, { row, column }: CellPlace): number {
  const above = table.children.slice(0, row).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
  const before = table
    .child(row)
    .children.slice(0, column)
    .reduce((sum, { nodeSize }) => sum + nodeSize, 0);
  return above + 1 + before + 1;
}
