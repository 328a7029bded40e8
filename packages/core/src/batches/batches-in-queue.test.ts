import {
  batchRests as rests,
  batchTemplates,
  batchWith,
  createMemoryStore,
  createScriptedEngine,
  createTestClock,
  documentWith,
  nextId,
  rowStates as states,
  type ScriptedEngineOptions,
  studiosOfTests,
  type TestStudioOptions,
  untilBatch,
  untilDocument,
  untilJobRests,
  untilText,
} from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import type { Studio } from '../studio.ts';

const openStudio = studiosOfTests();
const templates = batchTemplates();
const hour = 3_600_000;
const evening = '2026-03-01T20:00:00.000Z';
const night = '2026-03-01T23:10:00.000Z';

const open = (engine: ScriptedEngineOptions = {}, more: TestStudioOptions = {}): Promise<Studio> =>
  openStudio({ templates, engine: createScriptedEngine(engine), ...more });
const written = [{ topic: '春天', words: '250' }, { topic: '夏天' }];

async function untilSummary(studio: Studio) {
  const watched = new AbortController();
  const events = studio.events(watched.signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const event = events.next();
      const { summary } = await studio.jobs.night.plan();
      if (summary) return summary;
      await event;
    }
  } finally {
    watched.abort();
  }
}

describe('a batch and the night run', () => {
  it('N2 rests at the end of the night, with the rows that are left, and begins none of them by day', async () => {
    const clock = createTestClock(night);
    const studio = await open({ writeTokensPerSecond: 200 }, { surroundings: clock.surroundings });
    await studio.jobs.night.set({ until: '07:00' });
    const { id } = await batchWith(studio, written);
    await studio.batches.start(id, {});
    await untilBatch(studio, id, (batch) => states(batch)[0] === 'writing');
    clock.advance(8 * hour);
    expect((await untilSummary(studio)).leftCount).toBe(2);
    const batch = await untilBatch(studio, id, (each) => rests(each) && states(each)[0] === 'waiting');
    expect([batch.state, ...states(batch)]).toEqual(['paused', 'waiting', 'waiting']);
    expect((await studio.documents.list({ texts: 'all' })).total).toBe(1);
    await studio.batches.resume(id);
    expect(states(await untilBatch(studio, id, rests))).toEqual(['done', 'done']);
    expect((await studio.documents.list({ texts: 'all' })).total).toBe(2);
  });

  it('N2 N4 rests after a night that ended while the program was not running', async () => {
    const clock = createTestClock(night);
    const store = createMemoryStore();
    const first = await open({ writeTokensPerSecond: 200 }, { store, surroundings: clock.surroundings });
    await first.jobs.night.set({ until: '07:00' });
    const { id } = await batchWith(first, written);
    await first.batches.start(id, {});
    await untilBatch(first, id, (batch) => states(batch)[0] === 'writing');
    await first[Symbol.asyncDispose]();
    clock.advance(8 * hour);
    const second = await open({}, { store, surroundings: clock.surroundings });
    const batch = await second.batches.get(id);
    expect([batch.state, ...states(batch)]).toEqual(['paused', 'waiting', 'waiting']);
  });

  it('B13 N1 plans a text of several sections in the night as well, and can be paused until then', async () => {
    const clock = createTestClock(evening);
    const studio = await open({}, { surroundings: clock.surroundings });
    await studio.jobs.night.set({ from: '23:00', until: '07:00' });
    const { id } = await batchWith(studio, [{ topic: '城市养蜂人', words: '900' }], 'article');
    await studio.batches.start(id, {});
    await untilBatch(studio, id, ({ rows }) => rows[0]?.documentId !== null);
    const paused = await studio.batches.pause(id);
    expect(states(paused)).toEqual(['waiting']);
    expect((await studio.documents.get(paused.rows[0]?.documentId ?? '')).outlineRun).toBeNull();
    await studio.batches.resume(id);
    clock.advance(3 * hour + 60_000);
    expect(states(await untilBatch(studio, id, rests))).toEqual(['done']);
  });

  it('B13 leaves a row alone whose document was put into the bin before its hours came', async () => {
    const clock = createTestClock(evening);
    const studio = await open({}, { surroundings: clock.surroundings });
    await studio.jobs.night.set({ from: '23:00', until: '07:00' });
    const { id } = await batchWith(studio, [{ topic: '城市养蜂人', words: '900' }], 'article');
    await studio.batches.start(id, {});
    const { rows } = await untilBatch(studio, id, (batch) => batch.rows[0]?.documentId !== null);
    const documentId = rows[0]?.documentId ?? '';
    await studio.documents.bin(documentId);
    const batch = await untilBatch(studio, id, rests);
    expect([batch.error, ...states(batch)]).toEqual([null, 'empty']);
    expect((await studio.documents.get(documentId)).outlineRun).toBeNull();
  });

  it('N6 tells what was done when all rows are, not between two of them', async () => {
    const clock = createTestClock(night);
    const studio = await open({}, { surroundings: clock.surroundings });
    await studio.jobs.night.set({ until: '07:00' });
    const { id } = await batchWith(studio, [{ topic: '春天' }, { topic: '夏天' }, { topic: '秋天' }]);
    const told = untilSummary(studio);
    await studio.batches.start(id, {});
    const { documents, leftCount } = await told;
    expect([documents.length, leftCount]).toEqual([3, 0]);
    expect(states(await studio.batches.get(id))).toEqual(['done', 'done', 'done']);
  });

  it('B19 counts what goes before it when it tells how long it takes', async () => {
    const clock = createTestClock(evening);
    const studio = await open({}, { surroundings: clock.surroundings });
    const { id } = await batchWith(studio, written);
    expect((await studio.batches.estimate(id)).waitingMs).toBe(0);
    await studio.jobs.night.set({ from: '23:00', until: '07:00' });
    expect((await studio.batches.estimate(id)).waitingMs).toBeGreaterThan(2.9 * hour);
  });
});

