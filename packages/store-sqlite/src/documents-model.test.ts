import type { OutlineRow } from '@maobi/contract';
import type { RunEnd, Store } from '@maobi/core';
import { createMemoryStore } from '@maobi/testkit';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { brief, jobRequest } from './testing/filled-document.ts';
import { call, expectAlike, firstTime, newRun, outcome, pick } from './testing/store-calls.ts';

const documentIds = ['d1', 'd2'];
const sectionIds = ['s1', 's2', 's3', 's4'];
const versionIds = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'];
const runIds = ['r1', 'r2', 'r3', 'r4'];
const jobIds = ['j1', 'j2', 'j3'];
const commentIds = ['c1', 'c2', 'c3'];

const document = fc.oneof({ weight: 5, arbitrary: fc.constant('d1') }, { weight: 1, arbitrary: pick('d', 2) });
const section = pick('s', sectionIds.length);
const version = pick('v', versionIds.length);
const run = pick('r', runIds.length);
const job = pick('j', jobIds.length);
const comment = pick('c', commentIds.length);
const text = fc.array(fc.constantFrom('写作', '教育', 'one two', '，', '\n'), { maxLength: 5 }).map((parts) => parts.join(''));
const action = fc.constantFrom('draft' as const, 'extend' as const, 'outline' as const);
const rows: fc.Arbitrary<OutlineRow[]> = fc.array(
  fc.record({ id: section, heading: text, points: fc.array(text, { maxLength: 2 }), target: fc.nat(500), isLocked: fc.boolean() }),
  { maxLength: 4 },
);

/** The version that counts, unless another one is named. */
async function baseOf({ documents }: Store, sectionId: string, other: string | null): Promise<string | null> {
  if (other !== null) return other;
  const standing = await documents.section(sectionId).catch(() => null);
  return standing?.version?.id ?? null;
}

const otherBase = fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: version });
const often = [
  call('outline', fc.tuple(document, rows, fc.option(run, { nil: undefined })), ({ documents }, [id, newRows, outlineRunId], now) =>
    documents.replaceOutline(id, { revision: null, rows: newRows, ...(outlineRunId === undefined ? {} : { outlineRunId }), now }),
  ),
  call(
    'add version',
    fc.tuple(version, section, text, otherBase, fc.option(run, { nil: null })),
    async (store, [id, sectionId, words, other, runId], now) => {
      const baseId = await baseOf(store, sectionId, other);
      const fields = { id, sectionId, source: 'model', text: words, baseId, ...(runId === null ? {} : { run: newRun(runId) }) } as const;
      return store.documents.addVersion({ ...fields, now });
    },
  ),
  call('choose version', fc.tuple(section, version, otherBase), async (store, [sectionId, versionId, other], now) =>
    store.documents.chooseVersion(sectionId, { versionId, baseId: await baseOf(store, sectionId, other), now }),
  ),
  call('run of version', fc.tuple(version, run, action), ({ runs }, [id, runId, does], now) =>
    runs.addToVersion(id, { ...newRun(runId), action: does }, now),
  ),
  call('run of document', fc.tuple(document, run, action), ({ runs }, [id, runId, does], now) =>
    runs.addToDocument(id, { ...newRun(runId), action: does }, now),
  ),
  call('chunk', fc.tuple(run, text), async ({ runs }, [id, words]) => {
    const seq = (await runs.chunks(id, 0)).length + 1;
    return runs.appendChunk(id, { seq, text: words, written: seq });
  }),
  call('end', fc.tuple(run, fc.constantFrom<RunEnd['state']>('done', 'stopped')), ({ runs }, [id, state], now) =>
    runs.end(id, { state, usage: null, timings: null, error: null, now }),
  ),
  call('job', fc.tuple(job, document, fc.option(fc.array(section), { nil: null })), ({ jobs }, [id, documentId, ids], now) =>
    jobs.create({ id, documentId, sectionIds: ids, kind: 'write', request: jobRequest, now }),
  ),
  call('move job', fc.tuple(job, fc.option(job, { nil: null })), ({ jobs }, [id, before]) => jobs.move(id, before)),
  call('job state', fc.tuple(job, fc.constantFrom('open' as const, 'paused' as const, 'done' as const)), ({ jobs }, [id, state], now) =>
    jobs.setState(id, { state, now }),
  ),
  call('comment', fc.tuple(comment, section, text), ({ comments }, [id, sectionId, words], now) =>
    comments.add({ id, sectionId, quote: words, before: '', after: '', text: words, now }),
  ),
  call('change comment', fc.tuple(comment, fc.constantFrom(0, 0, 1), text), async ({ comments }, [id, behind, words], now) => {
    const { revision } = await comments.get(id);
    return comments.update(id, { revision: revision - behind, ...(words === '' ? { isResolved: true } : { text: words }), now });
  }),
  call('remove comment', comment, ({ comments }, id, now) => comments.remove(id, now)),
];
const seldom = [
  call('restore comment', comment, ({ comments }, id) => comments.restore(id)),
  call('create', fc.tuple(document, text), ({ documents }, [id, title], now) => documents.create({ id, title, brief, now })),
  call('update', fc.tuple(document, fc.constantFrom(0, 0, 1), text), async ({ documents }, [id, behind, title], now) => {
    const summary = await documents.summary(id);
    return documents.update(id, { revision: (summary?.revision ?? 1) - behind, title, now });
  }),
  call('bin', document, ({ documents }, id, now) => documents.bin(id, now)),
  call('restore', document, ({ documents }, id, now) => documents.restore(id, now)),
  call('delete', document, ({ documents }, id) => documents.delete(id)),
  call('interrupt', fc.constant(0), ({ runs }, _none, now) => runs.interruptOpen(now)),
];
const calls = fc.oneof({ weight: 6, arbitrary: fc.oneof(...often) }, { weight: 1, arbitrary: fc.oneof(...seldom) });

