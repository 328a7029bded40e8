import type { Studio } from '@maobi/core';
import {
  createMemoryStore,
  createScriptedEngine,
  createTestClock,
  documentWith,
  nextId,
  studiosOfTests,
  untilDocument,
  untilJobRests,
} from '@maobi/testkit';
import { describe, expect, it } from 'vitest';

const openStudio = studiosOfTests();
const hour = 3_600_000;
const evening = '2026-03-01T20:00:00.000Z';

async function begin(studio: Studio, headings: readonly string[] = ['甲', '乙']) {
  const { id } = await documentWith(studio, headings, 60);
  const job = await studio.jobs.start(id, { id: nextId() });
  return { id, jobId: job.id };
}

/** As soon as there is a summary. */
async function untilSummary(studio: Studio) {
  const watched = new AbortController();
  const events = studio.events(watched.signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const event = events.next();
      const { summary, nightRun } = await studio.jobs.night.plan();
      if (summary) return { summary, nightRun };
      await event;
    }
  } finally {
    watched.abort();
  }
}

describe('a night run', () => {
  it('N1 lets jobs wait until it begins, and tells in the morning what was written', async () => {
    const clock = createTestClock(evening);
    const studio = await openStudio({ surroundings: clock.surroundings });
    const { nightRun } = await studio.jobs.night.set({ from: '23:00', until: '07:00' });
    expect(nightRun).toMatchObject({ startsAt: '2026-03-01T23:00:00.000Z', endsAt: '2026-03-02T07:00:00.000Z', isNightly: false });
    const { id } = await begin(studio);
    expect((await studio.documents.get(id)).job).toMatchObject({ state: 'open', wait: 'night' });
    expect((await studio.jobs.list())[0]?.estimate.waitingMs).toBeGreaterThan(2.9 * hour);
    clock.advance(3 * hour);
    const document = await untilJobRests(studio, id);
    expect(document.job?.state).toBe('done');
    const { summary } = await untilSummary(studio);
    expect(summary).toMatchObject({
      startedAt: '2026-03-01T23:00:00.000Z',
      documents: [
        { documentId: id, sectionCount: 2, words: document.sections.reduce((sum, { count }) => sum + count, 0), jobState: 'done' },
      ],
      leftCount: 0,
      isSeen: false,
    });
    expect(summary.usage.writtenTokens).toBeGreaterThan(0);
    expect((await studio.jobs.night.seen()).summary?.isSeen).toBe(true);
  });

  it('N2 stops at its end what is written, keeps it, and lets the jobs rest', async () => {
    const clock = createTestClock('2026-03-01T23:10:00.000Z');
    const studio = await openStudio({ surroundings: clock.surroundings, engine: createScriptedEngine({ writeTokensPerSecond: 100 }) });
    const first = await begin(studio);
    const second = await begin(studio, ['丙']);
    await studio.jobs.night.set({ until: '07:00' });
    await untilDocument(studio, first.id, ({ sections }) => (sections[0]?.count ?? 0) > 0);
    clock.advance(8 * hour);
    const { summary, nightRun } = await untilSummary(studio);
    expect(nightRun).toBeNull();
    expect(summary).toMatchObject({
      leftCount: 2,
      documents: [{ documentId: first.id, sectionCount: 1 }],
      endedAt: '2026-03-02T07:00:00.000Z',
    });
    const document = await studio.documents.get(first.id);
    expect(document.job?.state).toBe('paused');
    expect(document.sections[0]).toMatchObject({ state: 'stopped' });
    expect(document.sections[0]?.count).toBeGreaterThan(0);
    expect((await studio.documents.get(second.id)).job?.state).toBe('paused');
    await studio.jobs.resume(document.job?.id ?? '');
    expect((await untilJobRests(studio, first.id)).job?.state).toBe('done');
  });

  it('N3 goes on the next night where the writer wants it every night', async () => {
    const clock = createTestClock('2026-03-01T23:10:00.000Z');
    const studio = await openStudio({ surroundings: clock.surroundings, engine: createScriptedEngine({ writeTokensPerSecond: 150 }) });
    const { id } = await begin(studio);
    await studio.jobs.night.set({ from: '23:00', until: '07:00', isNightly: true });
    await untilDocument(studio, id, ({ sections }) => (sections[0]?.count ?? 0) > 0);
    clock.advance(8 * hour);
    const { summary } = await untilSummary(studio);
    expect(summary.leftCount).toBe(1);
    const waiting = await untilDocument(studio, id, ({ job }) => job?.wait === 'night');
    expect(waiting.job?.state).toBe('open');
    expect((await studio.jobs.night.plan()).nightRun).toMatchObject({
      startsAt: '2026-03-02T23:00:00.000Z',
      endsAt: '2026-03-03T07:00:00.000Z',
    });
    clock.advance(16 * hour);
    expect((await untilJobRests(studio, id)).job?.state).toBe('done');
  });

  it('N4 survives a restart: a night that is over is closed, one that is not goes on', async () => {
    const store = createMemoryStore();
    const clock = createTestClock(evening);
    const studio = await openStudio({ store, surroundings: clock.surroundings });
    const { id } = await begin(studio);
    await studio.jobs.night.set({ from: '23:00', until: '07:00', isNightly: true });
    await studio.interruptRuns();
    clock.advance(12 * hour);
    const again = await openStudio({ store, surroundings: clock.surroundings });
    const { nightRun, summary } = await again.jobs.night.plan();
    expect(nightRun?.startsAt).toBe('2026-03-02T23:00:00.000Z');
    expect(summary).toMatchObject({ documents: [], leftCount: 1 });
    expect((await again.documents.get(id)).job).toMatchObject({ state: 'open', wait: 'night' });
    await again.interruptRuns();
    clock.advance(16 * hour);
    expect((await untilJobRests(await openStudio({ store, surroundings: clock.surroundings }), id)).job?.state).toBe('done');
  });

  it('N7 refuses one that ends when it begins, and leaves the one that was set', async () => {
    const clock = createTestClock('2026-03-01T07:00:20.000Z');
    const { night } = (await openStudio({ surroundings: clock.surroundings })).jobs;
    const { nightRun } = await night.set({ until: '07:00' });
    expect(nightRun).toMatchObject({ from: null, endsAt: '2026-03-02T07:00:00.000Z' });
    for (const wanted of [
      { from: '07:00', until: '07:00' },
      { until: '07:00', isNightly: true },
    ]) {
      await expect(night.set(wanted)).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringContaining('07:00') });
    }
    expect((await night.plan()).nightRun).toEqual(nightRun);
  });

  it('N5 holds back neither what the writer asks for nor, once it is called off, any job', async () => {
    const clock = createTestClock(evening);
    const studio = await openStudio({ surroundings: clock.surroundings });
    await studio.jobs.night.set({ from: '23:00', until: '07:00' });
    const { id: askedId, sections } = await documentWith(studio, ['甲', '乙'], 60);
    await studio.jobs.start(askedId, { id: nextId(), sectionIds: [sections[0]?.id ?? ''] });
    expect((await untilJobRests(studio, askedId)).job?.state).toBe('done');
    const { id } = await begin(studio);
    expect((await studio.documents.get(id)).job?.wait).toBe('night');
    expect(await studio.jobs.night.cancel()).toEqual({ nightRun: null, summary: null });
    expect((await untilJobRests(studio, id)).job?.state).toBe('done');
  });

  it('N6 names what failed, and why', async () => {
    const clock = createTestClock('2026-03-01T23:10:00.000Z');
    const studio = await openStudio({ surroundings: clock.surroundings });
    await studio.jobs.night.set({ until: '07:00' });
    const { id } = await begin(studio, ['甲 [[scenario:error-before]]', '乙']);
    await untilJobRests(studio, id);
    const { summary } = await untilSummary(studio);
    expect(summary.documents).toMatchObject([{ documentId: id, words: 0, jobState: 'paused', error: { code: expect.any(String) } }]);
  });
});
