import type { BatchRow } from '@maobi/contract';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { rowToCome } from '../rows/apply-changes.ts';
import { useWhenHidden } from '../use-when-hidden.ts';
import type { CellPlace } from './grid-keys.ts';
import { placesIn, useCells, type GridParts, type GridRange, type NamedCell } from './use-cells.ts';

export interface Grid {
  readonly at: CellPlace;
  readonly range: GridRange;
  readonly isEditing: boolean;
  /** What is being typed into the open cell is kept as well. */
  readonly moveTo: (to: CellPlace, isExtending?: boolean) => void;
  readonly selectRow: (row: number) => void;
  readonly edit: (draft: string) => void;
  readonly cancel: () => void;
  /** Keeps what was typed, if a cell is open. */
  readonly commit: () => void;
  readonly clear: () => void;
  readonly fillDown: () => void;
  readonly selectAll: () => void;
  /** All rows, by what a column shows. What is selected after that is the one cell where the writer is, in its row. Returns what takes it back. */
  readonly sort: (column: number, isDescending: boolean) => () => void;
  readonly copied: () => string;
  /** Puts a block of cells where the selection begins; one cell fills all of the selection. */
  readonly paste: (lines: readonly (readonly string[])[]) => void;
  readonly isFilled: (place: CellPlace) => boolean;
}

/** Where the writer is in the table, what is selected, and what happens to it. */
export function useGrid(parts: GridParts): Grid {
  const { edits, columns } = parts;
  const { rows } = edits.batch;
  const [at, setAt] = usePlace(rows, columns.length);
  const [anchor, setAnchor] = usePlace(rows, columns.length);
  const range = useMemo(() => rangeOf(at, anchor), [at, anchor]);
  const cells = useCells(parts);
  const { isEditing, edit, close, commit } = useOpenCell(rows, cells.put);
  const moveTo = (to: CellPlace, isExtending = false) => {
    commit();
    setAt(to);
    if (!isExtending) setAnchor(to);
  };
  return {
    at,
    range,
    isEditing,
    moveTo,
    selectRow: (row) => {
      moveTo({ row, column: 0 });
      setAt({ row, column: columns.length - 1 });
    },
    edit: (text) => edit({ rowId: rowIdAt(rows, at), column: columns[at.column]?.name ?? '' }, cells.textAt(at), text),
    cancel: close,
    commit,
    clear: () => cells.set(placesIn(range), () => ''),
    fillDown: () => cells.fillDown(range),
    selectAll: () => {
      // the writer is at its beginning: the table does not run to its end
      setAnchor({ row: Math.max(0, rows.length - 1), column: columns.length - 1 });
      setAt({ row: 0, column: 0 });
    },
    sort: (column, isDescending) => {
      moveTo(at);
      return cells.sort(column, isDescending);
    },
    copied: () => cells.copied(range),
    paste: (lines) => cells.paste(lines, range),
    isFilled: (place) => cells.textAt(place) !== '',
  };
}

function rowIdAt(rows: readonly BatchRow[], { row }: CellPlace): string | null {
  return row === -1 ? null : (rows[row] ?? rowToCome).id;
}

/**
 * A place that goes along with its row when others come or go before it, and stays in the table when the row or the column is gone. Where there are no
 * rows it is in the one to come, unless the writer went to what counts for all rows.
 */
function usePlace(rows: readonly BatchRow[], columnCount: number): [CellPlace, (to: CellPlace) => void] {
  const [wanted, setWanted] = useState(() => ({ row: 0, column: 0, rowId: rows[0]?.id ?? null }));
  const { rowId } = wanted;
  const column = Math.min(wanted.column, columnCount - 1);
  const found = rowId === null ? -1 : rows.findIndex(({ id }) => id === rowId);
  const row = found >= 0 ? found : Math.min(wanted.row, Math.max(1, rows.length) - 1);
  const place = useMemo(() => ({ row, column }), [row, column]);
  return [place, (to) => setWanted({ ...to, rowId: rows[to.row]?.id ?? null })];
}

interface OpenCell extends NamedCell {
  /** What stood there when it was opened. */
  readonly before: string;
  readonly text: string;
}

/** What is being typed into a cell. It is kept for that cell, wherever that stands by then, and only where it was changed. */
function useOpenCell(rows: readonly BatchRow[], put: (cell: NamedCell, text: string) => void) {
  const open = useRef<OpenCell | null>(null);
  /** The row of the open cell; `undefined`: none is open. */
  const [openId, setOpenId] = useState<string | null>();
  const isGone = typeof openId === 'string' && openId !== rowToCome.id && !rows.some(({ id }) => id === openId);
  const close = () => {
    open.current = null;
    setOpenId(undefined);
  };
  const commit = () => {
    const cell = open.current;
    close();
    if (cell !== null && cell.text !== cell.before) put(cell, cell.text);
  };
  const leave = useEffectEvent(commit);
  useEffect(() => {
    if (isGone) leave();
  }, [isGone]);
  useWhenHidden(commit);
  return {
    isEditing: openId !== undefined && !isGone,
    edit: (cell: NamedCell, before: string, text: string) => {
      open.current = open.current ? { ...open.current, text } : { ...cell, before, text };
      setOpenId(open.current.rowId);
    },
    close,
    commit,
  };
}

function rangeOf(one: CellPlace, other: CellPlace): GridRange {
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  };
}
