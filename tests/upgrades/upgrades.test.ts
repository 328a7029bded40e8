import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conversationSummarySchema, messageSchema } from '@maobi/contract';
import { openSqliteStore } from '@maobi/store-sqlite';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const here = new URL('.', import.meta.url);
const now = () => '2026-06-01T08:00:00.000Z';
const idOf = (number: number): string => `0190a000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** One dump for each past schema, named after the newest migration it had; all hold the same conversations. */
const dumps = readdirSync(here).filter((name) => name.endsWith('.sql'));

describe.each(dumps)('data of %s, opened by this version', (dump) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maobi-upgrade-'));
    const raw = new DatabaseSync(join(folder, 'maobi.sqlite'));
    raw.exec(readFileSync(new URL(dump, here), 'utf8'));
    raw.close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('H30 keeps conversations, messages, runs and settings', async () => {
    const store = await openSqliteStore({ folder, now });
    const { conversations, runs, settings } = store;
    const list = { folder: 'all' as const, limit: 10, before: null };
    const shown = await conversations.list({ ...list, inBin: false });
    const binned = await conversations.list({ ...list, inBin: true });
    expect([shown.total, binned.total]).toEqual([1, 1]);
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
      state: 'length',
      usage: { promptTokens: 30, cachedTokens: 0, writtenTokens: 10 },
      timings: { queuedMs: 0, readingMs: 1200.5, writingMs: 2000 },
    });
    expect(await runs.request(idOf(6))).toEqual({ sampling: { temperature: 0.7 }, maxTokens: 800, overflow: 'refuse' });
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
