import type { RowChange, Template } from '@maobi/contract';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { BatchEdits } from '../rows/use-batch-edits.ts';
import type { BatchColumn } from '../batch-columns.ts';
import { cellValue, clipboardText } from './pasted-cells.ts';
import type { CellPlace } from './grid-keys.ts';

/** A block of cells, corners included. */
export interface GridRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

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
}

interface GridParts {
  readonly edits: BatchEdits;
  readonly columns: readonly BatchColumn[];
  readonly template: Template;
  readonly onCommon: (cells: Record<string, string>) => void;
}

/** Where the writer is in the table, what is selected, and what happens to it. */
export function useGrid({ edits, columns, template, onCommon }: GridParts): Grid {
  const [at, setAt] = useState<CellPlace>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<CellPlace>(at);
  const [isEditing, setIsEditing] = useState(false);
  const draft = useRef<string | null>(null);
  const { rows } = edits.batch;
  const range = useMemo(() => rangeOf(at, anchor), [at, anchor]);
  const set = useSetting({ edits, columns, template, onCommon });
  const close = () => {
    draft.current = null;
    setIsEditing(false);
  };
  const commit = () => {
    const text = draft.current;
    close();
    if (text !== null) set([at], () => text);
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
    clear: () => set(placesIn(range), () => ''),
    fillDown: () => {
      const from = range.top === range.bottom ? range.top - 1 : range.top;
      const below = placesIn({ ...range, top: Math.max(0, from + 1) });
      set(below, ({ column }) => rows[from]?.cells[columns[column]?.name ?? ''] ?? '');
    },
    selectAll: () => {
      setAnchor({ row: 0, column: 0 });
      setAt({ row: Math.max(0, rows.length - 1), column: columns.length - 1 });
    },
    copied: () => {
      const lines = Array.from({ length: range.bottom - range.top + 1 }, (_, index) => rows[range.top + index]);
      const names = columns.slice(range.left, range.right + 1).map(({ name }) => name);
      return clipboardText(lines.map((row) => names.map((name) => row?.cells[name] ?? '')));
    },
  };
}

/** Puts texts into cells, all of them in one change. */
function useSetting({ edits, columns, template, onCommon }: GridParts) {
  const { rows } = edits.batch;
  return useCallback(
    (places: readonly CellPlace[], textAt: (place: CellPlace) => string) => {
      const valueAt = (place: CellPlace, name: string) => cellValue(textAt(place), name, template);
      const named = places.flatMap((place) => {
        const name = columns[place.column]?.name;
        return name === undefined ? [] : [{ place, name }];
      });
      edits.change(
        named.flatMap(({ place, name }): RowChange[] => {
          const row = rows[place.row];
          if (!row || (row.cells[name] ?? '') === valueAt(place, name)) return [];
          return [{ type: 'cells', rowId: row.id, cells: { [name]: valueAt(place, name) } }];
        }),
      );
      const forAll = named.filter(({ place }) => place.row === -1);
      if (forAll.length > 0) onCommon(Object.fromEntries(forAll.map(({ place, name }) => [name, valueAt(place, name)])));
    },
    [rows, columns, template, edits, onCommon],
  );
}

function rangeOf(one: CellPlace, other: CellPlace): GridRange {
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  };
}

function placesIn({ top, bottom, left, right }: GridRange): CellPlace[] {
  const places: CellPlace[] = [];
  for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) places.push({ row, column });
  return places;
}
