/** What a spreadsheet program would take for a formula, and run. */
const formula = /^[=+\-@\t\r]/u;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)*%?$/u;

/** A cell that no spreadsheet program runs: an apostrophe before what looks like a formula, as is usual. */
export function guarded(cell: string): string {
  return formula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before it was guarded. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
}
