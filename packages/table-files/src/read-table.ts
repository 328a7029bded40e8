import { StudioError, type TableCells } from '@maobi/core';
import { withoutGuard } from './formula-guard.ts';

/** Takes text with any usual separator apart. Throws `invalid-request` that names the line where it is broken. */
export async function parseText(text: string): Promise<TableCells> {
  const { default: papa } = await import('papaparse');
  const { data, errors } = papa.parse<string[]>(text.replace(/^\uFEFF/u, ''), { skipEmptyLines: 'greedy' });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (!broken) return data.map((line) => line.map(withoutGuard));
  throw new StudioError('invalid-request', `The table is broken in line ${(broken.row ?? 0) + 1}: ${broken.message}.`, {
    hint: 'Close the quotes there.',
  });
}

/** Reads a file by its name. Throws `invalid-request`. */
export async function readFile(bytes: Uint8Array, name: string): Promise<TableCells> {
  return name.toLowerCase().endsWith('.xlsx') ? sheetCells(bytes) : parseText(decoded(bytes));
}

async function sheetCells(bytes: Uint8Array): Promise<TableCells> {
  const { readSheet } = await import('read-excel-file/node');
  try {
    const rows = await readSheet(Buffer.from(bytes));
    return rows.map((row) => row.map((cell) => withoutGuard(cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))));
  } catch (cause) {
    throw new StudioError('invalid-request', 'The table is no whole XLSX file.', { hint: 'Save it once more, or save it as CSV.', cause });
  }
}

function decoded(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // The next one.
    }
  }
  throw new StudioError('invalid-request', 'The table is no text in UTF-8 or GB18030.', { hint: 'Save it as CSV or XLSX.' });
}
