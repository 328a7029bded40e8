import { ClientError } from '@maobi/contract';
import { errorTable, StudioError } from '@maobi/core';
import { CommanderError } from 'commander';
import { harmless, type Terminal } from './terminal.ts';

/** Exit codes of every command. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, stopped: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command was called in a way that cannot work. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly hint: string | undefined;

  /** @param message what is wrong and why, one sentence */
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** The command was right, but this computer does not let it be done. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, { cause });
    this.hint = hint;
  }
}

/** The writer stopped it: an outcome, not an error. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

interface Failure {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/** Says what went wrong in one to three lines and gives the exit code that belongs to it. */
export function reportFailure(terminal: Terminal, caught: unknown): ExitCode {
  if (caught instanceof Stopped) return exitCodes.stopped;
  // commander has said it already, or there is nothing to say (--help, --version)
  if (caught instanceof CommanderError) return caught.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
  const failure = describeFailure(caught);
  terminal.note(`${terminal.paintNote('red', 'maobi:')} ${harmless(failure.message)}`);
  if (failure.hint) terminal.note(harmless(failure.hint));
  return failure.exitCode;
}

/** Anything caught, for people and programs. */
export function describeFailure(caught: unknown): Failure {
  if (caught instanceof UsageError) {
    return { exitCode: exitCodes.wrongUsage, code: 'wrong-usage', message: caught.message, hint: caught.hint };
  }
  if (caught instanceof CommandError) {
    return { exitCode: exitCodes.failed, code: 'failed', message: caught.message, hint: caught.hint };
  }
  if (caught instanceof ClientError) {
    const { code, message, hint } = caught.body;
    return { exitCode: errorTable[code].exitCode, code, message, hint };
  }
  if (caught instanceof StudioError) {
    const { code, message, hint } = caught;
    return { exitCode: errorTable[code].exitCode, code, message, hint };
  }
  const detail = caught instanceof Error ? caught.message : String(caught);
  return {
    exitCode: exitCodes.failed,
    code: 'internal',
    message: `Something went wrong inside Maobi (${detail}).`,
    hint: 'Report it, with what "maobi doctor" says.',
  };
}
