import { setTimeout as delay } from 'node:timers/promises';
import type { BatchDetail, Id, StudioClient } from '@maobi/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { startCalibrated } from './calibrated-home.ts';
import { childrenOf, FaultBench, isDemoThere, kill, type StudioProcess } from './studio-process.ts';

const atOnce = 4;
const words = 300;
const topics = ['山', '海', '城', '桥'];
const lookEveryMs = 20;

let bench: FaultBench;
beforeEach(() => {
  bench = new FaultBench();
});
afterEach(() => bench.clear());

async function startBatch(client: StudioClient): Promise<Id> {
  const id = uuidV7();
  const rows = topics.map((topic) => ({ id: uuidV7(), cells: { topic: `湖边的${topic}`, words: String(words) } }));
  await client.call('createBatch', { body: { id, template: 'free-writing', title: '', common: {}, rows } });
  await client.call('startBatch', { params: { id }, body: { options: { seed: 5 } } });
  return id;
}

/** Looks at the batch until it has ended or enough was seen: no text that was seen may change but by growing, or by its end being cut to length. */
async function watch(
  client: StudioClient,
  id: Id,
  seen: string[],
  isEnough: (batch: BatchDetail) => boolean = () => false,
): Promise<BatchDetail> {
  for (;;) {
    const batch = await client.call('getBatch', { params: { id } });
    const texts = await textsOf(client, batch);
    for (const [index, text] of texts.entries()) {
      const before = seen[index] ?? '';
      const both = Math.min(text.length, before.length);
      expect(text.slice(0, both)).toBe(before.slice(0, both));
      expect(both).toBeGreaterThanOrEqual(before.length / 2);
      seen[index] = text;
    }
    if (batch.state !== 'open' || isEnough(batch)) return batch;
    await delay(lookEveryMs);
  }
}

function textsOf(client: StudioClient, { rows }: BatchDetail): Promise<string[]> {
  return Promise.all(
    rows.map(async ({ documentId }) => {
      if (documentId === null) return '';
      const { sections } = await client.call('getDocument', { params: { id: documentId } });
      return sections.map(({ version }) => version?.text ?? '').join('\n');
    }),
  );
}

const atWork = ({ rows }: BatchDetail) => rows.filter(({ state }) => state === 'writing').length;

function killEngineOf({ process: server }: StudioProcess): void {
  for (const engine of childrenOf(server.pid ?? 0)) process.kill(engine, 'SIGKILL');
}

describe.runIf(isDemoThere && process.platform === 'linux')('kill -9 while four rows of a batch are written side by side', () => {
  it('B15 J2 of the engine, then of the server: each row goes on with its own text, and all are written', async () => {
    let studio = await startCalibrated(bench, atOnce);
    const id = await startBatch(studio.client);
    const seen: string[] = [];
    const isMidway = (batch: BatchDetail) => atWork(batch) > 1 && seen.filter((text) => text.length > 20).length > 1;
    expect(await watch(studio.client, id, seen, isMidway)).toMatchObject({ state: 'open' });
    const lengthsAtKill = seen.map((text) => text.length);
    killEngineOf(studio);
    const goesOn = () => seen.filter((text, index) => text.length > (lengthsAtKill[index] ?? 0)).length > 1;
    expect(await watch(studio.client, id, seen, goesOn)).toMatchObject({ state: 'open' });
    await kill(studio.process, 'SIGKILL');
    studio = await bench.start({ engine: 'llama' });
    const { rows } = await watch(studio.client, id, seen);
    expect(rows.filter(({ state }) => !['done', 'short', 'long'].includes(state))).toEqual([]);
    expect(seen.filter((text) => text.length > 20)).toHaveLength(topics.length);
  });
});
