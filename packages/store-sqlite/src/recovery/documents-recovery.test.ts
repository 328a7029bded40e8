import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import type { Store } from '@maobi/core';
import { damagePageWith } from '../testing/damage-page.ts';
import { brief, fillDocument, jobRequest, outlineRow } from '../testing/filled-document.ts';
import { newRun } from '../testing/store-calls.ts';
import { fill, storeFolder } from '../testing/store-folder.ts';

const long = '人工智能如何重塑未来教育'.repeat(100);
const remark = { sectionId: 's1', quote: '教育', before: '未来', after: '', text: '批注' };
const end = { usage: null, timings: null, error: null };

describe('documents in a damaged database', () => {
  const folder = storeFolder();

  async function everything({ documents, comments, jobs, runs }: Store): Promise<unknown> {
    const list = { texts: 'all', sort: 'updated', template: null, progress: null, limit: 500, skip: 0, before: null } as const;
    return {
      lists: [await documents.list({ ...list, inBin: false }), await documents.list({ ...list, inBin: true })],
      sections: [await documents.sections('d1'), await documents.section('s2')],
      versions: await documents.versions('s1'),
      comments: await comments.list('d1'),
      unused: await documents.unusedOutlines(),
      open: await runs.open(),
      jobs: await jobs.list(100),
      found: [await documents.search('手写的', 9), await documents.search('first now', 9), await documents.search('renamed', 9)],
    };
  }

  /** Changes of every kind to a document that stands in the backup. */
  async function workOn({ documents, comments, runs, jobs }: Store): Promise<void> {
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
    await comments.update('kept', { revision: 1, text: '改过的批注', now });
    await comments.add({ ...remark, id: 'new', now });
  }

  it('H34 are all there again, as they were', async () => {
    await folder().with(async (store) => {
      await fill(store, 40, long);
      await fillDocument(store, 3);
      await store.documents.create({ id: 'd3', title: 'binned', brief, now: folder().now });
      await store.runs.addToVersion('v2', { ...newRun('open'), action: 'extend' }, folder().now);
      await store.runs.appendChunk('open', { seq: 1, text: '再加', written: 1 });
      await store.jobs.create({ id: 'j1', documentId: 'd1', sectionIds: null, kind: 'write', request: jobRequest, now: folder().now });
      await store.comments.add({ ...remark, id: 'kept', now: folder().now });
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

  it('H34 are there with batches, what is polished, questions about them and the night run', async () => {
    const polishing = { jobId: 'j1', sectionId: 's1', baseId: 'v1' };
    const rowOf = (id: string, topic: string) => ({ id, cells: { topic } });
    const nightRun = {
      from: null,
      until: '07:00',
      isNightly: false,
      startsAt: '2026-03-02T00:00:00.000Z',
      endsAt: '2026-03-02T07:00:00.000Z',
    };
    async function known(store: Store): Promise<unknown> {
      return {
        batch: [await store.batches.summary('b1'), await store.batches.rows('b1'), await store.batches.options('b1')],
        polished: [await store.polishing.sections('j1'), await store.documents.section('s1'), await store.jobs.latest('d1', 'polish')],
        asked: [await store.conversations.summary('ask'), await store.conversations.messages('ask')],
        night: await store.night.plan(),
      };
    }
    await folder().with(async (store) => {
      const { now } = folder();
      await fill(store, 40, long);
      await fillDocument(store, 2);
      const request = { model: null, seed: 1, kind: 'improve', instruction: '' } as const;
      await store.jobs.create({ id: 'j1', documentId: 'd1', sectionIds: null, kind: 'polish', request, now });
      await store.polishing.addRun({ ...polishing, place: 0 }, { ...newRun('first'), action: 'polish' }, now);
      const rows = [rowOf('row1', '一'), rowOf('gone', '零'), rowOf('row2', '二')];
      await store.batches.create({ id: 'b1', title: '', template: 'essay', common: {}, rows, now });
      await store.conversations.create({ id: 'ask', title: '', folderId: null, documentId: 'd1', now });
    });
    folder().now = '2026-03-02T08:00:00.000Z';
    const before = await folder().with(async (store) => {
      const { now } = folder();
      await store.polishing.addRun({ ...polishing, place: 1 }, { ...newRun('second'), action: 'polish' }, now);
      for (const id of ['first', 'second']) await store.runs.end(id, { state: 'done', ...end, now });
      await store.polishing.finish({ ...polishing, versionId: 'better', text: '润色过的教育', now });
      await store.polishing.addRun({ jobId: 'j1', sectionId: 's2', baseId: 'v2', place: 0 }, { ...newRun('third'), action: 'polish' }, now);
      await store.batches.replaceRows('b1', { revision: 1, rows: [rowOf('row3', '三'), rowOf('row1', '一'), rowOf('row2', '二')], now });
      await store.batches.setRow('row1', { documentId: 'd1', isWanted: true });
      await store.batches.setState('b1', { state: 'open', options: { seed: 5 }, now });
      const context = [{ kind: 'outline', sectionId: null, number: null, text: '提纲' }] as const;
      await store.conversations.addMessages(
        'ask',
        [{ id: 'asked', parentId: null, role: 'user', text: '好吗？', context: [...context] }],
        null,
        now,
      );
      await store.night.setPlan({ nightRun });
      return known(store);
    });
    damagePageWith(folder().database, 'm35c35');
    await folder().with(async (store) => {
      expect(store.notices).toHaveLength(1);
      expect(await known(store)).toEqual(before);
      expect(await store.documents.section('s1')).toMatchObject({ suggestion: { id: 'better' } });
    });
  });

  it('H34 H53 leave the questions about a lost one behind, among the other conversations', async () => {
    await folder().with(async (store) => {
      await fillDocument(store, 1);
      await store.conversations.create({ id: 'ask', title: '', folderId: null, documentId: 'd1', now: folder().now });
      const question = { id: 'asked', parentId: null, role: 'user', text: '好吗？' } as const;
      await store.conversations.addMessages('ask', [question], null, folder().now);
    });
    damagePageWith(folder().database, '"mustAvoid"');
    await folder().with(async (store) => {
      expect(await store.documents.summary('d1')).toBeNull();
      const { conversations } = await store.conversations.list({ folder: 'all', inBin: false, limit: 9, before: null });
      expect(conversations).toMatchObject([{ id: 'ask', documentId: null, preview: '好吗？' }]);
    });
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
