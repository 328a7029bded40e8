import { StudioError, type ArchivedFile } from '@maobi/core';
import type { AsyncZippableFile } from 'fflate';
import type { CellObject } from 'write-excel-file/node';
import { guarded } from './formula-guard.ts';

type Lines = readonly (readonly (string | number)[])[];

/** Spreadsheet programs read UTF-8 only behind this mark. */
const byteOrderMark = '\uFEFF';
/** Most characters that a cell of an XLSX file can hold. */
const longestCell = 32_767;

/** A table for any spreadsheet program; no cell of it is taken for a formula. */
export async function writeTable(lines: Lines, format: 'csv' | 'xlsx'): Promise<Uint8Array<ArrayBuffer>> {
  const safe = lines.map((line) => line.map((cell) => (typeof cell === 'number' ? cell : guarded(cell))));
  return format === 'csv' ? csvOf(safe) : xlsxOf(safe);
}

async function csvOf(lines: Lines): Promise<Uint8Array<ArrayBuffer>> {
  const { default: papa } = await import('papaparse');
  const text = papa.unparse(lines.map((line) => [...line]));
  return new TextEncoder().encode(`${byteOrderMark}${text}\r\n`);
}

async function xlsxOf(lines: Lines): Promise<Uint8Array<ArrayBuffer>> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const data = lines.map((line, row) => line.map((cell) => cellOf(cell, row === 0)));
  const widths = (lines[0] ?? []).map((_, column) => ({ width: widthOf(lines, column) }));
  const buffer = await writeXlsxFile(data, { columns: widths, stickyRowsCount: 1 }).toBuffer();
  return new Uint8Array(buffer);
}

/** As text even where it looks like a number or a date: nothing is to be read differently from how it was written. */
function cellOf(cell: string | number, isName: boolean): CellObject {
  if (typeof cell === 'number') return { type: Number, value: cell };
  const look = { alignVertical: 'top', wrap: true, ...(isName ? { fontWeight: 'bold' as const } : {}) } as const;
  if (cell.length > longestCell) {
    throw new StudioError('invalid-request', `A text of ${cell.length} characters does not fit into a cell of an XLSX file.`, {
      hint: 'Take CSV, or a ZIP with a file for each text.',
    });
  }
  return { type: String, value: cell, ...look };
}

/** In characters: as wide as its cells, within reason. */
function widthOf(lines: Lines, column: number): number {
  const longest = Math.max(...lines.map((line) => [...String(line[column] ?? '')].length));
  return Math.min(60, Math.max(8, longest * 2));
}

/** Files in one ZIP. Bytes are of images, which are packed already; texts are packed here. */
export async function archive(files: readonly ArchivedFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const { zip, strToU8 } = await import('fflate');
  const entries = Object.fromEntries(
    files.map(({ name, content }): [string, AsyncZippableFile] =>
      typeof content === 'string' ? [name, [strToU8(content), { level: 6 }]] : [name, [content, { level: 0 }]],
    ),
  );
  return new Promise((resolve, reject) => {
    zip(entries, (error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}
