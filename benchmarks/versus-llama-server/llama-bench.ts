import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface BenchRates {
  /** Tokens per second, one value for each repetition. */
  readonly reading: readonly number[];
  readonly writing: readonly number[];
  readonly build: string;
}

const run = promisify(execFile);

/** Runs llama-bench on the file with its own defaults and so many threads. */
export async function runLlamaBench(
  path: string,
  options: { modelPath: string; threads: number; readTokens: number; writeTokens: number },
): Promise<BenchRates> {
  const { modelPath, threads, readTokens, writeTokens } = options;
  const amounts = ['-p', String(readTokens), '-n', String(writeTokens), '-r', '1', '-t', String(threads)];
  const { stdout } = await run(path, ['-m', modelPath, ...amounts, '-o', 'json'], { timeout: 900_000 });
  return parseLlamaBench(stdout);
}

/** The output of `llama-bench -o json`. Throws when it is something else. */
export function parseLlamaBench(text: string): BenchRates {
  const rows = JSON.parse(text) as readonly Partial<Row>[];
  const rates = (isReading: boolean) => rows.flatMap((row) => ((row.n_prompt ?? 0) > 0 === isReading ? (row.samples_ts ?? []) : []));
  const [reading, writing] = [rates(true), rates(false)];
  if (reading.length === 0 || writing.length === 0) throw new Error('llama-bench told no rates.');
  return { reading, writing, build: rows[0]?.build_commit ?? '' };
}

interface Row {
  readonly build_commit: string;
  /** 0: this row is about writing. */
  readonly n_prompt: number;
  readonly samples_ts: readonly number[];
}
