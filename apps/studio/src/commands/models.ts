import { setTimeout as delay } from 'node:timers/promises';
import path from 'node:path';
import { modelSourceNames, type Download, type Model, type ModelSourceName, type StudioClient } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { Option, type Command } from 'commander';
import { exitCodes, Stopped, UsageError, type ExitCode } from '../terminal/failures.ts';
import { formatBytes, formatDuration, formatTable } from '../terminal/measures.ts';
import { progressBar, ProgressLine } from '../terminal/progress-line.ts';
import { refuseUnknownCommand, withStudio, type CommandContext, type CommandHost } from './command-host.ts';

interface JsonOption {
  readonly json?: true;
}

interface PullOptions extends JsonOption {
  readonly source?: ModelSourceName;
}

/** The state of a download is looked at this often. */
const lookEveryMs = 300;
/** Where no person watches, progress is a line for each such step. */
const loggedPercent = 10;

export function addModelsCommand(program: Command, host: CommandHost): void {
  const { context } = host;
  const json = new Option('--json', 'JSON instead of text');
  const models = program
    .command('models')
    .summary('list, install and remove models')
    .description('Shows, installs and removes models.')
    .addHelpText(
      'after',
      `
Examples:
  maobi models
  maobi models pull
  maobi models import ~/Downloads/my-model.gguf
  maobi models remove qwen3-4b`,
    );
  models.allowExcessArguments().action(
    host.action(() => {
      refuseUnknownCommand(models);
      return listModels({}, context);
    }),
  );
  models
    .command('list')
    .summary('show which models there are')
    .description('Shows which models there are and which are installed.')
    .addOption(json)
    .action(host.action((options: JsonOption) => listModels(options, context)));
  models
    .command('pull')
    .summary('download a model')
    .description('Downloads a model. Ctrl+C pauses; the same command goes on where it stopped.')
    .argument('[id]', 'see "maobi models list" (default: the one recommended for this machine)')
    .addOption(new Option('-s, --source <name>', 'where from (default: the first that answers)').choices(modelSourceNames))
    .addOption(new Option('--json', 'one JSON object per line; the last one is the result'))
    .addHelpText('after', '\nExamples:\n  maobi models pull\n  maobi models pull qwen3-4b-q8 --source modelscope')
    .action(host.action((id: string | undefined, options: PullOptions) => pullModel(id, options, context)));
  models
    .command('import')
    .summary('use a .gguf file that is already here')
    .description('Makes a .gguf file known that is already on this computer. It stays where it is.')
    .argument('<file>', 'path of the file')
    .addOption(json)
    .action(host.action((file: string, options: JsonOption) => importModel(file, options, context)));
  models
    .command('verify')
    .summary('check that the file of a model is whole')
    .description('Reads the whole file of a model and compares its hash.')
    .argument('<id>')
    .addOption(json)
    .action(host.action((id: string, options: JsonOption) => verifyModel(id, options, context)));
  models
    .command('remove')
    .summary('delete a model')
    .description('Deletes the file of a model. An imported file stays where it is; only Maobi forgets it.')
    .argument('<id>')
    .addOption(json)
    .action(host.action((id: string, options: JsonOption) => removeModel(id, options, context)));
}

async function listModels(options: JsonOption, context: CommandContext): Promise<ExitCode> {
  const { models } = await withStudio(context, ({ client }) => client.call('listModels', {}));
  const { terminal } = context;
  if (options.json) {
    terminal.line(JSON.stringify({ type: 'result', models }));
    return exitCodes.done;
  }
  const rows = models.map((model) => [
    model.installed ? terminal.paint('green', '●') : '○',
    model.id,
    `${model.name} ${model.quantisation}`,
    formatBytes(model.sizeBytes),
    model.memoryBytes ? formatBytes(model.memoryBytes.at8k) : '',
    stateOf(model),
  ]);
  const header = ['', 'ID', 'MODEL', 'SIZE', 'MEMORY', 'STATE'];
  for (const line of formatTable([header, ...rows])) terminal.line(line);
  return exitCodes.done;
}

function stateOf({ installed, download, isDefault, kind }: Model): string {
  if (download) {
    const percent = Math.floor((download.receivedBytes / Math.max(1, download.totalBytes)) * 100);
    return `${download.state} at ${percent} %${download.error ? `: ${download.error.message}` : ''}`;
  }
  if (kind === 'demo') return 'comes with Maobi';
  if (!installed) return isDefault ? 'recommended' : '';
  const state = installed.state === 'suspect' ? 'suspect: it crashed the engine' : installed.state;
  return installed.isLinked ? `${state}, ${installed.path}` : state;
}

async function pullModel(id: string | undefined, options: PullOptions, context: CommandContext): Promise<ExitCode> {
  return withStudio(context, ({ client }) =>
    context.stoppable(async (stop) => {
      const wanted = id ?? (await recommendedModel(client));
      const model = await client.call('pullModel', { params: { id: wanted }, body: options.source ? { source: options.source } : {} });
      const installed = model.installed ? model : await watchDownload(model, { client, context, stop, asJson: options.json === true });
      const { terminal } = context;
      if (options.json) terminal.line(JSON.stringify({ type: 'result', model: installed }));
      else terminal.line(`${installed.name} ${installed.quantisation} is installed (${installed.installed?.state}).`);
      return exitCodes.done;
    }),
  );
}

