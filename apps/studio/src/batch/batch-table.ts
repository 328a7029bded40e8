import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Cells, StudioClient } from '@maobi/contract';
import { systemReason } from '../files/system-reason.ts';
import { CommandError, UsageError } from '../terminal/failures.ts';
import { readAll } from '../terminal/read-turns.ts';

/** A table as it lies on the disk or comes from the pipe. */
export interface TableSource {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const mostBytes = 5_000_000;

/** Reads the file, or the pipe for `-`. Throws `CommandError` and `UsageError`. */
export async function readTableSource(file: string, input: NodeJS.ReadableStream): Promise<TableSource> {
  if (file === '-') return { name: 'standard input', bytes: new TextEncoder().encode(await readAll(input)) };
  const bytes = await readFile(path.resolve(file)).catch((cause: unknown) => {
    throw new CommandError(`The table ${file} cannot be read: ${systemReason(cause, reasons)}.`, 'Check the name.', cause);
  });
  if (bytes.length > mostBytes) throw new UsageError(`The table ${file} is larger than ${mostBytes / 1e6} MB.`, 'Split it.');
  return { name: file, bytes };
}

/** Its rows by the columns of a batch. Throws `UsageError` when anything is wrong with the table as a whole. */
export async function rowsOfTable({ name, bytes }: TableSource, template: string, client: StudioClient): Promise<Cells[]> {
  const table = await client.call('readTable', { body: { name, bytes: Buffer.from(bytes).toString('base64'), template } });
  const [problem] = table.problems;
  if (problem) throw new UsageError(problem.message, problem.hint);
  return table.rows.map((cells) => Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== '')));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};
