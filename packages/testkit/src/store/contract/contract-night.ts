import type { NightSummary } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import type { StoreMaker } from './contract-subject.ts';
import { documentSubject, newJob, runOf } from './document-subject.ts';

const usage = { promptTokens: 10, cachedTokens: 4, writtenTokens: 6 };
const timings = { queuedMs: 0, readingMs: 100, writingMs: 200 };

export function nightContract(makeStore: StoreMaker): void {
  describe('the night run', () => {
    const subject = documentSubject(makeStore);

    it('H51 keeps the plan and the summary, each by itself', async () => {
      const { store } = subject();
      expect(await store.night.plan()).toEqual({ nightRun: null, summary: null });
      const times = { startsAt: '2026-03-01T22:00:00.000Z', endsAt: '2026-03-02T06:00:00.000Z' };
      const nightRun = { from: '23:00', until: '07:00', isNightly: true, ...times };
      const figures = { documents: [], leftCount: 2, workedMs: 1.5, usage, isSeen: false };
      const summary: NightSummary = { startedAt: times.startsAt, endedAt: times.endsAt, ...figures };
      expect(await store.night.setPlan({ nightRun })).toEqual({ nightRun, summary: null });
      expect(await store.night.setPlan({ summary })).toEqual({ nightRun, summary });
      expect(await store.night.setPlan({ nightRun: null })).toEqual({ nightRun: null, summary });
      expect(await store.night.plan()).toEqual({ nightRun: null, summary });
      expect(await store.settings.read()).toMatchObject({ language: 'system' });
    });

    it('H51 tells what jobs wrote in a time, and nothing that was asked for by hand', async () => {
      const { store, outlined, byHand, id } = subject();
      const { document, sections } = await outlined('one', 'two');
      const [one, two] = sections.map((section) => section.id) as [string, string];
      const base = await byHand(two, '手写的一段。');
      const job = await store.jobs.create(newJob(id(), document.id, '2026-03-01T22:00:00.000Z'));
      const end = { usage, timings, error: null, now: '2026-03-01T22:30:00.000Z' };
      const place = { sectionId: one, source: 'model', text: '', baseId: null } as const;
      const begin = async (runId: string, time: string, baseId: string | null) =>
        store.documents.addVersion({ id: id(), ...place, baseId, run: runOf(runId, 'draft'), now: time });
      const early = await begin(id(), '2026-03-01T21:50:00.000Z', null);
      await store.runs.end(early.run!.id, { state: 'done', ...end, now: '2026-03-01T21:59:59.999Z' });
      const drafted = await begin(id(), '2026-03-01T21:59:59.999Z', early.id);
      await store.runs.appendChunk(drafted.run!.id, { seq: 1, text: '写好的', written: 3 });
      await store.runs.end(drafted.run!.id, { state: 'done', ...end });
      const polished = await store.polishing.addRun(
        { jobId: job.id, sectionId: two, baseId: base.id, place: 0 },
        runOf(id(), 'polish'),
        '2026-03-01T22:10:00.000Z',
      );
      await store.runs.end(polished.id, { state: 'stopped', ...end, usage: null, timings: null });
      const asked = await store.runs.addToDocument(document.id, runOf(id(), 'polish'), '2026-03-01T22:11:00.000Z');
      await store.runs.end(asked.id, { state: 'done', ...end });
      await begin(id(), '2026-03-01T22:12:00.000Z', drafted.id);
      const late = await store.runs.addToDocument(document.id, runOf(id(), 'outline'), '2026-03-02T06:00:00.000Z');
      await store.runs.end(late.id, { state: 'done', ...end });
      expect(await store.night.work('2026-03-01T22:00:00.000Z', '2026-03-02T06:00:00.000Z')).toEqual([
        { documentId: document.id, sectionId: one, text: '写好的', usage, timings },
        { documentId: document.id, sectionId: two, text: '', usage: null, timings: null },
      ]);
    });
  });
}
