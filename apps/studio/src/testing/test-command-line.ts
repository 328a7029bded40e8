import { PassThrough, Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { Log, Studio } from '@maobi/core';
import { createTestStudio, type TestStudioOptions } from '@maobi/testkit';
import type { BenchParts } from '../bench/bench-parts.ts';
import { connectToComposed } from '../terminal/studio-connection.ts';
import { createTerminal, type Terminal } from '../terminal/terminal.ts';
import type { CommandContext } from '../commands/command-host.ts';
import { runCommandLine } from '../commands/program.ts';

interface Heard {
  readonly exitCode: number;
  readonly output: string;
  readonly notes: string;
  /** The lines of `--json`. */
  readonly objects: readonly Record<string, unknown>[];
}

export interface TestCommandLine extends AsyncDisposable {
  readonly studio: Studio;
  /** Runs one command line in this process. */
  run(words: readonly string[], setting?: Setting): Promise<Heard>;
}

interface Setting {
  /** What comes through the pipe. */
  readonly input?: string;
  readonly isTerminal?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
  /** Stands for Ctrl+C. */
  readonly stop?: AbortSignal;
  /** For commands that use the folder itself; `/nowhere` by default. */
  readonly dataFolder?: string;
  /** What `bench` measures with; without it there is nothing. */
  readonly bench?: BenchParts;
  /** Called with everything that was written so far, each time something is written. */
  readonly onOutput?: (output: string) => void;
  /** The same for what is said about the work. */
  readonly onNotes?: (notes: string) => void;
}

const silentLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A command line on a studio without disk, model or network. */
export async function createTestCommandLine(options: TestStudioOptions = {}): Promise<TestCommandLine> {
  const studio = await createTestStudio(options);
  const connect = () =>
    connectToComposed({ studio, log: silentLog, version: '0.0.0-test', [Symbol.asyncDispose]: async () => undefined }, 'k'.repeat(43));
  return {
    studio,
    run: async (words, setting = {}) => {
      const { terminal, output, notes } = createTestTerminal(setting);
      const stop = setting.stop ?? new AbortController().signal;
      const context: CommandContext = {
        terminal,
        environment: setting.environment ?? {},
        dataFolder: setting.dataFolder ?? '/nowhere',
        connect,
        readSettings: () => studio.settings.read(),
        openBench: async () => {
          if (!setting.bench) throw new Error('This test has nothing to measure with.');
          return setting.bench;
        },
        stoppable: (work) => work(stop),
      };
      const exitCode = await runCommandLine(words, context);
      return { exitCode, output: output(), notes: notes(), objects: words.includes('--json') ? objectsIn(output()) : [] };
    },
    [Symbol.asyncDispose]: () => studio[Symbol.asyncDispose](),
  };
}

function createTestTerminal({ input = '', isTerminal = false, environment = {}, onOutput, onNotes }: Setting): {
  terminal: Terminal;
  output: () => string;
  notes: () => string;
} {
  const written = { output: '', notes: '' };
  const stream = (side: 'output' | 'notes') => {
    const target = Object.assign(new PassThrough(), { isTTY: isTerminal, columns: 100 });
    target.on('data', (piece: Buffer) => {
      written[side] += piece.toString();
      if (side === 'output') onOutput?.(written.output);
      else onNotes?.(written.notes);
    });
    return target;
  };
  const terminal = createTerminal(
    { input: Readable.from([Buffer.from(input)]), output: stream('output'), errors: stream('notes') },
    environment,
  );
  return { terminal, output: () => written.output, notes: () => stripVTControlCharacters(written.notes) };
}

function objectsIn(output: string): Record<string, unknown>[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
