import {
  batchRests as rests,
  batchTemplates,
  batchWith as make,
  createMemoryStore,
  createScriptedEngine,
  nextId,
  rowStates as states,
  type ScriptedEngineOptions,
  studiosOfTests,
  type TestStudioOptions,
  untilBatch as until,
} from '@maobi/testkit';
import type { BatchDetail, RowChange } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import type { ArchivedFile } from '../ports/table-files.ts';
import type { Studio } from '../studio.ts';

const openStudio = studiosOfTests();
const templates = batchTemplates();

const open = (engine: ScriptedEngineOptions = {}, more: TestStudioOptions = {}): Promise<Studio> =>
  openStudio({ templates, engine: createScriptedEngine(engine), ...more });

const topics = (...all: string[]) => all.map((topic) => ({ topic }));

describe('a batch', () => {
  it('B10 writes its rows one after the other in their order, each an ordinary document', async () => {
    const studio = await open();
    const { id } = await make(studio, topics('春天', '夏天', '秋天'));
    expect(states(await studio.batches.start(id, {}))).not.toContain('done');
    const batch = await until(studio, id, rests);
    expect(states(batch)).toEqual(['done', 'done', 'done']);
    const documents = await Promise.all(batch.rows.map(({ documentId }) => studio.documents.get(documentId ?? '')));
    expect(documents.map(({ brief }) => brief.topic)).toEqual(['春天', '夏天', '秋天']);
    for (const [index, { job }] of documents.entries()) {
      expect(job?.state).toBe('done');
      const next = documents[index + 1];
      if (next) expect(next.createdAt >= (job?.endedAt ?? '')).toBe(true);
    }
  });

  it('B11 reads what the rows have in common once', async () => {
    const studio = await open();
    const { id } = await make(studio, topics('春天', '夏天', '秋天', '冬天'));
    await studio.batches.start(id, {});
    const { usage } = await until(studio, id, rests);
    expect(usage.cachedTokens / usage.promptTokens).toBeGreaterThan(0.3);
  });

  it('B12 leaves out what is not right, says which column it is, and writes the others', async () => {
    const studio = await open();
    const { id } = await make(studio, [
      { topic: '春天' },
      { words: '80' },
      { topic: '秋天', words: '多' },
      { topic: '冬天', language: 'x' },
      { topic: '冬至', mustInclude: '饺子；雪', mustAvoid: '雪' },
    ]);
    await studio.batches.start(id, {});
    const batch = await until(studio, id, rests);
    expect(states(batch)).toEqual(['done', 'empty', 'empty', 'empty', 'empty']);
    expect(batch.rows.map(({ problems }) => problems.map(({ column, code }) => [column, code]))).toEqual([
      [],
      [['topic', 'missing']],
      [['words', 'no-length']],
      [['language', 'no-language']],
      [['mustAvoid', 'contradiction']],
    ]);
  });

  it('B12 takes a length as spreadsheets show it, and as an input method types it', async () => {
    const studio = await open();
    const { id } = await make(studio, [
      { topic: '春天', words: '1,000' },
      { topic: '夏天', words: '８０字' },
      { topic: '秋天', words: '1,00' },
    ]);
    const { rows } = await studio.batches.get(id);
    expect(rows.map(({ target }) => target)).toEqual([1_000, 80, null]);
    expect(rows.map(({ language }) => language === null)).toEqual([false, false, true]);
  });

  it('B4 takes common values where a row says nothing', async () => {
    const studio = await open();
    const { id, revision } = await make(studio, [{ topic: '春天' }, { topic: '夏天', tone: '冷静' }]);
    await studio.batches.update(id, { revision, common: { tone: '亲切', words: '120' } });
    await studio.batches.start(id, {});
    const { rows } = await until(studio, id, rests);
    const briefs = await Promise.all(rows.map(async ({ documentId }) => (await studio.documents.get(documentId ?? '')).brief));
    expect(briefs).toMatchObject([
      { tone: '亲切', words: 120 },
      { tone: '冷静', words: 120 },
    ]);
  });

  it('B7 says of a text which batch it was written for, and lists it only where texts of batches are asked for', async () => {
    const studio = await open();
    const { id, title, template } = await make(studio, [{ topic: '春天' }]);
    await studio.batches.start(id, {});
    const { rows } = await until(studio, id, rests);
    const { batch } = await studio.documents.get(rows[0]?.documentId ?? '');
    expect(batch).toEqual({ id, title, template });
    const totalOf = async (query: Parameters<typeof studio.documents.list>[0]) => (await studio.documents.list(query)).total;
    expect([await totalOf({}), await totalOf({ texts: 'batch' }), await totalOf({ texts: 'all' })]).toEqual([0, 1, 1]);
    await studio.documents.bin(rows[0]?.documentId ?? '');
    expect(await totalOf({ inBin: true })).toBe(1);
  });

  it('B13 plans a text of several sections before it is written', async () => {
    const studio = await open();
    const { id } = await make(studio, [{ topic: '城市养蜂人', words: '900' }], 'article');
    await studio.batches.start(id, {});
    const { rows } = await until(studio, id, rests);
    const document = await studio.documents.get(rows[0]?.documentId ?? '');
    expect(document.sections.length).toBeGreaterThan(2);
    expect(document.job?.state).toBe('done');
  });

  it('B14 rests in the middle of a row, keeps its text, and goes on there', async () => {
    const studio = await open({ writeTokensPerSecond: 300 });
    const { id } = await make(studio, [{ topic: '春天', words: '400' }, { topic: '夏天' }]);
    await studio.batches.start(id, {});
    await until(studio, id, (batch) => states(batch)[0] === 'writing');
    const paused = await studio.batches.pause(id);
    expect([paused.state, ...states(paused)]).toEqual(['paused', 'waiting', 'waiting']);
    const before = (await studio.documents.get(paused.rows[0]?.documentId ?? '')).sections[0]?.version?.text ?? '';
    await studio.batches.resume(id);
    const batch = await until(studio, id, rests);
    expect(batch.rows[0]?.documentId).toBe(paused.rows[0]?.documentId);
    const after = await studio.documents.get(batch.rows[0]?.documentId ?? '');
    expect(after.sections[0]?.version?.text.startsWith(before)).toBe(true);
    expect((await studio.documents.list({ texts: 'all' })).total).toBe(2);
  });

  it('B14 stops for good: what waited waits no more', async () => {
    const studio = await open({ writeTokensPerSecond: 300 });
    const { id } = await make(studio, [{ topic: '春天', words: '400' }, { topic: '夏天' }]);
    await studio.batches.start(id, {});
    await until(studio, id, (batch) => states(batch)[0] === 'writing');
    const stopped = await studio.batches.stop(id);
    expect([stopped.state, ...states(stopped)]).toEqual(['idle', 'stopped', 'empty']);
    await expect(studio.batches.resume(id)).rejects.toMatchObject({ code: 'conflict' });
    expect((await studio.documents.get(stopped.rows[0]?.documentId ?? '')).job?.state).toBe('stopped');
  });

  it('B14 leaves no document waiting when a batch is stopped that was paused before', async () => {
    const studio = await open({ writeTokensPerSecond: 300 });
    const { id } = await make(studio, [{ topic: '春天', words: '400' }]);
    await studio.batches.start(id, {});
    await until(studio, id, (batch) => states(batch)[0] === 'writing');
    await studio.batches.pause(id);
    const stopped = await studio.batches.stop(id);
    expect((await studio.documents.get(stopped.rows[0]?.documentId ?? '')).job?.state).toBe('stopped');
    expect((await studio.jobs.list()).map(({ state }) => state)).toEqual(['stopped']);
  });

  it('B14 goes on to the next row when somebody stops one for itself', async () => {
    const studio = await open({ writeTokensPerSecond: 300 });
    const { id } = await make(studio, [{ topic: '春天', words: '400' }, { topic: '夏天' }]);
    await studio.batches.start(id, {});
    const { rows } = await until(studio, id, (batch) => states(batch)[0] === 'writing');
    await studio.runs.stop(rows[0]?.runId ?? '');
    expect(states(await until(studio, id, rests))).toEqual(['stopped', 'done']);
  });

  it('B15 goes on by itself in another studio on the same store', async () => {
    const store = createMemoryStore();
    const first = await open({ writeTokensPerSecond: 300 }, { store });
    const { id } = await make(first, [{ topic: '春天', words: '400' }, { topic: '夏天' }]);
    await first.batches.start(id, { options: { seed: 4 } });
    const before = await until(first, id, (batch) => states(batch)[0] === 'writing');
    await first[Symbol.asyncDispose]();
    const second = await open({}, { store });
    const batch = await until(second, id, rests);
    expect(states(batch)).toEqual(['done', 'done']);
    expect(batch.rows[0]?.documentId).toBe(before.rows[0]?.documentId);
    expect((await second.documents.list({ texts: 'all' })).total).toBe(2);
  });

  it('B16 writes anew what was edited since, and nothing that stands', async () => {
    const studio = await open();
    const made = await make(studio, topics('春天', '夏天'));
    await studio.batches.start(made.id, {});
    const { rows, revision } = await until(studio, made.id, rests);
    const edit = { type: 'cells', rowId: rows[1]?.id ?? '', cells: { topic: '秋天' } } as const;
    const edited = await studio.batches.changeRows(made.id, { revision, changes: [edit] });
    expect(edited.rows.map(({ isEdited }) => isEdited)).toEqual([false, true]);
    await studio.batches.start(made.id, {});
    const again = await until(studio, made.id, rests);
    expect(again.rows[0]?.documentId).toBe(rows[0]?.documentId);
    expect(again.rows[1]?.documentId).not.toBe(rows[1]?.documentId);
    expect(again.rows.map(({ isEdited }) => isEdited)).toEqual([false, false]);
    expect((await studio.documents.list({ texts: 'all' })).total).toBe(3);
  });

  it('B16 writes a row anew when exactly that is asked for', async () => {
    const studio = await open();
    const { id, rows } = await make(studio, [{ topic: '春天' }, {}]);
    await studio.batches.start(id, {});
    const first = await until(studio, id, rests);
    await studio.batches.retryRow(id, rows[0]?.id ?? '', {});
    const second = await until(studio, id, rests);
    expect(second.rows[0]?.documentId).not.toBe(first.rows[0]?.documentId);
    const wrong = studio.batches.retryRow(id, rows[1]?.id ?? '', {});
    await expect(wrong).rejects.toMatchObject({ code: 'invalid-request', details: { column: 'topic' } });
  });

  it('B16 keeps the text of a row that cannot be written anew', async () => {
    const studio = await open();
    const { id, rows } = await make(studio, topics('春天'));
    await studio.batches.start(id, {});
    const before = await until(studio, id, rests);
    const attempt = (options?: { model: string }) =>
      studio.batches.retryRow(id, rows[0]?.id ?? '', options === undefined ? {} : { options });
    await expect(attempt({ model: 'nothing' })).rejects.toThrow('no model "nothing"');
    await studio.batches.bin(id);
    await expect(attempt()).rejects.toMatchObject({ code: 'conflict' });
    expect((await studio.batches.restore(id)).rows).toEqual(before.rows);
  });

  it('B17 rests with the reason after three rows in a row that failed', async () => {
    const studio = await open();
    const { id } = await make(studio, topics(...Array.from({ length: 5 }, (_, index) => `第${index}篇 [[scenario:error-before]]`)));
    await studio.batches.start(id, {});
    const batch = await until(studio, id, rests);
    expect(batch.state).toBe('paused');
    expect(batch.error).not.toBeNull();
    expect(states(batch)).toEqual(['failed', 'failed', 'failed', 'waiting', 'waiting']);
  });

  it('B3 B18 stops what is written for a row that is taken away, and keeps its document', async () => {
    const studio = await open({ writeTokensPerSecond: 300 });
    const { id, revision } = await make(studio, [{ topic: '春天', words: '400' }, { topic: '夏天' }]);
    await studio.batches.start(id, {});
    const { rows } = await until(studio, id, (batch) => states(batch)[0] === 'writing');
    await studio.batches.changeRows(id, { revision, changes: [{ type: 'remove', rowIds: [rows[0]?.id ?? ''] }] });
    expect(states(await until(studio, id, rests))).toEqual(['done']);
    expect((await studio.documents.get(rows[0]?.documentId ?? '')).job?.state).toBe('stopped');
  });

  /** Takes rows out of a table, and puts them back in front as pages do. */
  async function takenOut(studio: Studio, { id, rows }: BatchDetail): Promise<() => Promise<BatchDetail>> {
    const change = async (changes: RowChange[]) =>
      studio.batches.changeRows(id, { revision: (await studio.batches.get(id)).revision, changes });
    await change([{ type: 'remove', rowIds: rows.map((row) => row.id) }]);
    const before = (await studio.batches.get(id)).rows[0]?.id ?? null;
    return () => change([{ type: 'add', rows: rows.map((row) => ({ id: row.id, cells: row.cells })), before }]);
  }

  it('B18 has a row that comes back as it was, with its text, in another studio as well', async () => {
    const store = createMemoryStore();
    const first = await open({}, { store });
    const { id } = await make(first, topics('春天', '夏天'));
    await first.batches.start(id, {});
    const written = await until(first, id, rests);
    await takenOut(first, { ...written, rows: written.rows.slice(0, 1) });
    await first[Symbol.asyncDispose]();
    const second = await open({}, { store });
    const { revision } = await second.batches.get(id);
    const add: RowChange = { type: 'add', rows: written.rows.slice(0, 1), before: written.rows[1]?.id ?? null };
    expect((await second.batches.changeRows(id, { revision, changes: [add] })).rows).toEqual(written.rows);
    await second.batches.start(id, {});
    expect((await second.documents.list({ texts: 'all' })).total).toBe(2);
  });

  it('B18 goes on with rows that come back, in the document of one that was being written, although the batch came to rest meanwhile', async () => {
    const studio = await open({ writeTokensPerSecond: 300 });
    const { id } = await make(studio, [{ topic: '春天', words: '400' }, { topic: '夏天' }]);
    await studio.batches.start(id, {});
    const writing = await until(studio, id, (batch) => states(batch)[0] === 'writing');
    const putBack = await takenOut(studio, writing);
    await until(studio, id, ({ state }) => state === 'idle');
    expect((await putBack()).state).toBe('open');
    const batch = await until(studio, id, rests);
    expect([batch.rows[0]?.documentId, ...states(batch)]).toEqual([writing.rows[0]?.documentId, 'done', 'done']);
    expect((await studio.documents.list({ texts: 'all' })).total).toBe(2);
  });

  it('B18 goes on with a row that comes back before what was written for it has come to rest', async () => {
    const studio = await open({ writeTokensPerSecond: 300 });
    const { id } = await make(studio, [{ topic: '春天', words: '400' }, { topic: '夏天' }]);
    await studio.batches.start(id, {});
    const writing = await until(studio, id, (batch) => states(batch)[0] === 'writing');
    await (
      await takenOut(studio, { ...writing, rows: writing.rows.slice(0, 1) })
    )();
    expect(states(await until(studio, id, rests))).toEqual(['done', 'done']);
  });

  it('B18 leaves rows alone that come back after the batch was stopped, or while it is paused', async () => {
    const studio = await open({ writeTokensPerSecond: 300 });
    const { id } = await make(studio, [{ topic: '春天', words: '400' }, { topic: '夏天' }, { topic: '秋天' }]);
    await studio.batches.start(id, {});
    const writing = await until(studio, id, (batch) => states(batch)[0] === 'writing');
    const putBack = await takenOut(studio, { ...writing, rows: writing.rows.slice(1, 2) });
    await studio.batches.pause(id);
    const paused = await putBack();
    expect([paused.state, ...states(paused)]).toEqual(['paused', 'waiting', 'waiting', 'waiting']);
    const putBackAgain = await takenOut(studio, { ...paused, rows: paused.rows.slice(0, 1) });
    await studio.batches.stop(id);
    const stopped = await putBackAgain();
    expect(stopped.state).toBe('idle');
    expect(states(stopped).toSorted()).toEqual(['empty', 'empty', 'stopped']);
  });

  it('B2 holds 1,000 rows and no more', async () => {
    const studio = await open();
    const { id, revision } = await make(studio, topics(...Array.from({ length: 1_000 }, (_, index) => `第${index}篇`)));
    const more = { type: 'add' as const, rows: [{ id: nextId(), cells: {} }], before: null };
    await expect(studio.batches.changeRows(id, { revision, changes: [more] })).rejects.toMatchObject({ code: 'invalid-request' });
    expect((await studio.batches.get(id)).rows).toHaveLength(1_000);
  });

  it('B19 tells beforehand what the missing rows cost, with the shared beginning read once', async () => {
    const studio = await open();
    const { id } = await make(studio, topics('春天', '夏天', '秋天'));
    const all = await studio.batches.estimate(id);
    expect(all).toMatchObject({ rowCount: 3, words: 300, milliseconds: null });
    expect(all.sharedTokens).toBeGreaterThan(10);
    await studio.batches.start(id, {});
    await until(studio, id, rests);
    expect(await studio.batches.estimate(id)).toMatchObject({ rowCount: 0, readTokens: 0 });
  });

  it('B40 names rows that say nearly the same as an earlier one', async () => {
    const studio = await open();
    const { id } = await make(studio, topics('春天', '夏天', '春天'));
    await studio.batches.start(id, { options: { seed: 3 } });
    const { rows } = await until(studio, id, rests);
    expect(await studio.batches.likenesses(id)).toContainEqual({ rowId: rows[2]?.id, likeRowId: rows[0]?.id, share: 1 });
  });

  it('W27 leaves with the images that its texts name, under addresses that lead there', async () => {
    const archived: ArchivedFile[] = [];
    const archive = async (files: readonly ArchivedFile[]) => (archived.push(...files), new Uint8Array());
    const store = createMemoryStore();
    const studio = await open({}, { store, tables: { archive } as never });
    const { id } = await make(studio, topics('春天'));
    await studio.batches.start(id, {});
    const { rows } = await until(studio, id, rests);
    const name = `${'a'.repeat(32)}-4x3.png`;
    await store.images.put({ name, bytes: new Uint8Array([1, 2, 3]), now: '2026-03-01T08:00:00.000Z' });
    const [section] = (await studio.documents.get(rows[0]?.documentId ?? '')).sections;
    const version = { id: nextId(), baseId: section?.version?.id ?? null, source: 'user', text: `![图](/api/images/${name})` } as const;
    await studio.documents.addVersion(section?.id ?? '', version);
    await studio.batches.export(id, { format: 'md', language: 'zh' });
    expect(archived.map((file) => file.name)).toEqual([expect.stringMatching(/^0*1.*\.md$/u), `images/${name}`]);
    expect(archived[0]?.content).toContain(`![图](images/${name})`);
    expect(archived[1]?.content).toEqual(new Uint8Array([1, 2, 3]));
  });
});
