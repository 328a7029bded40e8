import type { BatchDetail, Id, StudioEvent } from '@maobi/contract';
import {
  batchRests as rests,
  batchTemplates,
  batchWith,
  createMemoryStore,
  createScriptedEngine,
  documentWith,
  nextId,
  rowStates as states,
  type ScriptedEngineOptions,
  studiosOfTests,
  type TestStudioOptions,
  untilBatch,
  untilJobRests,
} from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import type { EngineTuning } from '../ports/engine.ts';
import type { Studio } from '../studio.ts';

const openStudio = studiosOfTests();
const templates = batchTemplates();
const worth = (parallel: number): EngineTuning => ({ threads: 2, batchTokens: 128, parallel, passCosts: {} });

/** A machine on which so many texts are worth writing at once. */
const open = (parallel: number, engine: ScriptedEngineOptions = {}, more: TestStudioOptions = {}): Promise<Studio> =>
  openStudio({
    templates,
    engine: createScriptedEngine({ writeTokensPerSecond: 400, sequences: parallel, ...engine }),
    tuningOf: () => worth(parallel),
    ...more,
  });
const writing = (batch: BatchDetail) => states(batch).filter((state) => state === 'writing').length;
const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ topic: `第${index + 1}篇`, words: '120' }));

async function untilLoaded(studio: Studio): Promise<void> {
  const { id } = await batchWith(studio, rows(1));
  await studio.batches.start(id, {});
  await untilBatch(studio, id, rests);
}

/** The most runs that computed at once from now on. */
function mostAtOnce(studio: Studio): { readonly most: () => number; readonly stop: () => void } {
  const leave = new AbortController();
  let most = 0;
  const look = ({ type, ...event }: StudioEvent) => {
    if (type !== 'queue' || !('entries' in event)) return;
    most = Math.max(most, event.entries.filter(({ state }) => state === 'writing' || state === 'reading').length);
  };
  void (async () => {
    for await (const event of studio.events(leave.signal)) look(event);
  })();
  return { most: () => most, stop: () => leave.abort() };
}

describe('the rows of a batch, side by side', () => {
  it('B10 are written at once where calibration found that worth it, and never more than that', async () => {
    const studio = await open(2);
    const watched = mostAtOnce(studio);
    const { id } = await batchWith(studio, rows(5));
    await studio.batches.start(id, {});
    await untilBatch(studio, id, (batch) => writing(batch) === 2);
    const batch = await untilBatch(studio, id, rests);
    expect(states(batch)).toEqual(Array.from({ length: 5 }, () => 'done'));
    expect(watched.most()).toBe(2);
    watched.stop();
  });

  it('B10 are written one after the other where it is not', async () => {
    const studio = await open(1);
    const watched = mostAtOnce(studio);
    const { id } = await batchWith(studio, rows(3));
    await studio.batches.start(id, {});
    await untilBatch(studio, id, rests);
    expect(watched.most()).toBe(1);
    watched.stop();
  });

  it('B14 are all paused with it, keep what was written, and go on there', async () => {
    const studio = await open(3, { writeTokensPerSecond: 120 });
    const { id } = await batchWith(studio, rows(4));
    await studio.batches.start(id, {});
    await untilBatch(studio, id, (batch) => writing(batch) === 3);
    await studio.batches.pause(id);
    const paused = await studio.batches.get(id);
    expect(states(paused)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
    expect(await studio.runs.queue()).toEqual([]);
    const documents = paused.rows.flatMap(({ documentId }) => documentId ?? []);
    expect(documents).toHaveLength(3);
    await studio.batches.resume(id);
    const batch = await untilBatch(studio, id, rests);
    expect(states(batch)).toEqual(['done', 'done', 'done', 'done']);
    expect(batch.rows.slice(0, 3).map(({ documentId }) => documentId)).toEqual(documents);
  });

  it('B14 go on when one of them is stopped for itself', async () => {
    const studio = await open(2, { writeTokensPerSecond: 120 });
    const { id } = await batchWith(studio, rows(3));
    await studio.batches.start(id, {});
    const { rows: begun } = await untilBatch(studio, id, (batch) => writing(batch) === 2);
    const job = (await studio.documents.get(begun[0]?.documentId ?? '')).job;
    await studio.jobs.stop(job?.id ?? '');
    expect(states(await untilBatch(studio, id, rests))).toEqual(['stopped', 'done', 'done']);
  });

  it('B15 go on after the program ended in the middle of them', async () => {
    const store = createMemoryStore();
    const first = await open(2, { writeTokensPerSecond: 120 }, { store });
    const { id } = await batchWith(first, rows(3));
    await first.batches.start(id, {});
    const begun = await untilBatch(first, id, (batch) => writing(batch) === 2);
    await first[Symbol.asyncDispose]();
    const second = await open(2, {}, { store });
    const batch = await untilBatch(second, id, rests);
    expect(states(batch)).toEqual(['done', 'done', 'done']);
    const documentsOf = ({ rows: all }: BatchDetail): (Id | null)[] => all.slice(0, 2).map(({ documentId }) => documentId);
    expect(documentsOf(batch)).toEqual(documentsOf(begun));
    expect((await second.documents.list({ texts: 'all' })).total).toBe(3);
  });

  it('J10 give way to a document that is put before them', async () => {
    const studio = await open(2, { writeTokensPerSecond: 120 });
    const { id } = await batchWith(studio, rows(4));
    const document = await documentWith(studio, ['甲'], 60);
    await studio.batches.start(id, {});
    await untilBatch(studio, id, (batch) => writing(batch) === 2);
    const job = await studio.jobs.start(document.id, { id: nextId() });
    expect(job.wait).toBe('turn');
    const [first] = await studio.jobs.list();
    await studio.jobs.move(job.id, first?.id ?? null);
    await untilJobRests(studio, document.id);
    expect(states(await studio.batches.get(id)).filter((state) => state === 'done').length).toBeLessThan(4);
    expect(states(await untilBatch(studio, id, rests))).toEqual(['done', 'done', 'done', 'done']);
  });

  it('B17 rest together after three in a row that failed', async () => {
    const studio = await open(2, { writeTokensPerSecond: 30 });
    const failing = (index: number) => ({ topic: `第${index}篇 [[scenario:error-before]]` });
    const { id } = await batchWith(studio, [{ topic: '长', words: '2000' }, failing(1), failing(2), failing(3), failing(4)]);
    await studio.batches.start(id, {});
    const batch = await untilBatch(studio, id, (each) => rests(each) && writing(each) === 0);
    expect([batch.state, ...states(batch)]).toEqual(['paused', 'waiting', 'failed', 'failed', 'failed', 'waiting']);
    expect(await studio.runs.queue()).toEqual([]);
  });

  it('B19 cost less than one after the other, by what calibration found', async () => {
    const [alone, together] = await Promise.all(
      [1, 4].map(async (parallel) => {
        const studio = await open(
          parallel,
          {},
          {
            estimator: {
              estimate: ({ writtenTokens, atOnce = 1 }) => ({ readingMs: 0, writingMs: (writtenTokens ?? 0) * (1 + atOnce) }),
              observe: () => undefined,
            },
          },
        );
        await untilLoaded(studio);
        const { id } = await batchWith(studio, rows(4));
        return (await studio.batches.estimate(id)).milliseconds ?? Number.NaN;
      }),
    );
    expect((together ?? 0) / (alone ?? 0)).toBeCloseTo(5 / 4 / 2, 1);
  });
});
