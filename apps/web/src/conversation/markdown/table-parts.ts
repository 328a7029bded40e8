/** A table of many rows, in parts. */
export interface TableParts {
  /** Its first row and the row of dashes. */
  readonly head: string;
  /** The other rows, so many to a part. */
  readonly parts: readonly string[];
}

const rowsOfPart = 40;
const delimiterRow = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/u;

/** The parts of a block that is nothing but a table of many rows, each between bars; `null`: it is not. */
export function tableParts(block: string): TableParts | null {
  const lines = block.trimEnd().split('\n');
  if (lines.length <= rowsOfPart + 2 || !delimiterRow.test(lines[1] ?? '')) return null;
  if (!lines.every((line) => /^ {0,3}\|/u.test(line))) return null;
  const rows = lines.slice(2);
  const count = Math.ceil(rows.length / rowsOfPart);
  const parts = Array.from({ length: count }, (_, index) => rows.slice(index * rowsOfPart, (index + 1) * rowsOfPart).join('\n'));
  return { head: lines.slice(0, 2).join('\n'), parts };
}
