import { Command } from 'commander';
import { exitCodes, reportFailure, type ExitCode } from '../terminal/failures.ts';
import { version } from '../version.ts';
import { addBatchCommand } from './batch.ts';
import { addBenchCommand } from './bench.ts';
import { addChatCommand } from './chat.ts';
import { refuseUnknownCommand, type CommandContext, type CommandHost } from './command-host.ts';
import { addCompletionCommand } from './completion.ts';
import { addDoctorCommand } from './doctor.ts';
import { addEvalCommand } from './eval.ts';
import { addJobsCommand } from './jobs.ts';
import { addModelsCommand } from './models.ts';
import { addPolishCommand } from './polish.ts';
import { addServeCommand, serve } from './serve.ts';
import { addTemplatesCommand } from './templates.ts';
import { addWriteCommand } from './write.ts';

/** Runs one command line and gives its exit code; never throws. */
export async function runCommandLine(words: readonly string[], context: CommandContext): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const host: CommandHost = {
    context,
    action:
      (work) =>
      async (...input) => {
        exitCode = await work(...input);
      },
  };
  try {
    await createProgram(host).parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (caught) {
    return reportFailure(context.terminal, caught);
  }
}

function createProgram(host: CommandHost): Command {
  const { terminal } = host.context;
  const program = new Command('maobi');
  program
    .description(
      'Maobi 毛笔: a writing studio that runs wholly on your own computer.\nWithout a command it starts the studio and opens it in the browser.',
    )
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.noteRaw(text),
      outputError: (text, write) => write(text.replace(/^error: /, `${terminal.paintNote('red', 'maobi:')} `)),
    })
    .addHelpText(
      'after',
      `
Examples:
  maobi                                        start the studio
  maobi write 人工智能如何重塑未来教育 -o article.md    write an article into a file
  maobi chat                                   talk with the model
  maobi models pull                            install the recommended model

Environment: MAOBI_HOME (data folder), MAOBI_MODEL, MAOBI_PORT, NO_COLOR.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped.`,
    );
  program.allowExcessArguments().action(
    host.action(() => {
      refuseUnknownCommand(program);
      return serve({ open: true }, host.context);
    }),
  );
  addServeCommand(program, host);
  addWriteCommand(program, host);
  addBatchCommand(program, host);
  addTemplatesCommand(program, host);
  addJobsCommand(program, host);
  addChatCommand(program, host);
  addPolishCommand(program, host);
  addModelsCommand(program, host);
  addDoctorCommand(program, host);
  addBenchCommand(program, host);
  addEvalCommand(program, host);
  addCompletionCommand(program, host);
  pointToHelp(program, 'maobi');
  return program;
}

/** What is wrong with a command is explained by the help of that command. */
function pointToHelp(command: Command, name: string): void {
  command.showHelpAfterError(`See "${name} --help".`);
  for (const part of command.commands) pointToHelp(part, `${name} ${part.name()}`);
}