/** Everything that can be asked of a store about documents. */
async function everything({ documents, comments, runs, jobs }: Store): Promise<unknown> {
  const everywhere = { texts: 'all', sort: 'updated', template: null, progress: null, limit: 100, skip: 0, before: null } as const;
  const each = (ids: readonly string[], ask: (id: string) => Promise<unknown>) => Promise.all(ids.map((id) => outcome(ask(id))));
  return {
    lists: [await documents.list({ ...everywhere, inBin: false }), await documents.list({ ...everywhere, inBin: true })],
    sections: await each(documentIds, (id) => documents.sections(id)),
    single: await each(sectionIds, (id) => documents.section(id)),
    versions: await each(sectionIds, (id) => documents.versions(id)),
    latest: await each(documentIds, async (id) => [await documents.latestRun(id, 'outline'), await jobs.latest(id)]),
    comments: [await each(documentIds, (id) => comments.list(id)), await each(commentIds, (id) => comments.get(id))],
    unused: await documents.unusedOutlines(),
    runs: await each(runIds, async (id) => [await runs.get(id), await runs.text(id)]),
    open: await runs.open(),
    jobs: [await jobs.list(2), await each(jobIds, (id) => jobs.get(id))],
    found: await Promise.all(['写', '教育', 'one two', 'tw', '作教', '写作，', '未来'].map((query) => foundDocuments(documents, query))),
  };
}

/** Without order and place, which each store judges for itself. */
async function foundDocuments(documents: Store['documents'], query: string): Promise<string[]> {
  return (await documents.search(query, 100)).map(({ documentId, title }) => `${documentId} ${title}`).sort();
}

describe('the SQLite store and the memory store', () => {
  it('H11 answer any sequence of calls about documents alike, also after the file was opened again', { timeout: 60_000 }, async () => {
    await expectAlike({
      createMemoryStore,
      calls,
      async begin({ documents }) {
        for (const id of documentIds) await documents.create({ id, title: '', brief, now: firstTime });
        const row = { points: [], target: 100, isLocked: false };
        const first = ['s1', 's2'].map((id) => ({ id, heading: id, ...row }));
        await documents.replaceOutline('d1', { revision: null, rows: first, now: firstTime });
      },
      everything,
    });
  });
});