describe('a batch among other jobs', () => {
  it('J10 waits for its turn, and is written then', async () => {
    const studio = await open({ writeTokensPerSecond: 400 });
    const other = await documentWith(studio, ['甲'], 100);
    await studio.jobs.start(other.id, { id: nextId() });
    await untilDocument(studio, other.id, ({ sections }) => sections[0]?.version?.run != null);
    const { id } = await batchWith(studio, written);
    await studio.batches.start(id, {});
    const { rows } = await untilBatch(studio, id, (batch) => batch.rows[0]?.documentId !== null);
    const document = await untilDocument(studio, rows[0]?.documentId ?? '', ({ job }) => job !== null);
    expect(document.job).toMatchObject({ state: 'open', wait: 'turn' });
    expect(states(await studio.batches.get(id))).toEqual(['waiting', 'waiting']);
    expect(states(await untilBatch(studio, id, rests))).toEqual(['done', 'done']);
  });

  it('B4 B16 is no further for a text that was polished, and goes on with it once that has ended', async () => {
    const studio = await open({ writeTokensPerSecond: 300 });
    const { id } = await batchWith(studio, [{ topic: '春天', words: '400' }]);
    await studio.batches.start(id, {});
    const half = await untilBatch(studio, id, (batch) => states(batch)[0] === 'writing');
    const documentId = half.rows[0]?.documentId ?? '';
    const { sections } = await untilDocument(studio, documentId, (document) => document.sections[0]?.version?.run?.state === 'writing');
    await untilText(studio.runs.stream(sections[0]?.version?.run?.id ?? '', 0, new AbortController().signal));
    await studio.batches.stop(id);
    await studio.jobs.polish(documentId, { id: nextId(), kind: 'improve' });
    await untilDocument(studio, documentId, ({ job }) => job?.kind === 'polish' && job.wait === null);
    const polished = await studio.batches.get(id);
    expect([polished.rows[0]?.state, polished.rows[0]?.runId]).toEqual(['stopped', null]);
    await studio.batches.start(id, {});
    const batch = await untilBatch(studio, id, rests);
    expect(batch.error).toBeNull();
    expect(['done', 'short', 'long']).toContain(batch.rows[0]?.state);
    expect(batch.rows[0]?.documentId).toBe(documentId);
    expect(batch.rows[0]?.count).toBeGreaterThan(polished.rows[0]?.count ?? 0);
    const { job } = await untilJobRests(studio, documentId);
    expect(job).toMatchObject({ kind: 'write', state: 'done' });
  });
});
