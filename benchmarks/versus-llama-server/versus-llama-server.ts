import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { llamaEngineVersion } from '@maobi/engine-llama';
import type { BenchmarkProgram } from '../benchmark.ts';
import { Arena } from './arena.ts';
import { Findings, isReached, type Outcome } from './findings.ts';
import { readVersusOptions, usage, type VersusOptions } from './options.ts';
import { markdownReport, workLines, type Report } from './report.ts';
import { busy } from './works/busy.ts';
import { conversation } from './works/conversation.ts';
import { document } from './works/document.ts';
import { firstToken } from './works/first-token.ts';
import { memory } from './works/memory.ts';
import { overhead } from './works/overhead.ts';
import { page } from './works/page.ts';
import { rates } from './works/rates.ts';
import { rewrite } from './works/rewrite.ts';
import { stopping } from './works/stopping.ts';
import { together } from './works/together.ts';
import type { Work } from './works/work.ts';

const works: readonly Work[] = [rates, firstToken, document, rewrite, together, conversation, stopping, busy, overhead, page, memory];
const gigabyte = 1e9;
const run = promisify(execFile);

/** The same work through Maobi and through llama-server, side by side on the same file. */
export const versusLlamaServer: BenchmarkProgram = {
  name: 'versus-llama-server',
  about: 'the same work through Maobi and through llama-server, side by side; needs its binaries',
  run: async (words) => {
    let options: VersusOptions;
    try {
      options = readVersusOptions(
        words,
        works.map(({ name }) => name),
      );
    } catch (error) {
      console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n\nWorks:`);
      for (const { name, about } of works) console.error(`  ${name}: ${about}`);
      console.error('\nHow to get llama-server: docs/benchmarks/versus-llama-server.md');
      return 2;
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130)); // ends our processes too
    const report = await compare(options, words);
    if (options.reportPath !== null) writeFileSync(options.reportPath, `${JSON.stringify(report, null, 2)}\n`);
    if (options.markdownPath !== null) writeFileSync(options.markdownPath, pageWith(options.markdownPath, markdownReport(report)));
    return report.works.every(({ goals }) => goals.every(isReached)) ? 0 : 1;
  },
};

async function compare(options: VersusOptions, words: readonly string[]): Promise<Report> {
  await using arena = await Arena.open(options);
  const done: Report['works'][number][] = [];
  for (const { name, about, measure } of works) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    console.log(`\n${name}: ${about}`);
    const startedMs = performance.now();
    const findings = new Findings();
    const outcome = await measure(arena, findings).catch(failedWork);
    const result = { ...outcome, findings: findings.list() };
    done.push({ name, about, ...result, seconds: (performance.now() - startedMs) / 1000 });
    for (const line of workLines(result)) console.log(line);
  }
  const serverVersion = await llamaServerVersion(options.serverPath);
  const version = (name: string) => (name === arena.maobi.name ? llamaEngineVersion : serverVersion);
  const contestants = [arena.maobi, arena.llamaServer, arena.llamaServerTuned];
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: machineName(),
    model: `${basename(options.modelPath)} (${arena.header.quantisation}, ${(arena.header.weightsBytes / gigabyte).toFixed(2)} GB)`,
    contestants: contestants.map(({ name, flags }) => ({ name, version: version(name), flags })),
    command: `npm run bench -- versus-llama-server ${words.map((word) => (word.includes('/') ? basename(word) : word)).join(' ')}`,
    works: done,
  };
}

/** What fails costs a goal; what was found before stays, and the other works are still measured. */
function failedWork(error: unknown): Outcome {
  const reason =
    error instanceof Error ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`.trim() : String(error);
  const goal = { name: 'to be measured at all', measured: Number.NaN, bound: 1, kind: 'at least', unit: '' } as const;
  return { goals: [goal], notes: [`This part failed: ${reason}`] };
}

/** e.g. `version: 0.4.0 (build 1, commit 80fb11a)`. */
async function llamaServerVersion(path: string): Promise<string> {
  const { stdout, stderr } = await run(path, ['--version']);
  return /version: (.*)/u.exec(stdout + stderr)?.[1] ?? 'unknown';
}

function machineName(): string {
  const memoryGigabytes = Math.round(totalmem() / 1024 ** 3);
  return `${cpus()[0]?.model.trim() ?? 'an unknown processor'}, ${cpus().length} processors, ${memoryGigabytes} GB, Linux ${release()}`;
}

const startMark = '<!-- results -->';
const endMark = '<!-- end of results -->';

/** The page with what stands between its marks replaced; without marks, or without a page, the results alone. */
function pageWith(path: string, results: string): string {
  const page = readOrNothing(path);
  const [start, end] = [page.indexOf(startMark), page.indexOf(endMark)];
  if (start < 0 || end < start) return results;
  return `${page.slice(0, start + startMark.length)}\n\n${results}\n${page.slice(end)}`;
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
