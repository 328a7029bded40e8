import { access } from 'node:fs/promises';
import path from 'node:path';
import type { BatchExportFormat, Id, WritingLanguage } from '@maobi/contract';
import { writeWholeFile } from '../files/whole-file.ts';
import { UsageError } from '../terminal/failures.ts';
import { exportedBytes } from '../terminal/exported-bytes.ts';
import type { StudioConnection } from '../terminal/studio-connection.ts';

/** Where a whole batch goes. */
export interface ExportFile {
  readonly path: string;
  readonly format: BatchExportFormat;
}

const formats: Readonly<Record<string, BatchExportFormat>> = { '.csv': 'csv', '.xlsx': 'xlsx', '.zip': 'md' };

/** Throws `UsageError` for an ending that is none of them, and for a file that is there already, unless it may be replaced. */
export async function exportFileOf(file: string, mayReplace: boolean): Promise<ExportFile> {
  const format = formats[path.extname(file).toLowerCase()];
  if (!format) throw new UsageError(`"${file}" does not say what it is.`, 'End it in .csv, .xlsx or .zip.');
  const full = path.resolve(file);
  const isThere = await access(full).then(
    () => true,
    () => false,
  );
  if (isThere && !mayReplace) throw new UsageError(`The file ${full} exists already.`, 'Choose another name, or go on with --resume.');
  return { path: full, format };
}

/** Writes the batch there, whole or not at all. Throws `CommandError`. */
export async function writeExport(file: ExportFile, batchId: Id, language: WritingLanguage, connection: StudioConnection): Promise<void> {
  const bytes = await exportedBytes(`/api/batches/${batchId}/export?format=${file.format}&language=${language}`, connection.request);
  await writeWholeFile(file.path, bytes, 'Choose another with --export.');
}
