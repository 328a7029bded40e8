#!/usr/bin/env -S node --max-semi-space-size=1
import { runCommandLine } from './commands/program.ts';
import { dataFolderOf } from './data-folder.ts';
import { withStopSignals } from './terminal/stop-signals.ts';
import { createTerminal } from './terminal/terminal.ts';

/** What a forgotten handle may still do after the command is done. */
const lingerMs = 2000;

const dataFolder = dataFolderOf(process.env);
const terminal = createTerminal({ input: process.stdin, output: process.stdout, errors: process.stderr }, process.env);

process.exitCode = await runCommandLine(process.argv.slice(2), {
  terminal,
  environment: process.env,
  dataFolder,
  connect: async () => (await import('./terminal/studio-connection.ts')).connectStudio(dataFolder),
  readSettings: async () => (await import('./compose.ts')).readSettings(dataFolder),
  openBench: async () => (await import('./compose.ts')).composeBench(dataFolder),
  stoppable: withStopSignals,
});
setTimeout(() => process.exit(), lingerMs).unref();
