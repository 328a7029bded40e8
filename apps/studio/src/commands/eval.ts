import type { Command } from 'commander';
import { UsageError } from '../terminal/failures.ts';
import { wantedModel, type CommandHost } from './command-host.ts';

interface EvalOptions {
  readonly model?: readonly string[];
  readonly task?: readonly string[];
  readonly report?: string;
  readonly quick?: true;
  readonly json?: true;
}

export function addEvalCommand(program: Command, host: CommandHost): void {
  program
    .command('eval')
    .summary('compare how well models write')
    .description(
      'Lets models do 53 tasks of students, office workers, programmers, creators and researchers in Chinese and English, and\nmeasures the answers without a judge: length, structure, repetition, language, format, code, facts, edits.',
    )
    .option('-m, --model <model...>', 'ids, "demo", or paths of .gguf files (default: the model in use); several are compared')
    .option('-t, --task <start...>', 'only tasks whose names begin so, e.g. review or code')
    .option('-q, --quick', 'a quarter of the tasks')
    .option('-r, --report <file>', 'also write an .html page with charts and every answer')
    .option('--json', 'one JSON object per line; the last one is the result')
    .addHelpText(
      'after',
      `
Examples:
  maobi eval --model demo
  maobi eval --model qwen3-4b qwen3-0.6b --report models.html
  maobi eval --task code`,
    )
    .action(
      host.action(async ({ model = [], task = [], report, quick, json }: EvalOptions) => {
        if (report === '') throw new UsageError('No file is named after --report.');
        const { runEvaluation } = await import('../evaluation/run-evaluation.ts');
        const named = model.flatMap((name) => wantedModel(name, {}) ?? []);
        const usual = wantedModel(undefined, host.context.environment);
        const models = named.length > 0 ? named : usual === undefined ? null : [usual];
        const request = { models, tasks: task, isQuick: quick === true, reportPath: report ?? null, asJson: json === true };
        return runEvaluation(request, host.context);
      }),
    );
}
