import { setTimeout as delay } from 'node:timers/promises';
import { plainBrief, type DocumentDetail, type Id, type OutlineRow, type StudioClient } from '@maobi/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { FaultBench, kill } from './studio-process.ts';

const kills = 3;
const headings = ['春', '夏'];
const paragraphs = ['一', '二', '三'];
const lookEveryMs = 50;

let bench: FaultBench;
beforeEach(() => {
  bench = new FaultBench();
});
afterEach(() => bench.clear());

const paragraph = (heading: string, name: string) => `${heading}天的第${name}段写得不算短，值得从头到尾润色一遍。`;

async function startPolish(client: StudioClient): Promise<{ id: Id; jobId: Id }> {
  const id = uuidV7();
  const brief = plainBrief({ topic: '湖边的四季', language: 'zh', words: 200 });
  const { revision } = await client.call('createDocument', { body: { id, brief } });
  const sections = headings.map((heading): OutlineRow => ({ id: uuidV7(), heading, points: [], target: 100, isLocked: false }));
  await client.call('replaceOutline', { params: { id }, body: { revision, sections } });
  for (const { id: sectionId, heading } of sections) {
    const text = paragraphs.map((name) => paragraph(heading, name)).join('\n\n');
    await client.call('addVersion', { params: { id: sectionId }, body: { id: uuidV7(), baseId: null, source: 'user', text } });
  }
  const job = await client.call('startPolish', { params: { id }, body: { id: uuidV7(), kind: 'improve', options: { seed: 3 } } });
  return { id, jobId: job.id };
}

async function watch(client: StudioClient, id: Id, forMs = Infinity): Promise<DocumentDetail> {
  const endMs = performance.now() + forMs;
  for (;;) {
    const document = await client.call('getDocument', { params: { id } });
    if (document.job?.state !== 'open' || performance.now() > endMs) return document;
    await delay(lookEveryMs);
  }
}

describe('kill -9 while a document is polished', () => {
  it('J9 the job goes on with the paragraph where it stopped, offers each section once, and changes no text', async () => {
    const rate = { writeTokensPerSecond: 40 };
    let studio = await bench.start(rate);
    const { id } = await startPolish(studio.client);
    const before = await studio.client.call('getDocument', { params: { id } });
    for (let count = 0; count < kills; count += 1) {
      await watch(studio.client, id, 300 + count * 300);
      await kill(studio.process, 'SIGKILL');
      studio = await bench.start(rate);
    }
    const document = await watch(studio.client, id);
    expect(document.job).toMatchObject({ state: 'done', error: null });
    expect(document.sections.map(({ version }) => version)).toEqual(before.sections.map(({ version }) => version));
    for (const { id: sectionId, heading, suggestion } of document.sections) {
      const worded = suggestion?.text.split('\n\n') ?? [];
      expect(worded).toEqual(paragraphs.map((name) => paragraph(heading, name).replace('。', '，读来更顺。')));
      const { versions } = await studio.client.call('listVersions', { params: { id: sectionId } });
      expect(versions.map(({ source }) => source)).toEqual(['polish', 'user']);
    }
  });
});
