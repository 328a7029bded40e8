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
  const quoting = /"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|$)/uy;
  const lines: string[][] = [];
  for (let line: string[] = [], at = 0; ;) {
    quoting.lastIndex = at;
    // asked only where it may be: a book has lines without number
    const [found = whole.slice(at, endOfCell(whole, at)), quoted] = (whole[at] === '"' && quoting.exec(whole)) || [];
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

function endOfCell(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== '\t' && text[end] !== '\r' && text[end] !== '\n') end += 1;
  return end;
}

/** A block as often as it goes into these cells, where it fills them without remainder and the row for all rows is none of them; else the block itself. */
export function repeatedInto(
  lines: readonly (readonly string[])[],
  { top, bottom, left, right }: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number },
): readonly (readonly string[])[] {
  const size = { rows: lines.length, columns: widthOf(lines) };
  const room = { rows: bottom - top + 1, columns: right - left + 1 };
  if (top === -1 || room.rows % size.rows !== 0 || room.columns % size.columns !== 0) return lines;
  return Array.from({ length: room.rows }, (_, row) =>
    Array.from({ length: room.columns }, (_column, column) => lines[row % size.rows]?.[column % size.columns] ?? ''),
  );
}

/** What becomes of a block of cells. */
export interface Pasting {
  readonly changes: readonly RowChange[];
  /** Lines for which the batch has no room. */
  readonly leftOut: number;
  /** Its first line names the columns. */
  readonly hasNames: boolean;
  /** Columns of the block, by their names or numbers, in which something stands that belongs to no column here. */
  readonly unknown: readonly string[];
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
  const pasted = withoutLastBlanks(texts, rows.length - rowIndex);
  // a book has lines without number: only those that fit are looked at any closer
  const values = pasted.slice(0, maxBatchRows - rowIndex).map((line) => cellsOf(line, targets, template));
  const inside = values.slice(0, Math.max(0, rows.length - rowIndex));
  const edited = inside.map((cells, index): RowChange => ({ type: 'cells', rowId: rows[rowIndex + index]?.id ?? '', cells }));
  const added = values.slice(inside.length).map((cells) => ({ id: newId(), cells }));
  return {
    changes: [...edited, ...(added.length > 0 ? [{ type: 'add', rows: added, before: null } as const] : [])],
    leftOut: pasted.length - values.length,
    hasNames: named !== null,
    unknown,
  };
}

/** Of a selection that went on below its table, what comes behind it makes no rows here. */
function withoutLastBlanks(lines: readonly (readonly string[])[], roomInside: number): readonly (readonly string[])[] {
  const lastFilled = lines.findLastIndex((line) => line.some((text) => text.trim() !== ''));
  return lines.slice(0, Math.max(lastFilled + 1, roomInside));
}

/** Places in the lines in which something stands that goes nowhere. */
function strayColumns(lines: readonly (readonly string[])[], targets: readonly (string | null)[]): number[] {
  return Array.from({ length: widthOf(lines) }, (_, index) => index).filter(
    (index) => (targets[index] ?? null) === null && lines.some((line) => (line[index] ?? '').trim() !== ''),
  );
}

function widthOf(lines: readonly (readonly string[])[]): number {
  return lines.reduce((most, line) => Math.max(most, line.length), 0);
}

/** A cell of what is pasted, counted from 1. */
export interface LongCell {
  readonly line: number;
  readonly column: number;
  /** Its characters. */
  readonly count: number;
}

/** The first cell that is longer than any can be; `null`: there is none. */
export function firstLongCell(lines: readonly (readonly string[])[]): LongCell | null {
  for (const [lineIndex, line] of lines.entries()) {
    const index = line.findIndex((text) => text.length > maxCellLength && text.trim().length > maxCellLength);
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
