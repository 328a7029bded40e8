import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface BenchRates {
  /** Tokens per second, one value for each repetition. */
  readonly reading: readonly number[];
  readonly writing: readonly number[];
  readonly build: string;
}

const run = promisify(execFile);
/** Reading 8,000 tokens with a 4B model takes a quarter of an hour on two busy cores, and is done twice. */
const benchTimeoutMs = 3_600_000;

/** Runs llama-bench on the file with its own defaults and so many threads: reading from the start, writing after what is read. */
export async function runLlamaBench(
  path: string,
  options: { modelPath: string; threads: number; readTokens: number; writeTokens: number },
): Promise<BenchRates> {
  const { readTokens, writeTokens } = options;
  const reading = await benchRows(path, options, ['-p', readTokens, '-n', 0]);
  const writing = await benchRows(path, options, ['-p', 0, '-n', writeTokens, '-d', readTokens]);
  return ratesOfBench([...reading, ...writing]);
}

/** What the bare engine needs, in milliseconds, to read so many tokens behind others that it has read already. */
export async function benchReadingMs(
  path: string,
  options: { modelPath: string; threads: number; readTokens: number; behindTokens: number },
): Promise<readonly number[]> {
  const { readTokens, behindTokens } = options;
  const rows = await benchRows(path, options, ['-p', readTokens, '-n', 0, '-d', behindTokens]);
  return rows.flatMap(({ samples_ts: rates }) => rates ?? []).map((tokensPerSecond) => (readTokens / tokensPerSecond) * 1_000);
}

async function benchRows(
  path: string,
  { modelPath, threads }: { modelPath: string; threads: number },
  amounts: readonly (string | number)[],
): Promise<readonly BenchRow[]> {
  const common = ['-m', modelPath, '-t', String(threads), '-r', '1', '-o', 'json'];
  const { stdout } = await run(path, [...common, ...amounts.map(String)], { timeout: benchTimeoutMs });
  return JSON.parse(stdout) as readonly BenchRow[];
}

/** From rows of `llama-bench -o json`. Throws when they tell no rates. */
export function ratesOfBench(rows: readonly BenchRow[]): BenchRates {
  const rates = (isReading: boolean) => rows.flatMap((row) => ((row.n_prompt ?? 0) > 0 === isReading ? (row.samples_ts ?? []) : []));
  const [reading, writing] = [rates(true), rates(false)];
  if (reading.length === 0 || writing.length === 0) throw new Error('llama-bench told no rates.');
  return { reading, writing, build: rows[0]?.build_commit ?? '' };
}

export interface BenchRow {
  readonly build_commit?: string;
  /** 0: this row is about writing. */
  readonly n_prompt?: number;
  readonly samples_ts?: readonly number[];
}
