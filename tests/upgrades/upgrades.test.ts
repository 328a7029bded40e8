import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conversationSummarySchema, messageSchema, plainBrief } from '@maobi/contract';
import { openSqliteStore } from '@maobi/store-sqlite';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const here = new URL('.', import.meta.url);
const now = () => '2026-06-01T08:00:00.000Z';
const idOf = (number: number): string => `0190a000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** A dump of the first schema, then what each later one brought: its change as it ran then, and rows that were written under it. */
const steps = readdirSync(here)
  .filter((name) => name.endsWith('.sql'))
  .toSorted();

describe.each(steps)('data up to %s, opened by this version', (last) => {
  /** Upgraded once; each test has a copy to open. */
  let upgraded: string;
  let folder: string;

  beforeAll(async () => {
    upgraded = mkdtempSync(join(tmpdir(), 'maobi-upgrade-'));
    const raw = new DatabaseSync(join(upgraded, 'maobi.sqlite'));
    raw.exec('pragma synchronous = off');
    for (const step of steps.filter((name) => name <= last)) raw.exec(readFileSync(new URL(step, here), 'utf8'));
    raw.close();
    await (await openSqliteStore({ folder: upgraded, now }))[Symbol.asyncDispose]();
  });
  afterAll(() => rmSync(upgraded, { recursive: true, force: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maobi-upgrade-'));
    cpSync(upgraded, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('H30 keeps conversations, messages, runs and settings', async () => {
    const store = await openSqliteStore({ folder, now });
    const { conversations, runs, settings } = store;
    const list = { folder: 'all' as const, limit: 10, before: null };
    const shown = await conversations.list({ ...list, inBin: false });
    const binned = await conversations.list({ ...list, inBin: true });
    expect([shown.total, binned.total]).toEqual([1, 1]); // one about a document is listed there
    const summaries = [...shown.conversations, ...binned.conversations].map((summary) => conversationSummarySchema.parse(summary));
    expect(summaries).toMatchObject([
      { title: '未来教育', folderId: idOf(1), revision: 5, activeLeafId: idOf(4), messageCount: 4, activeRunId: idOf(6) },
      { title: 'Binned', folderId: null, binnedAt: '2026-01-01T08:11:00.000Z' },
    ]);
    const messages = (await conversations.messages(idOf(2))).map((message) => messageSchema.parse(message));
    expect(messages.map(({ parentId, text, lastSeq, run }) => [parentId, text, lastSeq, run?.state])).toEqual([
      [null, '写一篇关于人工智能如何重塑未来教育的议论文', 0, undefined],
      [idOf(3), '# 未来教育\n\n人工智能正在改变课堂，也在改变老师。', 1, 'writing'],
      [null, 'The same in English, it\'s "fine"', 0, undefined],
      [idOf(7), '', 0, 'failed'],
    ]);
    expect(await runs.get(idOf(5))).toMatchObject({
      action: 'answer',
      conversationId: idOf(2),
      messageId: idOf(4),
      documentId: null,
      versionId: null,
      state: 'length',
      seed: 42,
      usage: { promptTokens: 30, cachedTokens: 0, writtenTokens: 10 },
      timings: { queuedMs: 0, readingMs: 1200.5, writingMs: 2000 },
    });
    expect(await runs.request(idOf(6))).toEqual({ sampling: { temperature: 0.7 }, maxTokens: 800, overflow: 'refuse' });
    expect(await runs.chunks(idOf(5), 0)).toEqual([
      { seq: 1, text: '# 未来教育\n\n', written: 4 },
      { seq: 2, text: '人工智能正在改变课堂', written: 10 },
    ]);
    expect((await runs.open()).map(({ id }) => id)).toEqual([idOf(6)]);
    expect(await runs.text(idOf(6))).toBe('，也在改变老师。');
    expect((await runs.get(idOf(9))).error).toEqual({ code: 'engine-failed', message: 'The engine stopped.', retryable: true });
    expect((await conversations.folders()).map(({ name }) => name)).toEqual(['散文']);
    expect(await settings.read()).toMatchObject({ theme: 'dark', language: 'zh' });
    expect(await settings.apiKey('another')).toBe('maobi-key-of-0001');
    await store[Symbol.asyncDispose]();
  });

  it('H30 goes on writing and finding', async () => {
    const store = await openSqliteStore({ folder, now });
    expect(await store.conversations.search('改变课堂', 5)).toMatchObject([{ messageId: idOf(4) }]);
    await store.runs.interruptOpen(now());
    expect(await store.conversations.search('也在改变老师', 5)).toMatchObject([{ messageId: idOf(4) }]);
    const question = { id: idOf(100), parentId: idOf(4), role: 'user' as const, text: '再写一段' };
    await store.conversations.addMessages(idOf(2), [question], null, now());
    expect(await store.conversations.messages(idOf(2))).toHaveLength(5);
    const file = { path: '/models/demo.gguf', sizeBytes: 5_000_000, modifiedMs: 1_790_000_000_000 };
    await store.calibrations.rememberFile(file, 'content');
    expect(await store.calibrations.fingerprintOf(file)).toBe('content');
    await store[Symbol.asyncDispose]();
  });

  it('H30 keeps references between rows, and what the database itself guards', async () => {
    await (await openSqliteStore({ folder, now }))[Symbol.asyncDispose]();
    const raw = new DatabaseSync(join(folder, 'maobi.sqlite'));
    raw.exec('pragma foreign_keys = on');
    const all = (sql: string): object[] => (raw.prepare(sql).all() as object[]).map((row) => ({ ...row }));
    expect(all('pragma foreign_key_check')).toEqual([]);
    expect(all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(all('pragma foreign_key_list(run_chunk)')).toMatchObject([{ table: 'run', from: 'run_id', to: 'id', on_delete: 'CASCADE' }]);
    expect(() => raw.exec("update message set text = 'x'")).toThrow('never overwritten');
    expect(() => raw.exec("update run set text = 'x' where ended_at is not null")).toThrow('never overwritten');
    expect(() => raw.exec("update run_chunk set text = 'x'")).toThrow('never overwritten');
    expect(() => raw.exec('update run set message_id = null where ended_at is null')).toThrow('CHECK constraint failed');
    expect(all('select seq, id from run where conversation_id is not null order by seq')).toEqual(
      [5, 6, 9].map((number, index) => ({ seq: index + 1, id: idOf(number) })),
    );
    for (const table of ['conversation', 'document']) raw.exec(`delete from ${table}`);
    expect(all('select id from run union all select run_id from run_chunk')).toEqual([]);
    raw.close();
  });

  it('H30 takes documents', async () => {
    const store = await openSqliteStore({ folder, now });
    const { documents, runs } = store;
    await documents.create({ id: idOf(200), title: '', brief: plainBrief({ topic: '教育', language: 'zh', words: 800 }), now: now() });
    const row = { id: idOf(201), heading: '引言', points: [], target: 120, isLocked: false };
    await documents.replaceOutline(idOf(200), { revision: 1, rows: [row], now: now() });
    const run = { id: idOf(202), action: 'draft', model: 'demo', seed: 1, request: await runs.request(idOf(6)) } as const;
    const version = { id: idOf(203), sectionId: row.id, source: 'model', text: '', baseId: null } as const;
    await documents.addVersion({ ...version, run, now: now() });
    await runs.appendChunk(run.id, { seq: 1, text: '改变课堂', written: 3 });
    expect((await runs.interruptOpen(now())).map(({ id }) => id)).toEqual([idOf(6), run.id]);
    expect(await documents.summary(idOf(200))).toMatchObject({ sectionCount: 1, count: 4 });
    await store[Symbol.asyncDispose]();
  });

  it.skipIf(last < '0002')('H30 keeps what was measured of models', async () => {
    const store = await openSqliteStore({ folder, now });
    const { calibrations } = store;
    const file = { path: '/models/毛笔.gguf', sizeBytes: 2_500_000_000, modifiedMs: 1_790_000_000_123.5 };
    expect(await calibrations.fingerprintOf(file)).toBe('sha256:1234');
    const key = { fingerprint: 'sha256:1234', machine: 'x64, Test processor, 4 cores', engineVersion: 'llama.cpp v1' };
    expect(await calibrations.get(key)).toMatchObject({ ...key, readTokensPerSecond: 12.8, readMsByBatch: { 16: 1290.25, 32: 2500 } });
    await store[Symbol.asyncDispose]();
  });

  it.skipIf(last < '0003')('H30 keeps documents and the jobs that write them', async () => {
    const store = await openSqliteStore({ folder, now });
    expect((await store.jobs.list(10)).filter(({ kind }) => kind === 'write')).toMatchObject([
      { id: idOf(305), state: 'open', request: { seed: 7 } },
      { id: idOf(304), state: 'stopped' },
    ]);
    expect(await store.documents.sections(idOf(300))).toMatchObject([
      { heading: '春', version: { text: '湖面化开了。' } },
      { heading: '夏', version: null },
    ]);
    expect(await store.documents.summary(idOf(320))).toMatchObject({ title: '', sectionCount: 2, count: 14 });
    await store.jobs.move(idOf(305), null);
    await store[Symbol.asyncDispose]();
  });

  it.skipIf(last < '0003')('H30 H48 finds documents by topic, heading, points and the text that counts', async () => {
    const store = await openSqliteStore({ folder, now });
    const { documents } = store;
    const place = { documentId: idOf(320), title: '江南的桥', updatedAt: '2026-01-02T08:09:00.000Z' };
    const arch = { ...place, sectionId: idOf(321), heading: '石拱' };
    for (const query of ['石拱', '赵州桥', '石头弯成']) expect(await documents.search(query, 5)).toMatchObject([arch]);
    expect(await documents.search('江南', 5)).toMatchObject([{ ...place, sectionId: null }]);
    expect(await documents.search('covered', 5)).toMatchObject([{ ...place, sectionId: idOf(322) }]);
    for (const query of ['早先', 'bridges of']) expect(await documents.search(query, 5)).toEqual([]);
    await documents.restore(idOf(330), now());
    expect(await documents.search('江南', 5)).toHaveLength(2);
    await store[Symbol.asyncDispose]();
  });

  it.skipIf(last < '0004')('H30 H50 keeps what was polished, and what waits for a verdict', async () => {
    const store = await openSqliteStore({ folder, now });
    expect((await store.documents.sections(idOf(300)))[0]).toMatchObject({ suggestion: { id: idOf(337), text: '湖上的冰化开了。' } });
    expect(await store.polishing.sections(idOf(336))).toMatchObject([
      { sectionId: idOf(321), baseId: idOf(324), runs: [{ place: 0, state: 'done', text: '水上弯弯的石头。' }] },
    ]);
    await store[Symbol.asyncDispose]();
  });

  it.skipIf(last < '0005')('H30 keeps batches', async () => {
    const store = await openSqliteStore({ folder, now });
    expect(await store.batches.summary(idOf(352))).toMatchObject({ title: '旧物', state: 'paused' });
    const [row] = await store.batches.rows(idOf(352));
    expect(row).toMatchObject({ id: idOf(353), cells: { topic: '铁皮饼干盒' }, isWanted: true });
    await store[Symbol.asyncDispose]();
  });

  it.skipIf(last < '0006')('H30 H53 keeps conversations about a document', async () => {
    const store = await openSqliteStore({ folder, now });
    expect(await store.conversations.summary(idOf(368))).toMatchObject({ documentId: idOf(300), documentTitle: '湖边的四季' });
    expect(await store.conversations.messages(idOf(368))).toMatchObject([{ context: [{ kind: 'outline', text: '春、夏' }] }]);
    expect(await store.conversations.search('写得够', 5)).toMatchObject([{ conversationId: idOf(368) }]);
    await store[Symbol.asyncDispose]();
  });

  it.skipIf(last < '0008')('H30 H54 keeps comments, and finds those that were not removed', async () => {
    const store = await openSqliteStore({ folder, now });
    expect(await store.comments.list(idOf(300))).toMatchObject([{ id: idOf(385), quote: '化开', text: '查一查是哪一年' }]);
    expect(await store.comments.search('哪一年', 5)).toMatchObject([{ commentId: idOf(385), documentId: idOf(300) }]);
    expect(await store.comments.search('查过', 5)).toEqual([]);
    await store[Symbol.asyncDispose]();
  });

  it.skipIf(last < '0009')('H30 keeps how models were measured side by side', async () => {
    const store = await openSqliteStore({ folder, now });
    expect(await store.comparisons.list()).toMatchObject([{ model: 'demo' }]);
    await store[Symbol.asyncDispose]();
  });

  it.skipIf(last < '0010')('H30 H38 knows which documents are rows of a batch', async () => {
    const store = await openSqliteStore({ folder, now });
    const listed = async (texts: 'own' | 'batch') => {
      const any = { sort: 'updated', template: null, progress: null, limit: 10, skip: 0, before: null } as const;
      const { documents, total } = await store.documents.list({ inBin: false, texts, ...any });
      return { total, batches: documents.map(({ id, batch }) => [id, batch]) };
    };
    expect(await listed('batch')).toEqual({ total: 1, batches: [[idOf(320), { id: idOf(352), title: '旧物', template: 'free-writing' }]] });
    expect((await listed('own')).batches.every(([id, batch]) => id !== idOf(320) && batch === null)).toBe(true);
    await store[Symbol.asyncDispose]();
  });

  it.skipIf(last < '0011')('H30 B18 keeps the rows of batches where they are', async () => {
    const store = await openSqliteStore({ folder, now });
    const topics = async () => (await store.batches.rows(idOf(352))).map(({ cells }) => cells['topic']);
    expect(await topics()).toEqual(['铁皮饼干盒', '江南的桥', '搪瓷杯']);
    await store.batches.replaceRows(idOf(352), { revision: 2, rows: [], now: now() });
    expect(await topics()).toEqual([]);
    await store[Symbol.asyncDispose]();
  });

  it('H30 arrives at the schema of new data', async () => {
    const freshFolder = join(folder, 'fresh');
    for (const each of [folder, freshFolder]) await (await openSqliteStore({ folder: each, now }))[Symbol.asyncDispose]();
    expect(schemaOf(folder)).toEqual(schemaOf(freshFolder));
  });
});

function schemaOf(folder: string): unknown[] {
  const raw = new DatabaseSync(join(folder, 'maobi.sqlite'), { readOnly: true });
  const rows = raw.prepare('select type, name, sql from sqlite_schema order by type, name').all() as object[];
  raw.close();
  return rows.map((row) => ({ ...row }));
}
