import { decodeText, decodingProblem } from '@maobi/contract';
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

/** A file of a few megabytes can hold gigabytes of the same letter. */
const mostUnpackedBytes = 100_000_000;

async function sheetCells(bytes: Uint8Array): Promise<TableCells> {
  const { readSheet } = await import('read-excel-file/node');
  try {
    if ((await unpackedBytes(bytes)) > mostUnpackedBytes) {
      throw new StudioError('invalid-request', `Unpacked, the table is larger than ${mostUnpackedBytes / 1e6} MB.`, { hint: 'Split it.' });
    }
    const rows = await readSheet(Buffer.from(bytes));
    return rows.map((row) => row.map((cell) => withoutGuard(cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))));
  } catch (cause) {
    if (cause instanceof StudioError) throw cause;
    throw new StudioError('invalid-request', 'The table is no whole XLSX file.', { hint: 'Save it once more, or save it as CSV.', cause });
  }
}

/** As the file itself says; nothing is unpacked for that. */
async function unpackedBytes(bytes: Uint8Array): Promise<number> {
  const { unzipSync } = await import('fflate');
  let total = 0;
  const add = ({ originalSize }: { originalSize: number }): boolean => {
    total += originalSize;
    return false;
  };
  unzipSync(bytes, { filter: add });
  return total;
}

function decoded(bytes: Uint8Array): string {
  const read = decodeText(bytes);
  if (read.kind === 'text') return read.text;
  const { message, hint } = decodingProblem(read, 'The table');
  throw new StudioError('invalid-request', message, { hint });
}
