import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import type { Store } from '@maobi/core';
import { damagePageWith } from '../testing/damage-page.ts';
import { brief, fillDocument, jobRequest, outlineRow } from '../testing/filled-document.ts';
import { newRun } from '../testing/store-calls.ts';
import { fill, storeFolder } from '../testing/store-folder.ts';

const long = '人工智能如何重塑未来教育'.repeat(100);
const end = { usage: null, timings: null, error: null };

describe('documents in a damaged database', () => {
  const folder = storeFolder();

  async function everything({ documents, jobs, runs }: Store): Promise<unknown> {
    const list = { limit: 500, before: null };
    return {
      lists: [await documents.list({ ...list, inBin: false }), await documents.list({ ...list, inBin: true })],
      sections: [await documents.sections('d1'), await documents.section('s2')],
      versions: await documents.versions('s1'),
      unused: await documents.unusedOutlines(),
      open: await runs.open(),
      jobs: await jobs.list(100),
      found: [await documents.search('手写的', 9), await documents.search('first now', 9), await documents.search('renamed', 9)],
    };
  }

  /** Changes of every kind to a document that stands in the backup. */
  async function workOn({ documents, runs, jobs }: Store): Promise<void> {
    const now = folder().now;
    await documents.update('d1', { revision: 2, title: 'renamed', brief: { ...brief, words: 900 }, now });
    const outline = await runs.addToDocument('d1', { ...newRun('outline'), action: 'outline' }, now);
    await runs.end(outline.id, { state: 'done', ...end, now });
    const rows = [{ ...outlineRow('s3'), heading: 'first now', points: [], isLocked: true }, outlineRow('s1'), outlineRow('s4')];
    await documents.replaceOutline('d1', { revision: 3, rows, outlineRunId: outline.id, now });
    await documents.addVersion({ id: 'hand', sectionId: 's1', source: 'user', text: '手写的字', baseId: 'v1', now });
    const draft = { id: 'draft', sectionId: 's4', source: 'model', text: '', baseId: null, run: newRun('drafting'), now } as const;
    await documents.addVersion(draft);
    await runs.appendChunk('drafting', { seq: 1, text: '写到一半', written: 3 });
    await runs.end('open', { state: 'stopped', ...end, now });
    await jobs.setState('j1', { state: 'done', now });
    await jobs.create({ id: 'j2', documentId: 'd1', sectionIds: ['s4'], kind: 'write', request: jobRequest, now });
    await documents.create({ id: 'd2', title: 'new', brief, now });
    await documents.bin('d3', now);
  }

  it('H34 are all there again, as they were', async () => {
    await folder().with(async (store) => {
      await fill(store, 40, long);
      await fillDocument(store, 3);
      await store.documents.create({ id: 'd3', title: 'binned', brief, now: folder().now });
      await store.runs.addToVersion('v2', { ...newRun('open'), action: 'extend' }, folder().now);
      await store.runs.appendChunk('open', { seq: 1, text: '再加', written: 1 });
      await store.jobs.create({ id: 'j1', documentId: 'd1', sectionIds: null, kind: 'write', request: jobRequest, now: folder().now });
    });
    folder().now = '2026-03-02T08:00:00.000Z';
    await folder().with(workOn);
    const before = await folder().with(everything);
    damagePageWith(folder().database, 'm35c35');
    await folder().with(async (store) => {
      expect(store.notices[0]?.text).toMatch(/was restored, 2 texts of sections could be read from it as well\.$/);
      expect(await everything(store)).toEqual(before);
    });
    const raw = new DatabaseSync(folder().database, { readOnly: true });
    expect(raw.prepare('pragma foreign_key_check').all()).toEqual([]);
    raw.close();
  });

  it('H34 fall back to the newest text that can be read, and count that', async () => {
    await folder().with(async (store) => {
      await fillDocument(store, 1);
      for (const number of [2, 3, 4, 5, 6]) {
        const version = { id: `v${number}`, sectionId: 's1', source: 'user', text: `${'字'.repeat(number)} ${'，'.repeat(1100)}` } as const;
        const run = { ...newRun(`r${number}`), action: 'extend' } as const;
        await store.documents.addVersion({ ...version, baseId: `v${number - 1}`, run, now: folder().now });
        await store.runs.end(run.id, { state: 'done', ...end, now: folder().now });
      }
    });
    damagePageWith(folder().database, 'v6s1');
    await folder().with(async (store) => {
      expect(store.notices).toMatchObject([{ code: 'set-aside' }]);
      expect(await store.documents.section('s1')).toMatchObject({ version: { id: 'v5' } });
      expect((await store.documents.versions('s1')).map(({ id }) => id)).not.toContain('v6');
      expect(await store.documents.summary('d1')).toMatchObject({ sectionCount: 1, count: 5 });
      // what it wrote into is lost, it is not
      expect(await store.runs.get('r6')).toMatchObject({ documentId: 'd1', versionId: null });
    });
  });
});
