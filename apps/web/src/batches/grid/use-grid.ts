import { useMemo, useRef, useState } from 'react';
import type { CellPlace } from './grid-keys.ts';
import { placesIn, useCells, type GridParts, type GridRange } from './use-cells.ts';

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
  readonly copied: () => string;
  /** Puts a block of cells where the selection begins; one cell fills all of the selection. */
  readonly paste: (lines: readonly (readonly string[])[]) => void;
  readonly isFilled: (place: CellPlace) => boolean;
}

/** Where the writer is in the table, what is selected, and what happens to it. */
export function useGrid(parts: GridParts): Grid {
  const { edits, columns } = parts;
  const { rows } = edits.batch;
  const [wanted, setAt] = useState<CellPlace>({ row: 0, column: 0 });
  const [wantedAnchor, setAnchor] = useState<CellPlace>(wanted);
  // rows may be gone since
  const at = useMemo(() => ({ ...wanted, row: Math.min(wanted.row, rows.length - 1) }), [wanted, rows.length]);
  const anchor = useMemo(() => ({ ...wantedAnchor, row: Math.min(wantedAnchor.row, rows.length - 1) }), [wantedAnchor, rows.length]);
  const [isEditing, setIsEditing] = useState(false);
  const draft = useRef<string | null>(null);
  const range = useMemo(() => rangeOf(at, anchor), [at, anchor]);
  const cells = useCells(parts);
  const close = () => {
    draft.current = null;
    setIsEditing(false);
  };
  const commit = () => {
    const text = draft.current;
    close();
    if (text !== null) cells.set([at], () => text);
  };
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
    edit: (text) => {
      draft.current = text;
      setIsEditing(true);
    },
    cancel: close,
    commit,
    clear: () => cells.set(placesIn(range), () => ''),
    fillDown: () => cells.fillDown(range),
    selectAll: () => {
      setAnchor({ row: 0, column: 0 });
      setAt({ row: Math.max(0, rows.length - 1), column: columns.length - 1 });
    },
    copied: () => cells.copied(range),
    paste: (lines) => cells.paste(lines, range),
    isFilled: (place) => cells.textAt(place) !== '',
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
