import type { System } from '@maobi/contract';
import type { Command } from 'commander';
import { exitCodes, type ExitCode } from '../terminal/failures.ts';
import { openBrowser } from '../terminal/open-browser.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wantedModel, wholeNumber, type CommandContext, type CommandHost } from './command-host.ts';

interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  readonly open: boolean;
  readonly model?: string;
}

export function addServeCommand(program: Command, host: CommandHost): void {
  program
    .command('serve')
    .summary('start the studio')
    .description('Starts the studio in the browser; the same as "maobi" alone. When it runs already, that one is opened.')
    .option('-p, --port <number>', 'port to listen on; taken: the next free one (default: 4160, or MAOBI_PORT)')
    .option('--host <name>', 'name of this machine to listen on (default: 127.0.0.1)')
    .option('--no-open', 'do not open the browser')
    .option('-m, --model <model>', 'id of an installed model, "demo", or the path of a .gguf file')
    .addHelpText(
      'after',
      `
Examples:
  maobi serve
  maobi serve --port 8080 --no-open
  maobi serve --model demo`,
    )
    .action(host.action((options: ServeOptions) => serve(options, host.context)));
}

/** Starts the studio, or opens the one that runs, and waits for Ctrl+C. */
export async function serve(options: ServeOptions, context: CommandContext): Promise<ExitCode> {
  const { terminal, environment, dataFolder } = context;
  const portText = options.port ?? (environment['MAOBI_PORT'] || undefined);
  const port = portText === undefined ? undefined : wholeNumber('--port', portText, { minimum: 0, maximum: 65_535 });
  const model = wantedModel(options.model, environment);
  const { startServer } = await import('../server/start-server.ts');
  // loaded before the server listens: between listening and hearing signals nothing may be waited for
  const { serveUntilStopped } = await import('../server/serve-until-stopped.ts');
  const server = await startServer({
    dataFolder,
    engine: 'llama',
    preload: true,
    ...(port === undefined ? {} : { port }),
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(model === undefined ? {} : { modelOverride: model }),
  });
  const tellAddress = (): void => {
    terminal.line(`${terminal.paint('bold', 'Maobi 毛笔')}  ${server.launchUrl}`);
    if (options.open && terminal.isOutputShown) openBrowser(server.launchUrl, environment);
  };
  if (server.kind === 'reused') {
    tellAddress();
    terminal.note('The studio was running already; this is its address.');
    if (model !== undefined) terminal.note('It keeps the model it writes with; choose another one on its Models page.');
    return exitCodes.done;
  }
  const signal = await serveUntilStopped(server, {
    start: async () => {
      tellAddress();
      tellState(await server.system(), terminal);
    },
    slowEnd: () =>
      terminal.note(terminal.paintNote('dim', 'Keeping what the model has read, so that it need not read it again. Ctrl+C ends at once.')),
  });
  return signal === 'SIGINT' ? exitCodes.stopped : exitCodes.done;
}

/** What a writer should know at the start: an unusual state of the data, and the demo model. */
function tellState({ notices, isDemo }: System, terminal: Terminal): void {
  for (const { text } of notices) terminal.note(terminal.paintNote('yellow', text));
  if (isDemo)
    terminal.note(terminal.paintNote('dim', 'The small demo model writes. Install the real one in the studio, or: maobi models pull'));
  terminal.note(terminal.paintNote('dim', 'Ctrl+C saves and ends.'));
}
