import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { productFolder } from '../scripts/building/build-product.mjs';
import type { BenchmarkProgram } from './benchmark.ts';

interface Section {
  readonly target: number;
  readonly count: number;
  readonly state: string;
}

interface Written {
  readonly sections: readonly Section[];
  readonly tokens: { readonly read: number; readonly cached: number };
  readonly seconds: number;
}

const run = promisify(execFile);
const topics = [
  '城市养蜂人',
  '老街的早餐',
  '海边民宿改造',
  '社区木工坊',
  '乡村图书车',
  '旧书店的下午',
  '河上的渡船',
  '山里的茶园',
  '夜班公交',
  '屋顶菜园',
];
const usualCount = 20;
const words = 2_500;
const accepted = { sectionLeast: 0.9, sectionMost: 1.2, wholeLeast: 0.9, wholeMost: 1.15 };
const wholeShareGoal = 0.9;

/**
 * `npm run bench -- document-lengths [--count N] [--from N] [--at-once N] [--model FILE]`: the built command line, as a writer calls it.
 * Several at once (Linux) get a processor each: threads that share one wait for each other most of the time.
 */
export const documentLengths: BenchmarkProgram = {
  name: 'document-lengths',
  about: `whether documents of ${words} 字 keep the lengths asked for, section by section (--count N, --from SEED, --at-once N, --model FILE; default ${usualCount}, 1, 1, demo)`,
  run: async (given) => {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...given], options: { count: text, from: text, 'at-once': text, model: text } });
    const count = Number(values.count ?? usualCount);
    const firstSeed = Number(values.from ?? 1);
    const atOnce = Number(values['at-once'] ?? 1);
    if (![count, firstSeed, atOnce].every((value) => Number.isInteger(value) && value >= 1)) {
      console.error('--count, --from and --at-once must be whole numbers above 0.');
      return 2;
    }
    const seeds = Array.from({ length: count }, (_, index) => firstSeed + index);
    return report(await writeAll(seeds, atOnce, values.model ?? 'demo'));
  },
};

/** Each of those that write at once takes the next seed, on data of its own. */
async function writeAll(seeds: readonly number[], atOnce: number, model: string): Promise<Written[]> {
  const documents: Written[] = [];
  const left = seeds.values();
  const writer = async (processor: number | null): Promise<void> => {
    const home = mkdtempSync(join(tmpdir(), 'maobi-lengths-'));
    try {
      for (const seed of left) {
        const written = await write(seed, { model, home, processor });
        documents.push(written);
        console.log(`  ${seed}: ${lineOf(written)}`);
      }
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, index) => writer(atOnce === 1 ? null : index)));
  return documents;
}

interface Place {
  readonly model: string;
  readonly home: string;
  /** The only one that may be used, counted from 0; null: all. */
  readonly processor: number | null;
}

async function write(seed: number, { model, home, processor }: Place): Promise<Written> {
  const topic = topics[(seed - 1) % topics.length] ?? '';
  const order = ['write', topic, '--words', String(words), '--seed', String(seed), '--model', model, '--json'];
  const pinned = processor === null ? [] : ['taskset', '-c', String(processor)];
  const [program = '', ...rest] = [...pinned, process.execPath, join(productFolder, 'maobi.js'), ...order];
  const { stdout } = await run(program, rest, {
    env: { ...process.env, MAOBI_HOME: home },
    maxBuffer: 100_000_000,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Written;
}

function lineOf(written: Written): string {
  const { sections, seconds } = written;
  const marked = sections.filter(({ state }) => state !== 'done').length;
  return `${countOf(written)} 字, ${sections.filter(isRight).length} of ${sections.length} sections as long as asked, ${marked} marked, ${seconds} s`;
}

function isRight({ count, target }: Section): boolean {
  return count >= target * accepted.sectionLeast && count <= target * accepted.sectionMost;
}

function countOf({ sections }: Written): number {
  return sections.reduce((sum, { count }) => sum + count, 0);
}

function report(documents: readonly Written[]): number {
  const sections = documents.flatMap((document) => document.sections);
  const silent = sections.filter((section) => !isRight(section) && section.state === 'done').length;
  const right = sections.filter(isRight).length / sections.length;
  const whole = documents.filter((document) => {
    const share = countOf(document) / words;
    return share >= accepted.wholeLeast && share <= accepted.wholeMost;
  }).length;
  const read = documents.reduce((sum, { tokens }) => sum + tokens.read, 0);
  const prompts = documents.reduce((sum, { tokens }) => sum + tokens.read + tokens.cached, 0);
  const goals = [
    [`sections outside 0.9 to 1.2 of their target and not marked: ${silent} of ${sections.length}`, silent === 0],
    [`documents within 0.9 to 1.15 of ${words}: ${whole} of ${documents.length}`, whole >= documents.length * wholeShareGoal],
  ] as const;
  for (const [text, isReached] of goals) console.log(`${isReached ? '✔' : '✘'} ${text}`);
  console.log(`  sections within 0.9 to 1.2: ${(100 * right).toFixed(1)} %`);
  console.log(`  prompt tokens read, plans and first sections included: ${((100 * read) / prompts).toFixed(1)} %`);
  return goals.every(([, isReached]) => isReached) ? 0 : 1;
}
