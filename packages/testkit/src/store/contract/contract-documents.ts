import { type Brief, type Document, documentSummarySchema } from '@maobi/contract';
import type { DocumentQuery } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import type { StoreMaker } from './contract-subject.ts';
import { brief, documentSubject, newJob, outlineRow, rowOf, runOf } from './document-subject.ts';

const everything: DocumentQuery = {
  inBin: false,
  texts: 'own',
  sort: 'updated',
  template: null,
  progress: null,
  limit: 100,
  skip: 0,
  before: null,
};

export function documentsContract(makeStore: StoreMaker): void {
  describe('documents', () => {
    const subject = documentSubject(makeStore);
    const titles = async (query: Partial<DocumentQuery> = {}): Promise<string[]> => {
      const { documents } = await subject().store.documents.list({ ...everything, ...query });
      return documents.map(({ title }) => title);
    };

    it('H2 makes a document once and answers a retry with what stands there', async () => {
      const { store, id, now } = subject();
      const [documentId, time] = [id(), now()];
      const created = await store.documents.create({ id: documentId, title: '教育', brief, now: time });
      expect(created).toEqual({ id: documentId, title: '教育', brief, revision: 1, createdAt: time, updatedAt: time, binnedAt: null });
      const other = { ...brief, topic: 'other' };
      expect(await store.documents.create({ id: documentId, title: 'other', brief: other, now: now() })).toEqual(created);
      const summary = await store.documents.summary(documentId);
      expect(documentSummarySchema.parse(summary)).toEqual({ ...created, batch: null, sectionCount: 0, count: 0, jobState: null });
      expect(await store.documents.sections(documentId)).toEqual([]);
      expect(await store.documents.summary(id())).toBeNull();
    });

    it('H37 changes title and brief by revision, and refuses a change made from an older state', async () => {
      const { store, document, now } = subject();
      const { id } = await document('old');
      const changedBrief = { ...brief, words: 2000, mustInclude: [] };
      const time = now();
      const changed = await store.documents.update(id, { revision: 1, title: 'new', brief: changedBrief, now: time });
      expect(changed).toMatchObject({ title: 'new', brief: changedBrief, revision: 2, updatedAt: time });
      const late = store.documents.update(id, { revision: 1, title: 'late', now: now() });
      await expect(late).rejects.toMatchObject({ code: 'conflict', details: { revision: 2 } });
      expect(await store.documents.summary(id)).toMatchObject(changed);
      expect(await store.documents.update(id, { revision: 2, title: 'newer', now: now() })).toMatchObject({
        title: 'newer',
        brief: changedBrief,
        revision: 3,
      });
    });

    it('H37 calls the first section of the outline anew with a change of its own, and finds it so', async () => {
      const { store, outlined, now } = subject();
      const { document } = await outlined('first', 'second');
      await store.documents.update(document.id, { revision: document.revision, title: 'new', firstHeading: 'lighthouse', now: now() });
      expect((await store.documents.sections(document.id)).map(({ heading }) => heading)).toEqual(['lighthouse', 'second']);
      expect(await store.documents.search('lighthouse', 5)).toMatchObject([{ documentId: document.id, heading: 'lighthouse' }]);
    });

    it('H37 lets one of two changes made at the same time win', async () => {
      const { store, document, now } = subject();
      const { id, revision } = await document();
      const changes = ['one', 'two'].map((title) => store.documents.update(id, { revision, title, now: now() }));
      const outcomes = await Promise.allSettled(changes);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const winner = outcomes.find((outcome) => outcome.status === 'fulfilled') as PromiseFulfilledResult<Document>;
      expect(await store.documents.summary(id)).toMatchObject(winner.value);
    });

    it('H37 keeps the revision when texts, runs, jobs or the bin change', async () => {
      const { store, outlined, byHand, drafted, written, outlineRun, id, now } = subject();
      const { document, sections } = await outlined('one', 'two');
      const hand = await byHand(sections[0]!.id, '手写');
      const { runId } = await drafted(sections[1]!.id);
      await written(runId, '草稿');
      await byHand(sections[0]!.id, '再写', hand.id);
      await outlineRun(document.id);
      await store.jobs.create(newJob(id(), document.id, now()));
      await store.documents.bin(document.id, now());
      expect(await store.documents.restore(document.id, now())).toMatchObject({ revision: document.revision });
      expect(await store.documents.update(document.id, { revision: document.revision, title: 'x', now: now() })).toMatchObject({
        title: 'x',
      });
    });

    it('H38 lists the newest first, by bin and in pages, with the count of all that match', async () => {
      const { store, document, now } = subject();
      const made = [];
      for (const title of ['a', 'b', 'c', 'd']) made.push(await document(title));
      await store.documents.update(made[1]!.id, { revision: 1, title: 'B', now: now() });
      await store.documents.bin(made[2]!.id, now());
      expect(await titles()).toEqual(['B', 'd', 'a']);
      expect(await titles({ inBin: true })).toEqual(['c']);
      const page = await store.documents.list({ ...everything, limit: 2 });
      expect(page).toMatchObject({ total: 3, documents: [{ title: 'B' }, { title: 'd' }] });
      const next = await store.documents.list({ ...everything, before: page.documents[1]!.updatedAt });
      expect(next).toMatchObject({ total: 3, documents: [{ title: 'a' }] });
    });

    it('H38 B7 leaves rows of batches out, or shows nothing but them, also when their batch is gone', async () => {
      const { store, document, id, now } = subject();
      await document('own');
      const batch = { id: id(), title: '旧物', template: 'essay' };
      await store.batches.create({ ...batch, common: {}, rows: [], now: now() });
      const row = { id: id(), title: 'row', brief, batchId: batch.id };
      await store.documents.create({ ...row, now: now() });
      expect([await titles(), await titles({ texts: 'batch' }), await titles({ texts: 'all' })]).toEqual([
        ['own'],
        ['row'],
        ['row', 'own'],
      ]);
      expect(await store.documents.list(everything)).toMatchObject({ total: 1, documents: [{ batch: null }] });
      expect(await store.documents.summary(row.id)).toMatchObject({ batch });
      expect(await store.documents.search('row', 5)).toMatchObject([{ documentId: row.id, batch }]);
      expect(await store.documents.search('own', 5)).toMatchObject([{ batch: null }]);
      await store.batches.bin(batch.id, now());
      await store.batches.delete(batch.id);
      expect(await titles()).toEqual(['own']);
      expect(await store.documents.summary(row.id)).toMatchObject({ batch: { id: batch.id, title: '', template: '' } });
    });

    it('H38 sorts by last change, age, title and length', async () => {
      const { store, document, outlined, byHand, now } = subject();
      const named = [await document('《乙》'), await document('甲'), await document('Zoo')];
      const { document: written, sections } = await outlined('one');
      await byHand(sections[0]!.id, '四个汉字');
      await store.documents.update(written.id, { revision: written.revision, title: 'apple', now: now() });
      await store.documents.update(named[0]!.id, { revision: 1, title: '《乙》', now: now() });
      expect(await titles()).toEqual(['《乙》', 'apple', 'Zoo', '甲']);
      expect(await titles({ sort: 'created' })).toEqual(['apple', 'Zoo', '甲', '《乙》']);
      expect(await titles({ sort: 'title' })).toEqual(['apple', 'Zoo', '甲', '《乙》']);
      expect(await titles({ sort: 'length' })).toEqual(['apple', 'Zoo', '甲', '《乙》']);
      expect(await titles({ sort: 'title', skip: 1, limit: 2 })).toEqual(['Zoo', '甲']);
    });

    it('H38 lists those with a template, and those that are done or not', async () => {
      const { store, id, now } = subject();
      const make = async (title: string, fields: Partial<Brief>, text: string) => {
        const created = await store.documents.create({ id: id(), title, brief: { ...brief, words: 10, ...fields }, now: now() });
        const row = outlineRow(id(), title);
        await store.documents.replaceOutline(created.id, { revision: null, rows: [row], now: now() });
        const version = { id: id(), sectionId: row.id, source: 'user', text, baseId: null } as const;
        if (text !== '') await store.documents.addVersion({ ...version, now: now() });
        return created;
      };
      await make('short', {}, '八个字八个字八个');
      await make('done', { template: null }, '九个字九个字九个字');
      await make('open-ended', { template: 'free-writing', isOpenEnded: true, words: 800 }, '字');
      await make('blank', { isOpenEnded: true }, '');
      const inHand = await make('in hand', {}, '九个字九个字九个字');
      await store.jobs.create(newJob(id(), inHand.id, now()));
      expect(await titles({ progress: 'done' })).toEqual(['open-ended', 'done']);
      expect(await titles({ progress: 'unfinished' })).toEqual(['in hand', 'blank', 'short']);
      expect(await titles({ template: 'free-writing' })).toEqual(['open-ended', 'done']);
      expect(await titles({ template: brief.template })).toEqual(['in hand', 'blank', 'short']);
      const both = { ...everything, template: brief.template, progress: 'unfinished', limit: 2 } as const;
      expect(await store.documents.list(both)).toMatchObject({ total: 3, documents: [{ title: 'in hand' }, { title: 'blank' }] });
    });

    it('H38 lists what a summary shows', async () => {
      const { store, outlined, byHand, id, now } = subject();
      const { document, sections } = await outlined('one', 'two', 'three');
      await byHand(sections[1]!.id, '四个汉字');
      const job = await store.jobs.create(newJob(id(), document.id, now()));
      const summary = await store.documents.summary(document.id);
      expect(summary).toMatchObject({ sectionCount: 3, count: 4, jobState: 'open' });
      expect(await store.documents.list(everything)).toEqual({ documents: [summary], total: 1 });
      await store.jobs.setState(job.id, { state: 'paused', now: now() });
      expect(await store.documents.summary(document.id)).toMatchObject({ jobState: 'paused' });
      await store.jobs.setState(job.id, { state: 'stopped', now: now() });
      expect(await store.documents.summary(document.id)).toMatchObject({ jobState: null });
    });

    it('H38 moves up with every change of the document and its texts', async () => {
      const { store, outlined, document, byHand, drafted, written, id, now } = subject();
      const { document: changed, sections } = await outlined('one', 'two');
      const [first, second] = [sections[0]!, sections[1]!];
      const { documents, runs } = store;
      const movesUp = async (change: () => Promise<unknown>): Promise<boolean> => {
        const other = await document('other');
        await change();
        const [top] = (await documents.list(everything)).documents;
        expect([changed.id, other.id]).toContain(top!.id);
        return top!.id === changed.id;
      };
      const hand = await byHand(first.id, 'one');
      const { version, runId } = await drafted(second.id);
      expect(await movesUp(() => documents.update(changed.id, { revision: changed.revision, title: 'x', now: now() }))).toBe(true);
      expect(await movesUp(() => documents.replaceOutline(changed.id, { revision: null, rows: sections.map(rowOf), now: now() }))).toBe(
        true,
      );
      const newer = { id: id(), sectionId: first.id, source: 'user', text: 'newer', baseId: hand.id } as const;
      expect(await movesUp(() => documents.addVersion({ ...newer, now: now() }))).toBe(true);
      const choice = { versionId: hand.id, baseId: newer.id };
      expect(await movesUp(() => documents.chooseVersion(first.id, { ...choice, now: now() }))).toBe(true);
      expect(await movesUp(() => written(runId, 'text'))).toBe(false);
      expect(await movesUp(() => runs.addToVersion(version.id, runOf(id(), 'extend'), now()))).toBe(true);
      expect(await movesUp(() => runs.addToDocument(changed.id, runOf(id(), 'outline'), now()))).toBe(true);
      await documents.bin(changed.id, now());
      expect(await movesUp(() => documents.restore(changed.id, now()))).toBe(true);
    });

    it('H44 puts a document into the bin and takes it out again, with everything in it', async () => {
      const { store, outlined, byHand, now } = subject();
      const { document, sections } = await outlined('one', 'two');
      await byHand(sections[0]!.id, 'text');
      const before = await store.documents.sections(document.id);
      const time = now();
      const binned = await store.documents.bin(document.id, time);
      expect(binned).toEqual({ ...document, binnedAt: time, updatedAt: time });
      expect(await store.documents.bin(document.id, now())).toEqual(binned);
      expect(await store.documents.sections(document.id)).toEqual(before);
      const restored = await store.documents.restore(document.id, now());
      expect(restored).toMatchObject({ binnedAt: null });
      expect(await store.documents.restore(document.id, now())).toEqual(restored);
      expect(await titles()).toEqual(['']);
    });

    it('H44 deletes for good only from the bin, with sections, versions, runs and jobs', async () => {
      const { store, outlined, drafted, byHand, written, outlineRun, id, now } = subject();
      const { documents, runs, jobs } = store;
      const [gone, kept] = [await outlined('gone', 'taken away'), await outlined('kept')];
      const [section, removed] = [gone.sections[0]!, gone.sections[1]!];
      const { version, runId } = await drafted(section.id);
      await written(runId, 'gone');
      const open = await drafted(removed.id);
      await documents.replaceOutline(gone.document.id, { revision: null, rows: [rowOf(section)], now: now() });
      const outlineId = await outlineRun(gone.document.id);
      const [job, keptJob] = [newJob(id(), gone.document.id, now()), newJob(id(), kept.document.id, now())];
      for (const each of [job, keptJob]) await jobs.create(each);
      const keptText = await byHand(kept.sections[0]!.id, 'kept');
      const keptRun = await runs.addToVersion(keptText.id, runOf(id(), 'extend'), now());
      await expect(documents.delete(gone.document.id)).rejects.toMatchObject({ code: 'conflict' });
      await documents.bin(gone.document.id, now());
      await documents.delete(gone.document.id);
      expect(await documents.summary(gone.document.id)).toBeNull();
      const calls = [
        documents.sections(gone.document.id),
        ...[section.id, removed.id].map((sectionId) => documents.section(sectionId)),
        ...[version.id, open.version.id].map((versionId) => documents.version(versionId)),
        ...[runId, open.runId, outlineId].flatMap((each) => [runs.get(each), runs.chunks(each, 0)]),
        jobs.get(job.id),
        documents.delete(gone.document.id),
      ];
      for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
      expect([await documents.unusedOutlines(), await runs.open()]).toEqual([[], [keptRun]]);
      expect(await jobs.list(10)).toMatchObject([{ id: keptJob.id }]);
      expect(await documents.sections(kept.document.id)).toMatchObject([{ version: { text: 'kept' } }]);
      const again = await documents.create({ id: gone.document.id, title: 'again', brief, now: now() });
      expect(again).toMatchObject({ title: 'again', revision: 1 });
      expect(await documents.sections(gone.document.id)).toEqual([]);
    });

    it('answers not-found for an unknown document, section or version', async () => {
      const { store, outlined, byHand, id, now } = subject();
      const { documents } = store;
      const unknown = id();
      const { sections } = await outlined('one');
      const version = await byHand(sections[0]!.id, 'text');
      const newVersion = { id: id(), source: 'user', text: 'x', now: now() } as const;
      const calls = [
        documents.update(unknown, { revision: 1, title: 'x', now: now() }),
        documents.bin(unknown, now()),
        documents.restore(unknown, now()),
        documents.delete(unknown),
        documents.sections(unknown),
        documents.section(unknown),
        documents.replaceOutline(unknown, { revision: null, rows: [], now: now() }),
        documents.versions(unknown),
        documents.version(unknown),
        documents.addVersion({ ...newVersion, sectionId: unknown, baseId: null }),
        documents.addVersion({ ...newVersion, sectionId: sections[0]!.id, baseId: version.id, rootId: unknown }),
        documents.chooseVersion(unknown, { versionId: version.id, baseId: null, now: now() }),
        documents.chooseVersion(sections[0]!.id, { versionId: unknown, baseId: version.id, now: now() }),
      ];
      for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
      expect(await documents.latestRun(unknown, 'outline')).toBeNull();
    });

    it('H10 hands out copies, and keeps copies of what it is given', async () => {
      const { store, id, now } = subject();
      const given = structuredClone(brief);
      const created = await store.documents.create({ id: id(), title: '', brief: given, now: now() });
      const row = outlineRow(id(), 'heading');
      await store.documents.replaceOutline(created.id, { revision: 1, rows: [row], now: now() });
      const [section] = await store.documents.sections(created.id);
      given.mustInclude.push('changed');
      created.brief.fields['school'] = 'changed';
      row.points.push('changed');
      section!.points.push('changed');
      expect(await store.documents.summary(created.id)).toMatchObject({ brief });
      expect(await store.documents.sections(created.id)).toMatchObject([{ points: ['heading的要点'] }]);
    });
  });
}
