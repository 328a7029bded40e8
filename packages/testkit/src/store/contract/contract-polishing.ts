import type { Id } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import type { StoreMaker } from './contract-subject.ts';
import { documentSubject, newJob, runOf } from './document-subject.ts';

export function polishingContract(makeStore: StoreMaker): void {
  describe('polishing', () => {
    const subject = documentSubject(makeStore);
    /** A job on a document whose first section was written by hand. */
    async function polished() {
      const { store, outlined, byHand, id, now } = subject();
      const { document, sections } = await outlined('one', 'two');
      const sectionId = sections[0]!.id;
      const base = await byHand(sectionId, '第一段。\n\n第二段。');
      const job = await store.jobs.create(newJob(id(), document.id, now()));
      const addRun = (place: number, runId: Id = id()) =>
        store.polishing.addRun({ jobId: job.id, sectionId, baseId: base.id, place }, runOf(runId, 'polish'), now());
      const finish = (text: string | null, versionId: Id = id()) =>
        store.polishing.finish({ jobId: job.id, sectionId, baseId: base.id, versionId, text, now: now() });
      return { documentId: document.id, sectionId, base, jobId: job.id, addRun, finish };
    }

    it('H50 remembers the last run of each paragraph with its text, and the version that was begun with', async () => {
      const { store, written, byHand } = subject();
      const { documentId, sectionId, base, jobId, addRun } = await polished();
      expect(await store.polishing.sections(jobId)).toEqual([]);
      const second = await addRun(1);
      const first = await addRun(0);
      expect(first).toMatchObject({ action: 'polish', documentId, versionId: null, state: 'queued' });
      expect(await addRun(0, first.id)).toEqual(first);
      await written(first.id, '新的第一段。');
      await byHand(sectionId, '改过的。', base.id);
      const again = await addRun(1);
      expect(await store.polishing.sections(jobId)).toEqual([
        {
          sectionId,
          baseId: base.id,
          isDone: false,
          runs: [
            { place: 0, state: 'done', text: '新的第一段。' },
            { place: 1, state: 'queued', text: '' },
          ],
        },
      ]);
      expect((await store.runs.open()).map(({ id }) => id)).toEqual([second.id, again.id]);
    });

    it('H50 offers a version that does not count, once', async () => {
      const { store, id } = subject();
      const { documentId, sectionId, base, jobId, addRun, finish } = await polished();
      await addRun(0);
      const versionId = id();
      await finish('新的。', versionId);
      await finish('再一次。');
      const section = await store.documents.section(sectionId);
      expect(section.version?.id).toBe(base.id);
      expect(section.suggestion).toEqual({ id: versionId, text: '新的。', baseText: base.text });
      expect((await store.documents.sections(documentId)).map(({ suggestion }) => suggestion?.id)).toEqual([versionId, undefined]);
      expect((await store.documents.versions(sectionId)).map(({ id: known, source }) => [known, source])).toEqual([
        [versionId, 'polish'],
        [base.id, 'user'],
      ]);
      expect(await store.polishing.sections(jobId)).toEqual([{ sectionId, baseId: base.id, isDone: true, runs: [] }]);
    });

    it('H50 finishes a section without a suggestion', async () => {
      const { store } = subject();
      const { sectionId, base, jobId, finish } = await polished();
      await finish(null);
      expect(await store.polishing.sections(jobId)).toEqual([{ sectionId, baseId: base.id, isDone: true, runs: [] }]);
      expect(await store.documents.section(sectionId)).toMatchObject({ suggestion: null, version: { id: base.id } });
    });

    it('H50 settles a suggestion that counts, that a text takes up, or that is dismissed, and no other', async () => {
      const { store, id, now } = subject();
      const { sectionId, base, jobId, finish } = await polished();
      const suggestionId = id();
      await finish('新的。', suggestionId);
      const suggestion = async () => (await store.documents.section(sectionId)).suggestion?.id ?? null;
      const edit = { id: id(), sectionId, source: 'polish', text: '一半新的。', baseId: base.id, suggestionId: id() } as const;
      await store.documents.addVersion({ ...edit, now: now() });
      await store.documents.dismissSuggestion(sectionId, id(), now());
      expect(await suggestion()).toBe(suggestionId);
      await store.documents.addVersion({ ...edit, id: id(), baseId: edit.id, suggestionId, now: now() });
      expect(await suggestion()).toBeNull();

      const another = await polished();
      await another.finish('新的。', id());
      const offered = (await store.documents.section(another.sectionId)).suggestion!.id;
      await store.documents.chooseVersion(another.sectionId, { versionId: offered, baseId: another.base.id, now: now() });
      expect(await store.documents.section(another.sectionId)).toMatchObject({ version: { id: offered }, suggestion: null });

      const third = await polished();
      const thirdId = id();
      await third.finish('新的。', thirdId);
      await store.documents.dismissSuggestion(third.sectionId, thirdId, now());
      expect(await store.documents.section(third.sectionId)).toMatchObject({ version: { id: third.base.id }, suggestion: null });
      expect(jobId).not.toBe(third.jobId);
    });

    it('H50 answers not-found for an unknown job or section', async () => {
      const { store, id, now } = subject();
      const { sectionId, base, jobId } = await polished();
      const place = { jobId, sectionId, baseId: base.id, place: 0 };
      const calls = [
        store.polishing.addRun({ ...place, jobId: id() }, runOf(id(), 'polish'), now()),
        store.polishing.addRun({ ...place, sectionId: id() }, runOf(id(), 'polish'), now()),
        store.polishing.finish({ ...place, jobId: id(), versionId: id(), text: null, now: now() }),
        store.documents.dismissSuggestion(id(), id(), now()),
      ];
      for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
      expect(await store.polishing.sections(id())).toEqual([]);
    });

    it('H44 takes everything along when the document is deleted', async () => {
      const { store, now } = subject();
      const { documentId, jobId, addRun } = await polished();
      const run = await addRun(0);
      await store.documents.bin(documentId, now());
      await store.documents.delete(documentId);
      expect(await store.polishing.sections(jobId)).toEqual([]);
      await expect(store.runs.get(run.id)).rejects.toMatchObject({ code: 'not-found' });
    });
  });
}
