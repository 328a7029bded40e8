import { setTimeout as delay } from 'node:timers/promises';
import { plainBrief, type DocumentDetail, type Id, type OutlineRow, type StudioClient } from '@maobi/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { childrenOf, FaultBench, isDemoThere, kill, type StudioProcess } from './studio-process.ts';

/** More of them by hand: MAOBI_KILLS=100 npx vitest run tests/faults/document-killed.engine.test.ts */
const kills = Number(process.env['MAOBI_KILLS'] ?? 4);
const headings = ['从一个清晨说起', '工具与时间', '人与人之间', '回到开头'];
const sectionWords = 120;
const lookEveryMs = 50;

let bench: FaultBench;
beforeEach(() => {
  bench = new FaultBench();
});
afterEach(() => bench.clear());

async function startDocument(client: StudioClient): Promise<Id> {
  const id = uuidV7();
  const brief = plainBrief({ topic: '湖边的四季', language: 'zh', words: sectionWords * headings.length });
  const { revision } = await client.call('createDocument', { body: { id, brief } });
  const sections = headings.map((heading): OutlineRow => ({ id: uuidV7(), heading, points: [], target: sectionWords, isLocked: false }));
  await client.call('replaceOutline', { params: { id }, body: { revision, sections } });
  await client.call('startJob', { params: { id }, body: { id: uuidV7(), options: { seed: 3 } } });
  return id;
}

const documentOf = (client: StudioClient, id: Id): Promise<DocumentDetail> => client.call('getDocument', { params: { id } });

/** The newest text that was seen of each version. */
class Sight {
  readonly #texts = new Map<Id, string>();

  note({ sections }: DocumentDetail): void {
    for (const { version } of sections) if (version) this.#texts.set(version.id, version.text);
  }

  /** Versions whose text is no longer what it began with. */
  lost({ sections }: DocumentDetail): string[] {
    return sections.flatMap(({ version }) => {
      const seen = version ? this.#texts.get(version.id) : undefined;
      return seen === undefined || version?.text.startsWith(seen) ? [] : [seen];
    });
  }
}

/** Watches until the job has ended, or until the time is up. */
async function watch(client: StudioClient, id: Id, sight: Sight, forMs = Infinity): Promise<DocumentDetail> {
  const endMs = performance.now() + forMs;
  for (;;) {
    const document = await documentOf(client, id);
    expect(sight.lost(document)).toEqual([]);
    sight.note(document);
    if (document.job?.state !== 'open' || performance.now() > endMs) return document;
    await delay(lookEveryMs);
  }
}

function textsOf({ sections }: DocumentDetail): string[] {
  return sections.map(({ version }) => version?.text ?? '');
}

describe('kill -9 while a document is written', () => {
  it('J2 of the server: the job goes on by itself, nothing is lost and nothing is written twice', async () => {
    const undisturbed = await bench.start({ writeTokensPerSecond: 5_000 });
    const reference = await watch(undisturbed.client, await startDocument(undisturbed.client), new Sight());
    await kill(undisturbed.process, 'SIGTERM');
    let studio = await bench.start({ writeTokensPerSecond: 200 });
    const id = await startDocument(studio.client);
    const sight = new Sight();
    for (let count = 0; count < kills; count += 1) {
      await watch(studio.client, id, sight, 100 + Math.random() * 400);
      await kill(studio.process, 'SIGKILL');
      studio = await bench.start({ writeTokensPerSecond: 200 });
    }
    const document = await watch(studio.client, id, sight);
    expect(document.job).toMatchObject({ state: 'done', error: null });
    expect(textsOf(document)).toEqual(textsOf(reference));
  });

  it.runIf(isDemoThere && process.platform === 'linux')('J2 of the engine: the section goes on where it was', async () => {
    const studio = await bench.start({ engine: 'llama' });
    const id = await startDocument(studio.client);
    const sight = new Sight();
    for (let count = 0; count < kills; count += 1) {
      const { job } = await watch(studio.client, id, sight, 100 + Math.random() * 300);
      if (job?.state === 'open') killEngineOf(studio);
      else if (job?.state === 'paused') await tryAgain(studio.client, job.id);
    }
    const document = await untilDone(studio.client, id, sight);
    expect(document.job).toMatchObject({ state: 'done', error: null });
    expect(document.sections.every(({ state }) => ['done', 'short', 'long'].includes(state))).toBe(true);
  });
});

/** Three crashes in a row let the job rest, and make a model suspect; the writer says that it is all right. */
async function tryAgain(client: StudioClient, jobId: Id): Promise<void> {
  await client.call('useModel', { params: { id: 'demo' }, body: {} });
  await client.call('resumeJob', { params: { id: jobId }, body: {} });
}

async function untilDone(client: StudioClient, id: Id, sight: Sight): Promise<DocumentDetail> {
  for (;;) {
    const document = await watch(client, id, sight);
    if (document.job?.state !== 'paused') return document;
    await tryAgain(client, document.job.id);
  }
}

function killEngineOf(studio: StudioProcess): void {
  for (const engine of childrenOf(studio.process.pid ?? 0)) process.kill(engine, 'SIGKILL');
}