async function recommendedModel(client: StudioClient): Promise<string> {
  const { recommended } = await client.call('getSystem', {});
  if (recommended.model !== 'demo') return recommended.model;
  throw new UsageError('No model is recommended for this machine.', 'Name one: see "maobi models list".');
}

interface Watching {
  readonly client: StudioClient;
  readonly context: CommandContext;
  readonly stop: AbortSignal;
  readonly asJson: boolean;
}

/** Shows the download until it has ended. Ctrl+C pauses it. Throws what made it fail. */
async function watchDownload({ id }: Model, { client, context, stop, asJson }: Watching): Promise<Model> {
  const report = new DownloadReport(id, context, asJson);
  for (;;) {
    if (stop.aborted) {
      const paused = await client.call('pausePull', { params: { id }, body: {} });
      report.end();
      context.terminal.note(`Paused at ${percentOf(paused.download)} %. The same command goes on there.`);
      throw new Stopped('paused by the writer');
    }
    const { models } = await client.call('listModels', {});
    const model = models.find((candidate) => candidate.id === id);
    if (model?.installed) {
      report.end();
      return model;
    }
    const download = model?.download ?? null;
    if (download?.error) {
      report.end();
      throw StudioError.fromBody(download.error);
    }
    if (!download || download.state === 'paused') {
      report.end();
      throw new StudioError('conflict', 'The download was stopped elsewhere.', { hint: `Go on with "maobi models pull ${id}".` });
    }
    report.show(download);
    await delay(lookEveryMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** A moving line for a person, every tenth part for a log, every state for a program. */
class DownloadReport {
  readonly #id: string;
  readonly #context: CommandContext;
  readonly #asJson: boolean;
  readonly #line: ProgressLine;
  #loggedPercent = -loggedPercent;

  constructor(id: string, context: CommandContext, asJson: boolean) {
    this.#id = id;
    this.#context = context;
    this.#asJson = asJson;
    this.#line = new ProgressLine(context.terminal);
  }

  show(download: Download): void {
    const { terminal } = this.#context;
    if (this.#asJson) return terminal.line(JSON.stringify({ type: 'download', model: this.#id, download }));
    const percent = percentOf(download);
    if (terminal.areNotesShown) return this.#line.show(describeDownload(download));
    if (percent < this.#loggedPercent + loggedPercent) return;
    this.#loggedPercent = percent - (percent % loggedPercent);
    terminal.note(`${this.#id}: ${describeDownload(download)}`);
  }

  end(): void {
    this.#line.clear();
  }
}

function percentOf(download: Download | null): number {
  return download ? Math.floor((download.receivedBytes / Math.max(1, download.totalBytes)) * 100) : 0;
}

function describeDownload(download: Download): string {
  const { state, source, receivedBytes, totalBytes, bytesPerSecond, remainingMs } = download;
  if (state === 'waiting') return source ? `Waiting for ${source}…` : 'Looking for a source…';
  if (state === 'verifying') return 'Checking what is here…';
  const left = remainingMs === null ? '' : `, ${formatDuration(remainingMs)} left`;
  const amount = `${percentOf(download)} %  ${formatBytes(receivedBytes)} of ${formatBytes(totalBytes)}`;
  return `${progressBar(percentOf(download))} ${amount}  ${formatBytes(bytesPerSecond)}/s${left}  (${source})`;
}

async function importModel(file: string, options: JsonOption, context: CommandContext): Promise<ExitCode> {
  // a studio in another process has another working folder
  const body = { path: path.resolve(file) };
  const model = await withStudio(context, ({ client }) => client.call('importModel', { body }));
  return tell(context, options, {
    model,
    sentence: `${model.name} ${model.quantisation} can be used as ${model.id}:\n  maobi chat --model ${model.id}`,
  });
}

async function verifyModel(id: string, options: JsonOption, context: CommandContext): Promise<ExitCode> {
  const progress = new ProgressLine(context.terminal);
  progress.show(`Reading the file of ${id}…`);
  try {
    const model = await withStudio(context, ({ client }) =>
      context.stoppable((stop) => client.call('verifyModel', { params: { id }, body: {}, signal: stop })),
    );
    progress.clear();
    const isVerified = model.installed?.state === 'verified';
    const sentence = isVerified
      ? `${id} is whole: its hash is right.`
      : `${id} was read whole; nobody publishes a hash to compare it with.`;
    return tell(context, options, { model, sentence });
  } finally {
    progress.clear();
  }
}

async function removeModel(id: string, options: JsonOption, context: CommandContext): Promise<ExitCode> {
  const model = await withStudio(context, ({ client }) => client.call('removeModel', { params: { id } }));
  return tell(context, options, { model, sentence: model ? `${id} was deleted.` : `${id} is forgotten; its file stays where it is.` });
}

function tell({ terminal }: CommandContext, options: JsonOption, result: { model: Model | null; sentence: string }): ExitCode {
  terminal.line(options.json ? JSON.stringify({ type: 'result', model: result.model }) : result.sentence);
  return exitCodes.done;
}
