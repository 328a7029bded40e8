import type { Command } from 'commander';
import { readBatchRequest, type BatchOptions } from '../batch/batch-request.ts';
import { runBatch } from '../batch/run-batch.ts';
import type { CommandHost } from './command-host.ts';

export function addBatchCommand(program: Command, host: CommandHost): void {
  program
    .command('batch')
    .summary('write one text for each row of a table')
    .description(
      'Writes one text for each row of a table with one template: rows share the beginning of their prompts, which is read once. Each text is a file of its own, and the batch is kept in the studio. Ctrl+C stops; --resume goes on with the rows that are not written.',
    )
    .argument('<table>', 'a CSV or XLSX file whose first line names the columns, or - for CSV from the pipe')
    .requiredOption('-t, --template <template>', 'form of text, see "maobi templates"')
    .requiredOption('-o, --out <folder>', 'where the texts go')
    .option('--resume', 'go on with the batch in this folder; rows that failed or were edited are written again')
    .option('--export <file>', 'the whole batch besides, as .csv, .xlsx or .zip')
    .option('--seed <number>', 'the same seed gives the same texts')
    .option('-m, --model <model>', 'id of an installed model, "demo", or the path of a .gguf file')
    .option('--json', 'one JSON object per line; the last one is the result')
    .addHelpText(
      'after',
      `
Columns: topic (or 题目), words (字数), language (语言), reader, tone, include, avoid, notes, and what the template asks for.

Examples:
  maobi batch topics.csv --template short-video-script --out scripts
  maobi batch topics.xlsx --template product-copy --out copy --resume
  maobi batch topics.csv --template titles --out titles --export titles.xlsx`,
    )
    .action(
      host.action(async (table: string, options: BatchOptions) => {
        const request = await readBatchRequest(table, options, host.context);
        return host.context.stoppable((stop) => runBatch(request, host.context, stop));
      }),
    );
}
