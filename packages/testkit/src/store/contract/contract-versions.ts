import type { Id } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { runEnd, type StoreMaker } from './contract-subject.ts';
import { documentSubject, runOf } from './document-subject.ts';

export function versionsContract(makeStore: StoreMaker): void {
  describe('versions', () => {
    const subject = documentSubject(makeStore);
    /** A new document with one section. */
    const oneSection = async (): Promise<{ documentId: Id; sectionId: Id }> => {
      const { document, sections } = await subject().outlined('引言');
      return { documentId: document.id, sectionId: sections[0]!.id };
    };

    it('H40 adds versions that count at once, each made from the one before', async () => {
      const { store, id, now } = subject();
      const { documentId, sectionId } = await oneSection();
      const [firstId, time] = [id(), now()];
      const added = { id: firstId, sectionId, source: 'user', text: '第一稿', baseId: null, now: time } as const;
      const first = await store.documents.addVersion(added);
      const fields = { id: firstId, sectionId, source: 'user', text: '第一稿', createdAt: time, run: null, lastSeq: 0 };
      expect(first).toEqual({ ...fields, parentId: null, rootId: firstId, pieces: [{ run: null, text: '第一稿' }] });
      const second = { id: id(), sectionId, source: 'polish', text: '', baseId: firstId, rootId: firstId, now: now() } as const;
      expect(await store.documents.addVersion(second)).toMatchObject({ parentId: firstId, rootId: firstId, source: 'polish', pieces: [] });
      const [section] = await store.documents.sections(documentId);
      expect(section?.version).toEqual(await store.documents.version(second.id));
      expect(await store.documents.versions(sectionId)).toEqual([section?.version, first]);
    });

    it('H2 stores a retried version once, and refuses its id for another section', async () => {
      const { store, outlined, id, now } = subject();
      const { sections } = await outlined('one', 'other');
      const version = { id: id(), sectionId: sections[0]!.id, source: 'user', text: 'one', baseId: null } as const;
      const first = await store.documents.addVersion({ ...version, now: now() });
      const before = await store.documents.summary(sections[0]!.documentId);
      expect(await store.documents.addVersion({ ...version, text: 'other', now: now() })).toEqual(first);
      expect(await store.documents.versions(sections[0]!.id)).toEqual([first]);
      expect(await store.documents.summary(sections[0]!.documentId)).toEqual(before);
      const elsewhere = store.documents.addVersion({ ...version, sectionId: sections[1]!.id, now: now() });
      await expect(elsewhere).rejects.toMatchObject({ code: 'conflict' });
    });

    it('H40 refuses a version made from one that no longer counts', async () => {
      const { store, byHand } = subject();
      const { documentId, sectionId } = await oneSection();
      const first = await byHand(sectionId, 'one');
      const second = await byHand(sectionId, 'two', first.id);
      const conflict = { code: 'conflict', details: { versionId: second.id } };
      await expect(byHand(sectionId, 'late', first.id)).rejects.toMatchObject(conflict);
      await expect(byHand(sectionId, 'late')).rejects.toMatchObject(conflict);
      expect(await store.documents.versions(sectionId)).toEqual([second, first]);
      expect(await store.documents.summary(documentId)).toMatchObject({ count: 1, updatedAt: second.createdAt });
    });

    it('H40 lets one of two versions added at the same time win', async () => {
      const { store, byHand } = subject();
      const { sectionId } = await oneSection();
      const outcomes = await Promise.allSettled(['one', 'two'].map((text) => byHand(sectionId, text)));
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await store.documents.versions(sectionId)).toHaveLength(1);
    });

    it('H40 makes an earlier version count again', async () => {
      const { store, outlined, byHand, now } = subject();
      const { documents } = store;
      const { document, sections } = await outlined('one', 'other');
      const [sectionId, otherId] = [sections[0]!.id, sections[1]!.id];
      const first = await byHand(sectionId, '一二三四五');
      const second = await byHand(sectionId, '一二', first.id);
      const elsewhere = await byHand(otherId, 'elsewhere');
      const late = documents.chooseVersion(sectionId, { versionId: first.id, baseId: first.id, now: now() });
      await expect(late).rejects.toMatchObject({ code: 'conflict', details: { versionId: second.id } });
      const foreign = documents.chooseVersion(sectionId, { versionId: elsewhere.id, baseId: second.id, now: now() });
      await expect(foreign).rejects.toMatchObject({ code: 'invalid-request' });
      expect(await documents.section(sectionId)).toMatchObject({ version: second });
      expect(await documents.summary(document.id)).toMatchObject({ count: 3 });
      await documents.chooseVersion(sectionId, { versionId: first.id, baseId: second.id, now: now() });
      expect(await documents.section(sectionId)).toMatchObject({ version: first });
      const before = await documents.summary(document.id);
      expect(before).toMatchObject({ count: 6 });
      await documents.chooseVersion(sectionId, { versionId: first.id, baseId: second.id, now: now() });
      expect(await documents.summary(document.id)).toEqual(before);
      expect(await byHand(sectionId, 'three', first.id)).toMatchObject({ parentId: first.id });
      expect((await documents.versions(sectionId)).map(({ text }) => text)).toEqual(['three', '一二', '一二三四五']);
    });

    it('H4 keeps the order of creation when the clock is set back', async () => {
      const { store, id } = subject();
      const { sectionId } = await oneSection();
      const ids = [id(), id(), id()];
      for (const [index, versionId] of ids.entries()) {
        const fields = { sectionId, source: 'user', text: 'x', baseId: ids[index - 1] ?? null } as const;
        await store.documents.addVersion({ id: versionId, ...fields, now: `202${6 - index}-01-01T00:00:00.000Z` });
      }
      expect((await store.documents.versions(sectionId)).map((version) => version.id)).toEqual(ids.toReversed());
    });

    it('H40 refuses a root of another section', async () => {
      const { store, outlined, byHand, id, now } = subject();
      const { sections } = await outlined('one', 'other');
      const elsewhere = await byHand(sections[1]!.id, 'elsewhere');
      const fields = { sectionId: sections[0]!.id, source: 'model', text: 'x', baseId: null } as const;
      const added = store.documents.addVersion({ id: id(), ...fields, rootId: elsewhere.id, now: now() });
      await expect(added).rejects.toMatchObject({ code: 'invalid-request' });
    });

    it('H3 adds a version and the run that writes it together, or neither', async () => {
      const { store, id, now } = subject();
      const { documentId, sectionId } = await oneSection();
      const [versionId, runId, time] = [id(), id(), now()];
      const fields = { sectionId, source: 'model', text: '', baseId: null, run: runOf(runId, 'draft') } as const;
      const version = await store.documents.addVersion({ id: versionId, ...fields, now: time });
      const place = { conversationId: null, messageId: null, documentId, versionId };
      const run = { id: runId, action: 'draft', ...place, model: 'demo', state: 'queued', seed: 7, createdAt: time };
      expect(version.run).toEqual({ ...run, endedAt: null, usage: null, timings: null, error: null });
      expect(version.pieces).toEqual([{ run: { id: runId, action: 'draft', state: 'queued' }, text: '' }]);
      expect(await store.runs.get(runId)).toEqual(version.run);
      expect(await store.runs.request(runId)).toMatchObject({ maxTokens: 100 });
      expect(await store.documents.addVersion({ id: versionId, ...fields, now: now() })).toEqual(version);
      const other = store.documents.addVersion({ ...fields, id: id(), baseId: versionId, now: now() });
      await expect(other).rejects.toMatchObject({ code: 'conflict' });
      const late = store.documents.addVersion({ ...fields, id: id(), run: runOf(id(), 'draft'), now: now() });
      await expect(late).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.documents.versions(sectionId)).toEqual([version]);
      expect(await store.runs.open()).toEqual([version.run]);
    });

    it('H41 shows the text in the pieces in which it came to be', async () => {
      const { store, drafted, written, id, now } = subject();
      const { documents, runs } = store;
      const { documentId, sectionId } = await oneSection();
      const { version, runId } = await drafted(sectionId);
      await runs.appendChunk(runId, { seq: 1, text: '春眠', written: 1 });
      await runs.appendChunk(runId, { seq: 2, text: '不觉晓。', written: 3 });
      expect(await documents.version(version.id)).toMatchObject({ text: '春眠不觉晓。', lastSeq: 2, run: { id: runId, state: 'queued' } });
      await runs.end(runId, runEnd({ state: 'length', now: now() }));
      const extend = await runs.addToVersion(version.id, runOf(id(), 'extend'), now());
      const draft = { run: { id: runId, action: 'draft', state: 'length' }, text: '春眠不觉晓。' };
      expect(await documents.version(version.id)).toMatchObject({ text: '春眠不觉晓。', lastSeq: 0, run: { id: extend.id } });
      await runs.appendChunk(extend.id, { seq: 1, text: '\n\n', written: 0 });
      await runs.setState(extend.id, 'writing');
      const half = { run: { id: extend.id, action: 'extend', state: 'writing' }, text: '\n\n' };
      const [section] = await documents.sections(documentId);
      expect(section?.version).toMatchObject({ text: '春眠不觉晓。\n\n', pieces: [draft, half], lastSeq: 1 });
      expect([await documents.version(version.id)]).toEqual(await documents.versions(sectionId));
      await runs.appendChunk(extend.id, { seq: 2, text: '处处闻啼鸟。', written: 5 });
      await runs.end(extend.id, runEnd({ now: now() }));
      const whole = { run: { id: extend.id, action: 'extend', state: 'done' }, text: '\n\n处处闻啼鸟。' };
      const extended = await documents.version(version.id);
      expect(extended).toMatchObject({ text: draft.text + whole.text, pieces: [draft, whole], lastSeq: 2 });
      const trimmed = { id: id(), sectionId, source: 'model', text: '春眠不觉晓。', baseId: version.id, rootId: version.id } as const;
      await documents.addVersion({ ...trimmed, now: now() });
      const further = await runs.addToVersion(trimmed.id, runOf(id(), 'complete'), now());
      await written(further.id);
      const [newest, old] = await documents.versions(sectionId);
      const nothing = { run: { id: further.id, action: 'complete', state: 'done' }, text: '' };
      expect(newest).toMatchObject({ rootId: version.id, pieces: [{ run: null, text: '春眠不觉晓。' }, nothing] });
      expect(old).toEqual(extended);
    });

    it('H42 counts the versions that count, once their runs have ended', async () => {
      const { store, outlined, drafted, byHand, id, now } = subject();
      const { documents, runs } = store;
      const { document, sections } = await outlined('one', 'two');
      const count = async (): Promise<number | undefined> => (await documents.summary(document.id))?.count;
      await byHand(sections[1]!.id, 'three English words');
      const { version, runId } = await drafted(sections[0]!.id);
      await runs.appendChunk(runId, { seq: 1, text: '五个汉字，', written: 4 });
      expect(await count()).toBe(3);
      await runs.end(runId, runEnd({ now: now() }));
      expect(await count()).toBe(7);
      const extend = await runs.addToVersion(version.id, runOf(id(), 'extend'), now());
      await runs.appendChunk(extend.id, { seq: 1, text: '再加', written: 2 });
      const hand = await byHand(sections[0]!.id, '一', version.id);
      expect(await count()).toBe(4);
      await runs.interruptOpen(now());
      expect(await count()).toBe(4);
      await documents.chooseVersion(sections[0]!.id, { versionId: version.id, baseId: hand.id, now: now() });
      expect(await count()).toBe(9);
      const further = await runs.addToVersion(version.id, runOf(id(), 'continue'), now());
      await runs.appendChunk(further.id, { seq: 1, text: '未完', written: 1 });
      await documents.chooseVersion(sections[0]!.id, { versionId: hand.id, baseId: version.id, now: now() });
      await documents.chooseVersion(sections[0]!.id, { versionId: version.id, baseId: hand.id, now: now() });
      expect(await count()).toBe(9);
      await runs.interruptOpen(now());
      expect(await count()).toBe(11);
    });

    it('H41 holds texts of a million characters', async () => {
      const { store, byHand, id, now } = subject();
      const { documentId, sectionId } = await oneSection();
      const lines = 90_000;
      const text = '写作 📝 word\r\n'.repeat(lines);
      expect(text.length).toBeGreaterThan(1_000_000);
      const version = await byHand(sectionId, text);
      const run = await store.runs.addToVersion(version.id, runOf(id(), 'extend'), now());
      await store.runs.appendChunk(run.id, { seq: 1, text, written: 1 });
      await store.runs.end(run.id, runEnd({ now: now() }));
      const [section] = await store.documents.sections(documentId);
      expect(section?.version?.text === text + text).toBe(true);
      expect(section?.version?.pieces.map((piece) => piece.text === text)).toEqual([true, true]);
      expect(await store.documents.summary(documentId)).toMatchObject({ count: 2 * 3 * lines });
      expect((await store.runs.text(run.id)) === text).toBe(true);
    });
  });
}
