import { columnNamed, maxBatchRows, type BatchRow, type RowChange, type Template } from '@maobi/contract';
import { newId } from '../../studio/new-id.ts';

/** Where a block of cells is put: its upper left corner, and what the columns to the right of it are. */
export interface PastePlace {
  readonly rows: readonly BatchRow[];
  readonly columns: readonly string[];
  readonly rowIndex: number;
  readonly columnIndex: number;
  readonly template: Template;
}

/** Takes a block of cells apart as spreadsheet programs put it on the clipboard. */
export async function cellsOnClipboard(text: string): Promise<string[][]> {
  const { default: papa } = await import('papaparse');
  const { data } = papa.parse<string[]>(text.replace(/\r?\n$/u, ''), { delimiter: '\t' });
  return data;
}

/**
 * What pasting these cells changes: from the corner on, with rows added where the table ends. A first line that names columns says where the
 * others belong.
 */
export function pasteChanges(lines: readonly (readonly string[])[], place: PastePlace): { changes: RowChange[]; leftOut: number } {
  const { rows, columns, rowIndex, columnIndex, template } = place;
  const named = namedColumns(lines, template);
  const targets = named ?? columns.slice(columnIndex);
  const values = (named ? lines.slice(1) : lines).map((line) => cellsOf(line, targets, template));
  const room = maxBatchRows - rows.length;
  const inside = values.slice(0, Math.max(0, rows.length - rowIndex));
  const beyond = values.slice(inside.length);
  const edited = inside.map((cells, index): RowChange => ({ type: 'cells', rowId: rows[rowIndex + index]?.id ?? '', cells }));
  const added = beyond.slice(0, room).map((cells) => ({ id: newId(), cells }));
  return {
    changes: [...edited, ...(added.length > 0 ? [{ type: 'add', rows: added, before: null } as const] : [])],
    leftOut: beyond.length - added.length,
  };
}

/** `null`: the first line is a text like the others. */
function namedColumns([first, ...rest]: readonly (readonly string[])[], template: Template): (string | null)[] | null {
  if (!first || rest.length === 0) return null;
  const named = first.map((name) => (name.trim() === '' ? null : columnNamed(name, template)));
  const isHeader = named.includes('topic') && first.every((name, index) => name.trim() === '' || named[index] !== null);
  return isHeader ? named : null;
}

function cellsOf(line: readonly string[], targets: readonly (string | null)[], template: Template): Record<string, string> {
  return Object.fromEntries(
    targets.flatMap((column, index) => {
      const text = line[index];
      return column === null || text === undefined ? [] : [[column, cellValue(text, column, template)]];
    }),
  );
}

/** A choice may be given by its label; kept is its value. */
export function cellValue(text: string, column: string, { fields }: Template): string {
  const wanted = text.trim();
  const field = fields.find(({ name }) => column === `fields.${name}`);
  const choice = field?.choices.find(({ label }) => label.zh === wanted || label.en.toLowerCase() === wanted.toLowerCase());
  return choice?.value ?? wanted;
}

/** Cells as spreadsheet programs take them from the clipboard. */
export function clipboardText(lines: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/[\t\r\n"]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return lines.map((line) => line.map(quoted).join('\t')).join('\n');
}
