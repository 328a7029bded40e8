import type { WritingOptions } from '@maobi/contract';
import { type CommandContext, wantedModel, wholeNumber } from '../commands/command-host.ts';
import { type BatchRow, readTable } from './batch-table.ts';

/** As they come from the command line. */
export interface BatchOptions {
  readonly template: string;
  readonly out: string;
  readonly resume?: true;
  readonly seed?: string;
  readonly model?: string;
  readonly json?: true;
}

/** What `maobi batch` was asked to do. */
export interface BatchRequest {
  readonly rows: readonly BatchRow[];
  readonly template: string;
  readonly folder: string;
  readonly resumes: boolean;
  readonly options: WritingOptions;
  readonly asJson: boolean;
}

const seedRange = { minimum: 0, maximum: 0xffffffff };

/** Throws `UsageError` or `CommandError` for whatever cannot be right without asking the studio. */
export async function readBatchRequest(table: string, options: BatchOptions, context: CommandContext): Promise<BatchRequest> {
  const { template, out, resume, seed, json } = options;
  const model = wantedModel(options.model, context.environment);
  return {
    rows: await readTable(table, context.terminal.input),
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
