import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BatchDetail } from '@maobi/contract';
import { uuidV7 } from '../apps/studio/src/surroundings/uuid-v7.ts';
import { BuiltStudio } from '../tests/e2e/built-studio.ts';
import type { BenchmarkProgram } from './benchmark.ts';

const usualCount = 50;
const warmUpRows = 3;
const growthBudgetMegabytes = 50;
const lookAgainMs = 200;

/** `npm run bench -- batch-memory [--rows N]`: Linux only. */
export const batchMemory: BenchmarkProgram = {
  name: 'batch-memory',
  about: `memory of the engine over a batch of ${usualCount} rows on the demo model (--rows N)`,
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { rows: { type: 'string' } } });
    const count = Number(values.rows ?? usualCount);
    if (!Number.isInteger(count) || count <= warmUpRows) {
      console.error(`--rows must be a whole number above ${warmUpRows}: that many are for warming up.`);
      return 2;
    }
    await using studio = await BuiltStudio.start();
    return await measure(studio, count); // the studio is there until then
  },
};

async function measure(studio: BuiltStudio, count: number): Promise<number> {
  const { client } = studio;
  const rows = Array.from({ length: count }, (_, index) => ({ id: uuidV7(), cells: { topic: `旧物改造第${index + 1}件`, words: '100' } }));
  const { id } = await client.call('createBatch', { body: { id: uuidV7(), template: 'free-writing', rows } });
  const startedMs = performance.now();
  await client.call('startBatch', { params: { id }, body: {} });
  const warm = await until(client, id, (batch) => written(batch) >= warmUpRows);
  const before = megabytesOf(studio.engineProcess());
  const end = written(warm) < count ? await until(client, id, ({ state }) => state !== 'open') : warm;
  const growth = megabytesOf(studio.engineProcess()) - before;
  const seconds = (performance.now() - startedMs) / 1000;
  const { promptTokens, cachedTokens } = end.usage;
  const isKept = growth <= growthBudgetMegabytes && written(end) === count;
  console.log(`  rows written: ${written(end)} of ${count} in ${seconds.toFixed(1)} s`);
  console.log(
    `  prompt tokens that were there already: ${cachedTokens} of ${promptTokens} (${((100 * cachedTokens) / promptTokens).toFixed(1)} %)`,
  );
  console.log(`  engine after row ${warmUpRows}: ${before.toFixed(1)} MB; at the end: ${(before + growth).toFixed(1)} MB`);
  console.log(`${isKept ? '✔' : '✘'} growth after row ${warmUpRows}: ${growth.toFixed(1)} MB (budget ${growthBudgetMegabytes})`);
  return isKept ? 0 : 1;
}

function written({ rows }: BatchDetail): number {
  return rows.filter(({ state }) => state === 'done' || state === 'short' || state === 'long').length;
}

async function until(client: BuiltStudio['client'], id: string, isTrue: (batch: BatchDetail) => boolean): Promise<BatchDetail> {
  for (;;) {
    const batch = await client.call('getBatch', { params: { id } });
    if (isTrue(batch) || batch.state !== 'open') return batch;
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

/** Resident memory of a process. */
function megabytesOf(processId: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}
