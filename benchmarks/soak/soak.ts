import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLlamaEngine } from '@maobi/engine-llama';
import { medianSlope } from '@maobi/testkit';
import { productFolder } from '../../scripts/building/build-product.mjs';
import { childrenOf } from '../../tests/faults/studio-process.ts';
import type { BenchmarkProgram } from '../benchmark.ts';
import { generation } from './generations.ts';

const usualCount = 1_000;
const warmUpCount = 100;
const reportEvery = 100;
/** Over so many generations, however many are measured. */
const budgetCount = 1_000;
const growthBudgetMegabytes = 20;
/** Fewer values than these say nothing about a slope. */
const fewestMeasured = 50;
const contextTokens = 4_096;
/** Some of the states, so that the oldest are removed all the time. */
const statesCapBytes = 32e6;
const model = join(productFolder, 'maobi-demo.gguf');

/** `npm run bench -- soak [--count N]`: Linux only. */
export const soak: BenchmarkProgram = {
  name: 'soak',
  about: `memory of the engine over ${usualCount} generations, stops, pauses and rewrites on the demo model, as a slope (--count N)`,
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { count: { type: 'string' } } });
    const count = Number(values.count ?? usualCount);
    if (!Number.isInteger(count) || count < warmUpCount + fewestMeasured) {
      console.error(`--count must be a whole number from ${warmUpCount + fewestMeasured} on: ${warmUpCount} are for warming up.`);
      return 2;
    }
    const childEntry = { path: join(productFolder, 'engine-child.js'), execArgv: [] };
    await using states = await temporaryFolder();
    // several threads would wait for each other on a busy machine
    await using engine = createLlamaEngine({ childEntry, threads: 1, snapshots: { folder: states.path, capBytes: statesCapBytes } });
    await engine.load({ modelId: 'demo', path: model, contextTokens }, new AbortController().signal);
    const series: number[] = [];
    for (let number = 1; number <= count; number += 1) {
      await generation(engine, number);
      const megabytes = engineMegabytes();
      if (number > warmUpCount) series.push(megabytes);
      if (number % reportEvery === 0) console.log(`  after ${number} generations: ${megabytes.toFixed(1)} MB`);
    }
    console.log(`  states on disk at the end: ${(await readdir(states.path)).length}`);
    const growth = medianSlope(series) * budgetCount;
    const isKept = growth <= growthBudgetMegabytes;
    const measured = `the slope of ${series.length} values after the first ${warmUpCount}`;
    console.log(
      `${isKept ? '✔' : '✘'} growth over ${budgetCount} generations, by ${measured}: ${growth.toFixed(1)} MB (budget ${growthBudgetMegabytes})`,
    );
    return isKept ? 0 : 1;
  },
};

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'maobi-soak-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Resident memory of the engine process. */
function engineMegabytes(): number {
  const engines = childrenOf(process.pid).filter((id) => readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('engine-child'));
  const pages = engines.map((id) => Number(/^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0));
  return pages.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024;
}
