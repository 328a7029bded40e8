import type { Id } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import type { StoreMaker } from './contract-subject.ts';
import { brief, documentSubject, jobRequest, newJob } from './document-subject.ts';

export function jobsContract(makeStore: StoreMaker): void {
  describe('jobs', () => {
    const subject = documentSubject(makeStore);
    const ids = async (endedLimit: number): Promise<Id[]> => (await subject().store.jobs.list(endedLimit)).map(({ id }) => id);

    it('H45 makes a job once and answers a retry with what stands there', async () => {
      const { store, outlined, document, id, now } = subject();
      const { document: written, sections } = await outlined('one', 'two');
      const [jobId, time] = [id(), now()];
      const sectionIds = [sections[1]!.id];
      const job = { id: jobId, documentId: written.id, sectionIds, kind: 'write', request: jobRequest } as const;
      const created = await store.jobs.create({ ...job, now: time });
      const fields = { state: 'open', createdAt: time, endedAt: null, error: null };
      expect(created).toEqual({
        id: jobId,
        documentId: written.id,
        title: brief.topic,
        sectionIds,
        kind: 'write',
        request: jobRequest,
        ...fields,
      });
      expect(await store.jobs.create({ ...job, sectionIds: null, now: now() })).toEqual(created);
      expect(await store.jobs.get(jobId)).toEqual(created);
      expect(await store.jobs.latest(written.id)).toEqual(created);
      const other = await document();
      await expect(store.jobs.create({ ...job, documentId: other.id, now: now() })).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.jobs.latest(other.id)).toBeNull();
    });

    it('H45 names a job after its document', async () => {
      const { store, document, id, now } = subject();
      const { id: documentId } = await document();
      const job = await store.jobs.create(newJob(id(), documentId, now()));
      await store.documents.update(documentId, { revision: 1, title: '新的标题', now: now() });
      expect(await store.jobs.get(job.id)).toEqual({ ...job, title: '新的标题' });
      expect(await store.jobs.list(0)).toMatchObject([{ title: '新的标题' }]);
    });

    it('H45 refuses a second job while one is open or paused', async () => {
      const { store, document, id, now } = subject();
      const { id: documentId } = await document();
      const first = await store.jobs.create(newJob(id(), documentId, now()));
      const conflict = { code: 'conflict', details: { jobId: first.id } };
      await expect(store.jobs.create(newJob(id(), documentId, now()))).rejects.toMatchObject(conflict);
      await store.jobs.setState(first.id, { state: 'paused', now: now() });
      await expect(store.jobs.create(newJob(id(), documentId, now()))).rejects.toMatchObject(conflict);
      await store.jobs.setState(first.id, { state: 'done', now: now() });
      const second = await store.jobs.create(newJob(id(), documentId, now()));
      expect(await store.jobs.latest(documentId)).toEqual(second);
    });

    it('H45 lets one of two jobs made at the same time win', async () => {
      const { store, document, id, now } = subject();
      const { id: documentId } = await document();
      const outcomes = await Promise.allSettled([1, 2].map(() => store.jobs.create(newJob(id(), documentId, now()))));
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await store.jobs.list(10)).toHaveLength(1);
    });

    it('H45 leads a job to its end, where it stays', async () => {
      const { store, document, id, now } = subject();
      const { id: documentId } = await document();
      const job = await store.jobs.create(newJob(id(), documentId, now()));
      const error = { code: 'engine-failed' as const, message: 'It broke.', retryable: true, details: { exit: 9 } };
      const paused = await store.jobs.setState(job.id, { state: 'paused', error, now: now() });
      expect(paused).toEqual({ ...job, state: 'paused', error });
      expect(await store.jobs.setState(job.id, { state: 'open', now: now() })).toEqual(job);
      const time = now();
      const failed = await store.jobs.setState(job.id, { state: 'failed', error, now: time });
      expect(failed).toEqual({ ...job, state: 'failed', error, endedAt: time });
      expect(await store.jobs.get(job.id)).toEqual(failed);
      for (const state of ['open', 'done'] as const) expect(await store.jobs.setState(job.id, { state, now: now() })).toEqual(failed);
      expect(await store.jobs.create(newJob(job.id, documentId, now()))).toEqual(failed);
    });

    it('H46 lists open and paused ones in the order they came, then those that ended last', async () => {
      const { store, document, id, now } = subject();
      const jobs = [];
      for (const title of ['a', 'b', 'c', 'd', 'e']) {
        const { id: documentId } = await document(title);
        jobs.push(await store.jobs.create(newJob(id(), documentId, now())));
      }
      const [a, b, c, d, e] = jobs.map((job) => job.id) as [Id, Id, Id, Id, Id];
      expect(await ids(10)).toEqual([a, b, c, d, e]);
      await store.jobs.setState(b, { state: 'paused', now: now() });
      await store.jobs.setState(d, { state: 'failed', now: now() });
      await store.jobs.setState(a, { state: 'done', now: now() });
      await store.jobs.setState(c, { state: 'stopped', now: now() });
      expect(await ids(10)).toEqual([b, e, c, a, d]);
      expect(await ids(2)).toEqual([b, e, c, a]);
      expect(await ids(0)).toEqual([b, e]);
      for (const { documentId } of [jobs[2]!, jobs[4]!]) await store.documents.bin(documentId, now());
      expect(await ids(10)).toEqual([b, a, d]);
      await store.documents.restore(jobs[4]!.documentId, now());
      expect(await ids(1)).toEqual([b, e, a]);
    });

    it('H46 keeps the order that the writer gives them', async () => {
      const { store, document, id, now } = subject();
      const create = async (isFirst = false) => {
        const { id: documentId } = await document();
        return (await store.jobs.create({ ...newJob(id(), documentId, now()), isFirst })).id;
      };
      const [a, b] = [await create(), await create()];
      const [c, d] = [await create(true), await create()];
      expect(await ids(0)).toEqual([c, a, b, d]);
      await store.jobs.move(d, a);
      expect(await ids(0)).toEqual([c, d, a, b]);
      await store.jobs.move(c, null);
      expect(await ids(0)).toEqual([d, a, b, c]);
      await store.jobs.move(b, b);
      await store.jobs.setState(a, { state: 'paused', now: now() });
      await store.jobs.move(b, a);
      expect(await ids(0)).toEqual([d, b, a, c]);
      const [e, f] = [await create(), await create(true)];
      expect(await ids(0)).toEqual([f, d, b, a, c, e]);
      await store.jobs.setState(d, { state: 'done', now: now() });
      await expect(store.jobs.move(d, a)).rejects.toMatchObject({ code: 'conflict' });
      await expect(store.jobs.move(a, d)).rejects.toMatchObject({ code: 'conflict' });
      await expect(store.jobs.move(id(), null)).rejects.toMatchObject({ code: 'not-found' });
      await expect(store.jobs.move(a, id())).rejects.toMatchObject({ code: 'not-found' });
      expect(await ids(0)).toEqual([f, b, a, c, e]);
    });

    it('H45 tells the last job of a kind', async () => {
      const { store, document, id, now } = subject();
      const { id: documentId } = await document();
      const writing = await store.jobs.create(newJob(id(), documentId, now()));
      await store.jobs.setState(writing.id, { state: 'done', now: now() });
      const request = { model: null, seed: 1, kind: 'improve', instruction: '' } as const;
      const polishing = await store.jobs.create({ id: id(), documentId, sectionIds: null, kind: 'polish', request, now: now() });
      expect(polishing).toMatchObject({ kind: 'polish', request });
      expect((await store.jobs.latest(documentId))?.id).toBe(polishing.id);
      expect((await store.jobs.latest(documentId, 'write'))?.id).toBe(writing.id);
      expect((await store.jobs.latest(documentId, 'polish'))?.id).toBe(polishing.id);
    });

    it('H4 keeps the order of creation when the clock is set back', async () => {
      const { store, document, id } = subject();
      const made = [];
      for (const year of [2026, 2025, 2024]) {
        const { id: documentId } = await document();
        made.push(await store.jobs.create(newJob(id(), documentId, `${year}-01-01T00:00:00.000Z`)));
      }
      expect(await ids(0)).toEqual(made.map((job) => job.id));
      const { documentId } = made[0]!;
      await store.jobs.setState(made[0]!.id, { state: 'done', now: '2026-01-01T00:00:00.000Z' });
      const later = await store.jobs.create(newJob(id(), documentId, '2020-01-01T00:00:00.000Z'));
      expect(await store.jobs.latest(documentId)).toEqual(later);
    });

    it('answers not-found for an unknown job or document', async () => {
      const { store, id, now } = subject();
      const unknown = id();
      const calls = [
        store.jobs.create(newJob(id(), unknown, now())),
        store.jobs.get(unknown),
        store.jobs.setState(unknown, { state: 'done', now: now() }),
      ];
      for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
      expect([await store.jobs.latest(unknown), await store.jobs.list(10)]).toEqual([null, []]);
    });

    it('H10 hands out copies', async () => {
      const { store, document, id, now } = subject();
      const { id: documentId } = await document();
      const sectionIds = [id()];
      const created = await store.jobs.create({ ...newJob(id(), documentId, now()), sectionIds });
      const before = structuredClone(created);
      created.sectionIds?.push('changed');
      sectionIds.push('changed');
      created.title = 'changed';
      expect(await store.jobs.get(created.id)).toEqual(before);
    });
  });
}
