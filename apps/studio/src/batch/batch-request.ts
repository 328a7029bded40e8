import type { WritingOptions } from '@maobi/contract';
import { type CommandContext, wantedModel, wholeNumber } from '../commands/command-host.ts';
import { exportFileOf, type ExportFile } from './export-file.ts';
import { readTableSource, type TableSource } from './batch-table.ts';

/** As they come from the command line. */
export interface BatchOptions {
  readonly template: string;
  readonly out: string;
  readonly resume?: true;
  readonly export?: string;
  readonly seed?: string;
  readonly model?: string;
  readonly json?: true;
}

/** What `maobi batch` was asked to do. */
export interface BatchRequest {
  readonly table: TableSource;
  readonly template: string;
  readonly folder: string;
  readonly resumes: boolean;
  /** Where the whole batch goes besides; `null`: nowhere. */
  readonly exported: ExportFile | null;
  readonly options: WritingOptions;
  readonly asJson: boolean;
}

const seedRange = { minimum: 0, maximum: 0xffffffff };

/** Throws `UsageError` or `CommandError` for whatever cannot be right without asking the studio. */
export async function readBatchRequest(table: string, options: BatchOptions, context: CommandContext): Promise<BatchRequest> {
  const { template, out, resume, seed, json } = options;
  const model = wantedModel(options.model, context.environment);
  return {
    exported: options.export === undefined ? null : await exportFileOf(options.export, resume === true),
    table: await readTableSource(table, context.terminal.input),
    template,
    folder: out,
    resumes: resume === true,
    options: {
      ...(model === undefined ? {} : { model }),
      ...(seed === undefined ? {} : { seed: wholeNumber('--seed', seed, seedRange) }),
    },
    asJson: json === true,
  };
}
