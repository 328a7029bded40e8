import { cellValue, columnNamed, maxBatchRows, maxCellLength, type BatchRow, type RowChange, type Template } from '@maobi/contract';
import { newId } from '../../studio/new-id.ts';

/** Where a block of cells is put: its upper left corner, and what the columns to the right of it are. */
export interface PastePlace {
  readonly rows: readonly BatchRow[];
  readonly columns: readonly string[];
  readonly rowIndex: number;
  readonly columnIndex: number;
  readonly template: Template;
}

/**
 * Takes a block of cells apart as spreadsheet programs put it on the clipboard: they quote a cell only where a line breaks in it, so a quotation
 * mark at the beginning of any other one is a part of its text.
 */
export function cellsOnClipboard(text: string): string[][] {
  const whole = text.replace(/\r?\n$/u, '');
  const cell = /"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|$)|[^\t\r\n]*/uy;
  const lines: string[][] = [];
  for (let line: string[] = [], at = 0; ;) {
    cell.lastIndex = at;
    const [found = '', quoted] = cell.exec(whole) ?? [];
    line.push(quoted !== undefined && /[\t\r\n"]/u.test(quoted) ? quoted.replaceAll('""', '"') : found);
    at += found.length;
    if (whole[at] !== '\t') {
      lines.push(line);
      line = [];
    }
    if (at === whole.length) return lines;
    at += whole.startsWith('\r\n', at) ? 2 : 1;
  }
}

/** A block as often as it goes into these cells, where it fills them without remainder and the row for all rows is none of them; else the block itself. */
export function repeatedInto(
  lines: readonly (readonly string[])[],
  { top, bottom, left, right }: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number },
): readonly (readonly string[])[] {
  const size = { rows: lines.length, columns: Math.max(...lines.map((line) => line.length)) };
  const room = { rows: bottom - top + 1, columns: right - left + 1 };
  if (top === -1 || room.rows % size.rows !== 0 || room.columns % size.columns !== 0) return lines;
  return Array.from({ length: room.rows }, (_, row) =>
    Array.from({ length: room.columns }, (_column, column) => lines[row % size.rows]?.[column % size.columns] ?? ''),
  );
}

/** What becomes of a block of cells. */
export interface Pasting {
  /** Empty where a cell is too long: nothing is pasted then. */
  readonly changes: readonly RowChange[];
  /** Lines for which the batch has no room. */
  readonly leftOut: number;
  /** Its first line names the columns. */
  readonly hasNames: boolean;
  /** Columns of the block, by their names or numbers, in which something stands that belongs to no column here. */
  readonly unknown: readonly string[];
  /** Of the first cell that is longer than any can be; counted from 1. */
  readonly tooLong: { readonly line: number; readonly column: number; readonly count: number } | null;
}

/**
 * What pasting these cells changes: from the corner on, with rows added where the table ends. A first line that names columns says where the
 * others belong.
 */
export function pasteChanges(lines: readonly (readonly string[])[], place: PastePlace): Pasting {
  const { rows, columns, rowIndex, columnIndex, template } = place;
  const named = namedColumns(lines, template);
  const targets = named ?? columns.slice(columnIndex);
  const texts = named ? lines.slice(1) : lines;
  const unknown = strayColumns(texts, targets).map((index) => (named && lines[0]?.[index]?.trim()) || String(index + 1));
  const tooLong = firstLongCell(lines);
  if (tooLong) return { changes: [], leftOut: 0, hasNames: false, unknown: [], tooLong };
  const values = withoutLastBlanks(texts, rows.length - rowIndex).map((line) => cellsOf(line, targets, template));
  const room = maxBatchRows - rows.length;
  const inside = values.slice(0, Math.max(0, rows.length - rowIndex));
  const beyond = values.slice(inside.length);
  const edited = inside.map((cells, index): RowChange => ({ type: 'cells', rowId: rows[rowIndex + index]?.id ?? '', cells }));
  const added = beyond.slice(0, room).map((cells) => ({ id: newId(), cells }));
  return {
    changes: [...edited, ...(added.length > 0 ? [{ type: 'add', rows: added, before: null } as const] : [])],
    leftOut: beyond.length - added.length,
    hasNames: named !== null,
    unknown,
    tooLong: null,
  };
}

/** Of a selection that went on below its table, what comes behind it makes no rows here. */
function withoutLastBlanks(lines: readonly (readonly string[])[], roomInside: number): readonly (readonly string[])[] {
  const lastFilled = lines.findLastIndex((line) => line.some((text) => text.trim() !== ''));
  return lines.slice(0, Math.max(lastFilled + 1, roomInside));
}

/** Places in the lines in which something stands that goes nowhere. */
function strayColumns(lines: readonly (readonly string[])[], targets: readonly (string | null)[]): number[] {
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  return Array.from({ length: width }, (_, index) => index).filter(
    (index) => (targets[index] ?? null) === null && lines.some((line) => (line[index] ?? '').trim() !== ''),
  );
}

function firstLongCell(lines: readonly (readonly string[])[]): Pasting['tooLong'] {
  for (const [lineIndex, line] of lines.entries()) {
    const index = line.findIndex((text) => text.trim().length > maxCellLength);
    if (index >= 0) return { line: lineIndex + 1, column: index + 1, count: line[index]?.trim().length ?? 0 };
  }
  return null;
}

/** `null`: the first line is a text like the others. One that names the topic names columns, those too that nobody knows here. */
function namedColumns([first, ...rest]: readonly (readonly string[])[], template: Template): (string | null)[] | null {
  if (!first || rest.length === 0) return null;
  const named = first.map((name) => (name.trim() === '' ? null : columnNamed(name, template)));
  const known = named.filter((name) => name !== null);
  return named.includes('topic') && new Set(known).size === known.length ? named : null;
}

function cellsOf(line: readonly string[], targets: readonly (string | null)[], template: Template): Record<string, string> {
  return Object.fromEntries(
    targets.flatMap((column, index) => {
      const text = line[index];
      return column === null || text === undefined ? [] : [[column, cellValue(text, column, template)]];
    }),
  );
}

/** Cells as spreadsheet programs take them from the clipboard. */
export function clipboardText(lines: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/[\t\r\n"]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return lines.map((line) => line.map(quoted).join('\t')).join('\n');
}
