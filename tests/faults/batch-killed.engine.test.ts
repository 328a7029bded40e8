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
async function watch(studio: StudioProcess, id: Id, seen: string[], isEnough?: (batch: BatchDetail) => boolean): Promise<BatchDetail> {
  for (;;) {
    const { batch, texts } = await look(studio, id, isEnough !== undefined);
    for (const [index, text] of texts.entries()) {
      const before = seen[index] ?? '';
      const both = Math.min(text.length, before.length);
      expect(text.slice(0, both)).toBe(before.slice(0, both));
      expect(both).toBeGreaterThanOrEqual(before.length / 2);
      seen[index] = text;
    }
    if (batch.state !== 'open' || isEnough?.(batch)) return batch;
    await delay(lookEveryMs);
  }
}

/** On a busy machine the engine would write the rest while this looks: it may wait meanwhile. */
async function look(studio: StudioProcess, id: Id, isEngineToWait: boolean): Promise<{ batch: BatchDetail; texts: string[] }> {
  if (isEngineToWait) signalEngineOf(studio, 'SIGSTOP');
  try {
    const batch = await studio.client.call('getBatch', { params: { id } });
    return { batch, texts: await textsOf(studio.client, batch) };
  } finally {
    if (isEngineToWait) signalEngineOf(studio, 'SIGCONT');
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

function signalEngineOf({ process: server }: StudioProcess, signal: NodeJS.Signals): void {
  for (const engine of childrenOf(server.pid ?? 0)) process.kill(engine, signal);
}

describe.runIf(isDemoThere && process.platform === 'linux')('kill -9 while four rows of a batch are written side by side', () => {
  it('B15 J2 of the engine, then of the server: each row goes on with its own text, and all are written', async () => {
    let studio = await startCalibrated(bench, atOnce);
    const id = await startBatch(studio.client);
    const seen: string[] = [];
    const isMidway = (batch: BatchDetail) => atWork(batch) > 1 && seen.filter((text) => text.length > 20).length > 1;
    expect(await watch(studio, id, seen, isMidway)).toMatchObject({ state: 'open' });
    const lengthsAtKill = seen.map((text) => text.length);
    signalEngineOf(studio, 'SIGKILL');
    const goesOn = () => seen.filter((text, index) => text.length > (lengthsAtKill[index] ?? 0)).length > 1;
    expect(await watch(studio, id, seen, goesOn)).toMatchObject({ state: 'open' });
    await kill(studio.process, 'SIGKILL');
    studio = await bench.start({ engine: 'llama' });
    const { rows } = await watch(studio, id, seen);
    expect(rows.filter(({ state }) => !['done', 'short', 'long'].includes(state))).toEqual([]);
    expect(seen.filter((text) => text.length > 20)).toHaveLength(topics.length);
  });
});
