import { cellValue, maxBatchRows, maxCellLength, type Template } from '@maobi/contract';
import { useCallback } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures } from '../../language/measures.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { BatchColumn } from '../batch-columns.ts';
import { rowToCome, type BatchChange } from '../rows/apply-changes.ts';
import { newId } from '../../studio/new-id.ts';
import type { BatchEdits } from '../rows/use-batch-edits.ts';
import type { CellPlace } from './grid-keys.ts';
import { sortChanges } from './sorted-rows.ts';
import { clipboardText, firstLongCell, pasteChanges, repeatedInto } from './pasted-cells.ts';

/** A block of cells, corners included. */
export interface GridRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface GridParts {
  readonly edits: BatchEdits;
  readonly columns: readonly BatchColumn[];
  readonly template: Template;
}

/** A cell by what it is, wherever it stands. */
export interface NamedCell {
  /** `null`: of the row that counts for all rows; that of the row to come: nobody has made it yet. */
  readonly rowId: string | null;
  readonly column: string;
}

/** What stands in the cells, those for all rows among them, and what happens to it. */
export function useCells(parts: GridParts) {
  const { edits, columns } = parts;
  const { t } = useTranslation();
  const { language } = useMeasures();
  const { rows, common } = edits.batch;
  const set = useSetting(parts);
  const pasteBlock = usePasting(parts);
  const cellsOf = (row: number) => (row === -1 ? common : rows[row]?.cells) ?? {};
  const textAt = ({ row, column }: CellPlace) => cellsOf(row)[columns[column]?.name ?? ''] ?? '';
  return {
    set,
    textAt,
    put: ({ rowId, column }: NamedCell, text: string) => {
      const value = cellValue(text, column, parts.template);
      if (rowId === rowToCome.id) {
        if (value !== '') edits.change([{ type: 'add', rows: [{ id: newId(), cells: { [column]: value } }], before: null }]);
        return;
      }
      const cells = rowId === null ? common : rows.find(({ id }) => id === rowId)?.cells;
      if (cells && (cells[column] ?? '') === value) return;
      edits.change([
        rowId === null ? { type: 'common', cells: { [column]: value } } : { type: 'cells', rowId, cells: { [column]: value } },
      ]);
    },
    /** From the first row of the range, or from the one above where it is a single one. */
    fillDown: (range: GridRange) => {
      const from = range.top === range.bottom ? range.top - 1 : range.top;
      if (from < 0) return; // what stands above the first row counts for it already
      set(placesIn({ ...range, top: from + 1 }), ({ column }) => textAt({ row: from, column }));
    },
    sort: (index: number, isDescending: boolean) => {
      const column = columns[index];
      return edits.change(column ? sortChanges(rows, { column, isDescending, common, language }) : []);
    },
    copied: ({ top, bottom, left, right }: GridRange): string => {
      const lines = Array.from({ length: bottom - top + 1 }, (_, index) => cellsOf(top + index));
      const names = columns.slice(left, right + 1).map(({ name }) => name);
      return clipboardText(lines.map((cells) => names.map((name) => cells[name] ?? '')));
    },
    /** Where the range begins; one cell, or a block that goes into it several times, fills all of it. Nothing where a cell is too long. */
    paste: (lines: readonly (readonly string[])[], range: GridRange) => {
      const [first = []] = lines;
      const tooLong = firstLongCell(lines);
      if (tooLong) return void showToast({ text: t('batch.cellTooLong', { ...tooLong, most: maxCellLength }), isFailure: true });
      if (lines.length > 1 || first.length > 1 || rows.length === 0) return pasteBlock(repeatedInto(lines, range), range);
      set(placesIn(range), () => first[0] ?? '');
    },
  };
}

/** @returns puts a block of cells where this range begins */
function usePasting({ edits, columns, template }: GridParts) {
  const { t } = useTranslation();
  return (lines: readonly (readonly string[])[], { top, left }: GridRange): void => {
    const { rows } = edits.batch;
    const [first = [], ...rest] = lines;
    if (top === -1 && rest.length === 0) {
      const names = columns.slice(left).map(({ name }) => name);
      const texts = names.slice(0, first.length).map((name, index) => [name, cellValue(first[index] ?? '', name, template)]);
      edits.change([{ type: 'common', cells: Object.fromEntries(texts) }]);
      return;
    }
    const place = { rows, columns: columns.map(({ name }) => name), rowIndex: Math.max(0, top), columnIndex: left, template };
    const { changes, leftOut, hasNames, unknown } = pasteChanges(lines, place);
    edits.change(changes);
    const stray = hasNames ? 'batch.unknownColumns' : 'batch.columnsLeftOut';
    if (unknown.length > 0) showToast({ text: t(stray, { names: unknown.join(', ') }), isFailure: true });
    if (leftOut > 0) showToast({ text: t('batch.tooManyRows', { most: maxBatchRows }), isFailure: true });
  };
}

/** Puts texts into cells: one change for each row, all of them at once. */
function useSetting({ edits, columns, template }: GridParts) {
  const { rows, common } = edits.batch;
  return useCallback(
    (places: readonly CellPlace[], textAt: (place: CellPlace) => string) => {
      const texts = new Map<number, Record<string, string>>();
      for (const place of places) {
        const name = columns[place.column]?.name;
        const standing = place.row === -1 ? common : rows[place.row]?.cells;
        if (name === undefined || standing === undefined) continue;
        const value = cellValue(textAt(place), name, template);
        if ((standing[name] ?? '') !== value) texts.set(place.row, { ...texts.get(place.row), [name]: value });
      }
      const changes = [...texts].map(([index, cells]): BatchChange => {
        const row = rows[index];
        return row ? { type: 'cells', rowId: row.id, cells } : { type: 'common', cells };
      });
      edits.change(changes);
    },
    [rows, common, columns, template, edits],
  );
}

export function placesIn({ top, bottom, left, right }: GridRange): CellPlace[] {
  const places: CellPlace[] = [];
  for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) places.push({ row, column });
  return places;
}
