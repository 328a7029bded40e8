import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface VersusOptions {
  readonly serverPath: string;
  /** `null`: what is compared with llama-bench is left out. */
  readonly benchPath: string | null;
  readonly modelPath: string;
  /** Names of works; empty: all. */
  readonly only: readonly string[];
  /** Lengths of the conversations whose first token is measured. */
  readonly sizes: readonly number[];
  /** Repetitions of what is cheap; what takes minutes is done once. */
  readonly rounds: number;
  /** Multiplies the texts that are written: 1 is what the report states. */
  readonly scale: number;
  /** Of llama-server with its best flags, and of llama-bench. */
  readonly threads: number;
  readonly reportPath: string | null;
  readonly markdownPath: string | null;
}

export const usage = `npm run bench -- versus-llama-server --server PATH/llama-server --model FILE.gguf
  [--bench PATH/llama-bench]  also compare with llama-bench
  [--only NAME,…]             these works only
  [--sizes TOKENS,…]          conversations for first-token (default 1000,2000)
  [--rounds N]                repetitions of what is cheap (default 3)
  [--scale X]                 shorter texts, e.g. 0.5 (default 1)
  [--quick]                   the same as --rounds 1 --scale 0.15 --sizes 200,400
  [--threads N]               for llama.cpp's tools (default: all processors)
  [--out FILE.json] [--markdown FILE.md]`;

/** Throws an `Error` that says what is missing or wrong. */
export function readVersusOptions(words: readonly string[], workNames: readonly string[]): VersusOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      server: { type: 'string' },
      bench: { type: 'string' },
      model: { type: 'string' },
      only: { type: 'string' },
      sizes: { type: 'string' },
      rounds: { type: 'string' },
      scale: { type: 'string' },
      threads: { type: 'string' },
      quick: { type: 'boolean' },
      out: { type: 'string' },
      markdown: { type: 'string' },
    },
  });
  const isQuick = values.quick === true;
  const only = values.only?.split(',').filter(Boolean) ?? [];
  const unknown = only.filter((name) => !workNames.includes(name));
  if (unknown.length > 0) throw new Error(`There is no work named ${unknown.join(', ')}. There are: ${workNames.join(', ')}.`);
  return {
    serverPath: existing('--server', values.server),
    benchPath: values.bench === undefined ? null : existing('--bench', values.bench),
    modelPath: existing('--model', values.model),
    only,
    sizes: (values.sizes ?? (isQuick ? '200,400' : '1000,2000')).split(',').map((text) => positive('--sizes', text)),
    rounds: positive('--rounds', values.rounds ?? (isQuick ? '1' : '3')),
    scale: positive('--scale', values.scale ?? (isQuick ? '0.15' : '1')),
    threads: positive('--threads', values.threads ?? String(availableParallelism())),
    reportPath: values.out ?? null,
    markdownPath: values.markdown ?? null,
  };
}

function existing(option: string, path: string | undefined): string {
  if (path === undefined) throw new Error(`${option} is missing.`);
  if (!existsSync(path)) throw new Error(`${option}: there is no file ${path}.`);
  return path;
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new Error(`${option} must be a number above 0, not "${text}".`);
}
