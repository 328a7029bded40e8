import path from 'node:path';
import type { Settings } from '@maobi/contract';
import type { Command } from 'commander';
import type { BenchParts } from '../bench/bench-parts.ts';
import { UsageError, type ExitCode } from '../terminal/failures.ts';
import type { StudioConnection } from '../terminal/studio-connection.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What a command is given to work with. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
  readonly dataFolder: string;
  /** Reaches the studio of the data folder. The heavy part of the program is loaded only here. */
  readonly connect: () => Promise<StudioConnection>;
  /** The writer's settings, whether a studio runs or not; the defaults where there are none yet. Throws when they cannot be read. */
  readonly readSettings: () => Promise<Settings>;
  /** What `bench` measures with, beside any studio. */
  readonly openBench: () => Promise<BenchParts>;
  /** Runs work that Ctrl+C may stop. */
  readonly stoppable: <T>(work: (stop: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Where commands hang their actions. */
export interface CommandHost {
  readonly context: CommandContext;
  /** Makes an action of commander out of work that ends with an exit code. */
  readonly action: <A extends unknown[]>(work: (...args: A) => Promise<ExitCode>) => (...args: A) => Promise<void>;
}

/** For a command that has commands of its own: a word that is none of them is told as such, not as an argument too many. */
export function refuseUnknownCommand(command: Command): void {
  const [word] = command.args;
  if (word !== undefined) throw new UsageError(`There is no command "${word}".`, `See "${fullNameOf(command)} --help".`);
}

function fullNameOf(command: Command): string {
  return command.parent ? `${fullNameOf(command.parent)} ${command.name()}` : command.name();
}

/** Connects, works and always closes the connection again. */
export async function withStudio<T>(context: CommandContext, work: (connection: StudioConnection) => Promise<T>): Promise<T> {
  const connection = await context.connect();
  try {
    return await work(connection);
  } finally {
    await connection[Symbol.asyncDispose]();
  }
}

/** The model asked for on the command line or in `MAOBI_MODEL`; a path is made absolute for a studio that runs elsewhere. */
export function wantedModel(option: string | undefined, environment: NodeJS.ProcessEnv): string | undefined {
  const model = option ?? (environment['MAOBI_MODEL'] || undefined);
  if (model === '') throw new UsageError('No model is named after --model.', 'See "maobi models list".');
  const isPath = model !== undefined && (/[\\/]/.test(model) || model.toLowerCase().endsWith('.gguf'));
  return isPath ? path.resolve(model) : model;
}

/** Reads a whole number of an option. Throws `UsageError` when it is none or out of range. */
export function wholeNumber(option: string, text: string, range: { minimum: number; maximum: number }): number {
  const value = /^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= range.minimum && value <= range.maximum) return value;
  throw new UsageError(`${option} must be a whole number from ${range.minimum} to ${range.maximum}, not "${text}".`);
}
