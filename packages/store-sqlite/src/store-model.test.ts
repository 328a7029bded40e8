import type { RunEnd, Store } from '@maobi/core';
import { createMemoryStore } from '@maobi/testkit';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { call, expectAlike, firstTime, newRun, outcome, pick } from './testing/store-calls.ts';

const conversation = fc.oneof({ weight: 5, arbitrary: fc.constant('c1') }, { weight: 1, arbitrary: pick('c', 3) });
const message = pick('m', 8);
const run = pick('r', 2);
const folder = fc.option(pick('f', 2), { nil: null });
const text = fc
  .array(fc.constantFrom('写作', '教育', '未来', 'Python', ' write', '，', '\n', '😀'), { maxLength: 5 })
  .map((parts) => parts.join(''));
const parent = fc.option(pick('m', 4), { nil: null, freq: 1 });
const often = [
  call(
    'update',
    fc.tuple(
      conversation,
      fc.constantFrom(0, 0, 0, 1),
      fc.record({ title: text, folderId: folder, activeLeafId: parent }, { requiredKeys: [] }),
    ),
    async ({ conversations }, [id, behind, change], now) => {
      const summary = await conversations.summary(id);
      return conversations.update(id, { revision: (summary?.revision ?? 1) - behind, ...change, now });
    },
  ),
  call('restore', conversation, ({ conversations }, id, now) => conversations.restore(id, now)),
  call('question', fc.tuple(conversation, message, parent, text), ({ conversations }, [id, messageId, parentId, words], now) =>
    conversations.addMessages(id, [{ id: messageId, parentId, role: 'user', text: words }], null, now),
  ),
  call(
    'ask',
    fc.tuple(conversation, message, message, run, parent),
    ({ conversations }, [id, questionId, answerId, runId, parentId], now) =>
      conversations.addMessages(
        id,
        [
          { id: questionId, parentId, role: 'user', text: '写一篇' },
          { id: answerId, parentId: questionId, role: 'assistant', text: '' },
        ],
        newRun(runId),
        now,
      ),
  ),
  call('deleteMessage', message, ({ conversations }, id, now) => conversations.deleteMessage(id, now)),
  call('further run', fc.tuple(message, run), ({ runs }, [id, runId], now) => runs.addToMessage(id, newRun(runId), now)),
  call('state', fc.tuple(run, fc.constantFrom('reading' as const, 'writing' as const)), ({ runs }, [id, state]) =>
    runs.setState(id, state),
  ),
  call('chunk', fc.tuple(run, fc.constantFrom(0, 1, 1, 1, 2), text), async ({ runs }, [id, ahead, words]) => {
    const seq = (await runs.chunks(id, 0)).length + ahead;
    return runs.appendChunk(id, { seq, text: words, written: seq });
  }),
  call('end', fc.tuple(run, fc.constantFrom<RunEnd['state']>('done', 'stopped')), ({ runs }, [id, state], now) =>
    runs.end(id, { state, usage: null, timings: null, error: null, now }),
  ),
];
const seldom = [
  call('create', fc.tuple(conversation, text, folder), ({ conversations }, [id, title, folderId], now) =>
    conversations.create({ id, title, folderId, now }),
  ),
  call('bin', conversation, ({ conversations }, id, now) => conversations.bin(id, now)),
  call('delete', conversation, ({ conversations }, id) => conversations.delete(id)),
  call('createFolder', pick('f', 2), ({ conversations }, id, now) => conversations.createFolder({ id, name: id, now })),
  call('deleteFolder', pick('f', 2), ({ conversations }, id) => conversations.deleteFolder(id)),
  call('interrupt', fc.constant(0), ({ runs }, _none, now) => runs.interruptOpen(now)),
];
const calls = fc.oneof({ weight: 6, arbitrary: fc.oneof(...often) }, { weight: 1, arbitrary: fc.oneof(...seldom) });

/** Everything that can be asked of a store. */
async function everything(store: Store): Promise<unknown> {
  const { conversations, runs } = store;
  const everywhere = { folder: 'all' as const, limit: 100, before: null };
  const lists = [await conversations.list({ ...everywhere, inBin: false }), await conversations.list({ ...everywhere, inBin: true })];
  const ids = ['c1', 'c2', 'c3'];
  return {
    lists,
    messages: await Promise.all(ids.map((id) => outcome(conversations.messages(id)))),
    single: await Promise.all(['m1', 'm2', 'm3', 'm4'].map((id) => outcome(conversations.message(id)))),
    runs: await Promise.all(['r1', 'r2', 'r3', 'r4', 'r5', 'r6'].map((id) => outcome(runs.get(id)))),
    chunks: await Promise.all(['r1', 'r2', 'r3'].map((id) => outcome(runs.chunks(id, 1)))),
    open: await runs.open(),
    folders: await conversations.folders(),
    found: await Promise.all(['写', '教育', '未来 python', 'wri', '作教', '写作，'].map((query) => found(store, query))),
  };
}

/** Without the order, which each store judges for itself. */
async function found(store: Store, query: string): Promise<string[]> {
  return (await store.conversations.search(query, 100)).map((hit) => JSON.stringify(hit)).sort();
}

describe('the SQLite store and the memory store', () => {
  it('H11 answer any sequence of calls alike, also after the file was opened again', { timeout: 60_000 }, async () => {
    await expectAlike({
      createMemoryStore,
      calls,
      async begin({ conversations }) {
        for (const id of ['c1', 'c2']) await conversations.create({ id, title: '', folderId: null, now: firstTime });
      },
      everything,
    });
  });
});
