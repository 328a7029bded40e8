import type { Command } from 'commander';
import { UsageError } from '../terminal/failures.ts';
import { wantedModel, type CommandHost } from './command-host.ts';

interface BenchOptions {
  readonly model?: readonly string[];
  readonly synthetic?: readonly string[];
  readonly report?: string;
  readonly quick?: true;
  readonly keep?: true;
  readonly json?: true;
}

export function addBenchCommand(program: Command, host: CommandHost): void {
  program
    .command('bench')
    .summary('measure how fast models run on this computer')
    .description(
      'Measures models on this computer: loading, memory, reading, writing, the first token of short, medium and long\ntasks, stopping, and contexts up to 32K tokens. Uses engines of its own; nothing of yours is read or changed.',
    )
    .option('-m, --model <model...>', 'ids, "demo", or paths of .gguf files (default: the model in use); several are compared')
    .option(
      '-s, --synthetic <shape:quant...>',
      'random weights in the shape of qwen3-4b or qwen3-0.6b (or: 4b, 0.6b), in Q4_K_M, Q4_0 or Q8_0',
    )
    .option('--keep', 'keep the files of --synthetic for the next time')
    .option('-q, --quick', 'less of everything: about a minute for a 4B model')
    .option('-r, --report <file>', 'also write an .html page with charts')
    .option('--json', 'one JSON object per line; one result for each model')
    .addHelpText(
      'after',
      `
Examples:
  maobi bench --quick
  maobi bench --model qwen3-4b qwen3-4b-q8 --report speed.html
  maobi bench --synthetic qwen3-4b:Q4_K_M      before anything is downloaded

--synthetic writes a file of the real size (0.4 to 4.3 GB) into models/synthetic of the
data folder and deletes it afterwards, unless it was there before or --keep is given.`,
    )
    .action(
      host.action(async (options: BenchOptions) => {
        if (options.report === '') throw new UsageError('No file is named after --report.');
        const { runBench } = await import('../bench/run-bench.ts');
        return runBench(requestOf(options, host.context.environment), host.context);
      }),
    );
}

function requestOf(options: BenchOptions, environment: NodeJS.ProcessEnv) {
  const { model = [], synthetic = [], report, quick, keep, json } = options;
  const named = model.flatMap((name) => wantedModel(name, {}) ?? []);
  const usual = named.length === 0 && synthetic.length === 0 ? wantedModel(undefined, environment) : undefined;
  return {
    models: usual === undefined ? named : [usual],
    synthetic,
    reportPath: report ?? null,
    isQuick: quick === true,
    keepsFiles: keep === true,
    asJson: json === true,
  };
}
