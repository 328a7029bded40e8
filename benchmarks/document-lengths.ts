import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { productFolder } from '../scripts/building/build-product.mjs';
import type { BenchmarkProgram } from './benchmark.ts';

interface Written {
  readonly sections: readonly { readonly target: number; readonly count: number; readonly state: string }[];
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

/** `npm run bench -- document-lengths [--count N] [--model FILE]`: the built command line, as a writer calls it. */
export const documentLengths: BenchmarkProgram = {
  name: 'document-lengths',
  about: `whether documents of ${words} 字 keep the lengths asked for, section by section (--count N, --model FILE; default ${usualCount}, demo)`,
  run: async (given) => {
    const { values } = parseArgs({ args: [...given], options: { count: { type: 'string' }, model: { type: 'string' } } });
    const count = Number(values.count ?? usualCount);
    if (!Number.isInteger(count) || count < 1) {
      console.error('--count must be a whole number above 0.');
      return 2;
    }
    const home = mkdtempSync(join(tmpdir(), 'maobi-lengths-'));
    try {
      const documents: Written[] = [];
      for (let index = 0; index < count; index += 1) {
        documents.push(await write(index, values.model ?? 'demo', home));
        console.log(`  ${index + 1}: ${lineOf(documents[index])}`);
      }
      return report(documents);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};

async function write(index: number, model: string, home: string): Promise<Written> {
  const topic = topics[index % topics.length] ?? '';
  const command = [join(productFolder, 'maobi.js'), 'write', topic, '--words', String(words), '--seed', String(index + 1)];
  const { stdout } = await run(process.execPath, [...command, '--model', model, '--json'], {
    env: { ...process.env, MAOBI_HOME: home },
    maxBuffer: 100_000_000,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Written;
}

function lineOf(written: Written | undefined): string {
  if (!written) return '';
  const marked = written.sections.filter(({ state }) => state !== 'done').length;
  return `${countOf(written)} 字 in ${written.sections.length} sections, ${marked} marked, ${written.seconds} s`;
}

function countOf({ sections }: Written): number {
  return sections.reduce((sum, { count }) => sum + count, 0);
}

function report(documents: readonly Written[]): number {
  const sections = documents.flatMap((document) => document.sections);
  const isRight = ({ count, target }: Written['sections'][number]): boolean =>
    count >= target * accepted.sectionLeast && count <= target * accepted.sectionMost;
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
