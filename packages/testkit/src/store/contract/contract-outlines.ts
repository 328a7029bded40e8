import type { OutlineRow } from '@maobi/contract';
import type { StoredSection } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import type { StoreMaker } from './contract-subject.ts';
import { documentSubject, outlineRow, rowOf, runOf } from './document-subject.ts';

export function outlinesContract(makeStore: StoreMaker): void {
  describe('outlines', () => {
    const subject = documentSubject(makeStore);
    const headings = async (documentId: string): Promise<string[]> =>
      (await subject().store.documents.sections(documentId)).map(({ heading }) => heading);

    it('H39 makes the rows the outline, in their order', async () => {
      const { store, document, id, now } = subject();
      const { id: documentId } = await document();
      const rows = [outlineRow(id(), '引言'), outlineRow(id(), '结论', { points: [], target: 300, isLocked: true })];
      const time = now();
      const changed = await store.documents.replaceOutline(documentId, { revision: 1, rows, now: time });
      expect(changed).toMatchObject({ id: documentId, revision: 2, updatedAt: time });
      const sections = await store.documents.sections(documentId);
      expect(sections).toEqual(rows.map((row) => ({ ...row, documentId, version: null, suggestion: null, isRemoved: false })));
      expect(await store.documents.section(rows[1]!.id)).toEqual(sections[1]);
      expect(await store.documents.summary(documentId)).toMatchObject({ sectionCount: 2, count: 0 });
      const [first, second] = rows as [OutlineRow, OutlineRow];
      const edited = [{ ...second, heading: '结尾', target: 200, isLocked: false }, outlineRow(id(), '正文'), first];
      await store.documents.replaceOutline(documentId, { revision: 2, rows: edited, now: now() });
      expect((await store.documents.sections(documentId)).map(rowOf)).toEqual(edited);
    });

    it('H39 takes a section away with its versions, and brings it back with them', async () => {
      const { store, outlined, byHand, now } = subject();
      const { documents } = store;
      const { document, sections } = await outlined('one', 'two', 'three');
      const [one, two, three] = sections as [StoredSection, StoredSection, StoredSection];
      const old = await byHand(two.id, '旧的');
      const text = await byHand(two.id, '新的文字', old.id);
      const without = [three, one].map(rowOf);
      await documents.replaceOutline(document.id, { revision: 2, rows: without, now: now() });
      expect(await headings(document.id)).toEqual(['three', 'one']);
      expect(await documents.section(two.id)).toEqual({ ...two, version: text, isRemoved: true });
      expect(await documents.versions(two.id)).toEqual([text, old]);
      expect(await documents.summary(document.id)).toMatchObject({ sectionCount: 2, count: 0 });
      await documents.replaceOutline(document.id, { revision: 3, rows: without, now: now() });
      expect(await documents.section(two.id)).toMatchObject({ isRemoved: true });
      await documents.replaceOutline(document.id, { revision: 4, rows: [...without, { ...rowOf(two), heading: 'TWO' }], now: now() });
      expect(await headings(document.id)).toEqual(['three', 'one', 'TWO']);
      expect(await documents.section(two.id)).toEqual({ ...two, heading: 'TWO', version: text });
      expect(await documents.summary(document.id)).toMatchObject({ sectionCount: 3, count: 4 });
      await documents.replaceOutline(document.id, { revision: 5, rows: [], now: now() });
      expect(await headings(document.id)).toEqual([]);
    });

    it('H37 refuses an outline made from an older state, and takes one whatever the state when none is named', async () => {
      const { store, outlined, id, now } = subject();
      const { document, sections } = await outlined('one');
      const rows = [outlineRow(id(), 'other')];
      const late = store.documents.replaceOutline(document.id, { revision: 1, rows, now: now() });
      await expect(late).rejects.toMatchObject({ code: 'conflict', details: { revision: 2 } });
      expect(await store.documents.sections(document.id)).toEqual(sections);
      expect(await store.documents.replaceOutline(document.id, { revision: null, rows, now: now() })).toMatchObject({ revision: 3 });
      expect(await headings(document.id)).toEqual(['other']);
    });

    it('H3 refuses sections of another document and the same one twice, and changes nothing then', async () => {
      const { store, outlined, id, now } = subject();
      const [one, other] = [await outlined('one'), await outlined('other')];
      const change = (...rows: OutlineRow[]) =>
        store.documents.replaceOutline(one.document.id, { revision: null, rows: rows.map(rowOf), now: now() });
      const added = outlineRow(id(), 'new');
      await expect(change(added, other.sections[0]!)).rejects.toMatchObject({ code: 'conflict' });
      await expect(change(added, added)).rejects.toMatchObject({ code: 'invalid-request' });
      expect(await store.documents.sections(one.document.id)).toEqual(one.sections);
      expect(await store.documents.sections(other.document.id)).toEqual(other.sections);
      expect(await store.documents.summary(one.document.id)).toMatchObject(one.document);
      await expect(store.documents.section(added.id)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('H52 changes outline and texts together', async () => {
      const { store, outlined, byHand, id, now } = subject();
      const { document, sections } = await outlined('one', 'two');
      const [one, two] = sections as [StoredSection, StoredSection];
      const whole = await byHand(one.id, '一二三四');
      const added = outlineRow(id(), 'new');
      const rows = [rowOf(one), added, rowOf(two)];
      const [firstId, secondId, time] = [id(), id(), now()];
      const versions = [
        { id: firstId, sectionId: one.id, source: 'user', text: '一二', baseId: whole.id, now: time },
        { id: secondId, sectionId: added.id, source: 'user', text: '三四五', baseId: null, now: time },
      ] as const;
      await store.documents.replaceOutline(document.id, { revision: 2, rows, versions, now: time });
      const texts = async () => (await store.documents.sections(document.id)).map(({ version }) => version?.text ?? null);
      expect(await texts()).toEqual(['一二', '三四五', null]);
      expect(await store.documents.summary(document.id)).toMatchObject({ sectionCount: 3, count: 5, revision: 3, updatedAt: time });
      const back = [{ sectionId: one.id, versionId: whole.id, baseId: firstId, now: now() }];
      await store.documents.replaceOutline(document.id, { revision: 3, rows: [one, two].map(rowOf), versions: back, now: now() });
      expect(await texts()).toEqual(['一二三四', null]);
      expect(await store.documents.section(added.id)).toMatchObject({ isRemoved: true, version: { id: secondId } });
    });

    it('H52 changes neither outline nor texts when one of them was changed elsewhere', async () => {
      const { store, outlined, byHand, id, now } = subject();
      const { document, sections } = await outlined('one', 'two');
      const [one, two] = sections as [StoredSection, StoredSection];
      const text = await byHand(one.id, 'one');
      const elsewhere = await outlined('three');
      const before = [await store.documents.summary(document.id), await store.documents.sections(document.id)];
      const fresh = (sectionId: string, baseId: string | null) =>
        ({ id: id(), sectionId, source: 'user', text: 'x', baseId, now: now() }) as const;
      const attempts = [
        { revision: 2, versions: [fresh(two.id, null), fresh(one.id, null)] },
        { revision: 1, versions: [fresh(one.id, text.id)] },
        { revision: 2, versions: [fresh(one.id, text.id), fresh(elsewhere.sections[0]!.id, null)] },
      ];
      for (const attempt of attempts) {
        const refused = store.documents.replaceOutline(document.id, { ...attempt, rows: [rowOf(two)], now: now() });
        await expect(refused).rejects.toMatchObject({ code: 'conflict' });
      }
      expect([await store.documents.summary(document.id), await store.documents.sections(document.id)]).toEqual(before);
      expect(await store.documents.versions(two.id)).toEqual([]);
    });

    it('H39 holds 200 sections, whatever is moved', async () => {
      const { store, document, byHand, id, now } = subject();
      const { id: documentId } = await document();
      const rows = Array.from({ length: 200 }, (_, index) => outlineRow(id(), `heading ${index}`, { target: 10 + index }));
      await store.documents.replaceOutline(documentId, { revision: 1, rows, now: now() });
      for (const { id: sectionId, heading } of rows) await byHand(sectionId, heading);
      const turned = rows.toReversed();
      await store.documents.replaceOutline(documentId, { revision: 2, rows: turned, now: now() });
      const sections = await store.documents.sections(documentId);
      expect(sections.map(rowOf)).toEqual(turned);
      expect(sections.map(({ version }) => version?.text)).toEqual(turned.map(({ heading }) => heading));
      expect(await store.documents.summary(documentId)).toMatchObject({ sectionCount: 200, count: 400 });
    });

    it('H43 knows outlines that ended and were not taken over', async () => {
      const { store, document, outlineRun, id, now } = subject();
      const { documents, runs } = store;
      const [{ id: one }, { id: other }] = [await document(), await document()];
      expect(await documents.latestRun(one, 'outline')).toBeNull();
      const [first, elsewhere] = [await outlineRun(one), await outlineRun(other)];
      const open = await runs.addToDocument(one, runOf(id(), 'outline'), now());
      await runs.addToDocument(one, runOf(id(), 'suggest'), now());
      expect(await documents.unusedOutlines()).toEqual([await runs.get(first), await runs.get(elsewhere)]);
      expect(await documents.latestRun(one, 'outline')).toEqual(open);
      await documents.replaceOutline(one, { revision: null, rows: [], outlineRunId: first, now: now() });
      expect(await documents.unusedOutlines()).toMatchObject([{ id: elsewhere }]);
      const interrupted = await runs.interruptOpen(now());
      expect(await documents.unusedOutlines()).toEqual([await runs.get(elsewhere), interrupted[0]]);
      await documents.replaceOutline(one, { revision: null, rows: [], now: now() });
      expect(await documents.unusedOutlines()).toHaveLength(2);
      await documents.replaceOutline(one, { revision: null, rows: [], outlineRunId: open.id, now: now() });
      await documents.replaceOutline(other, { revision: null, rows: [], outlineRunId: elsewhere, now: now() });
      expect(await documents.unusedOutlines()).toEqual([]);
      expect(await documents.latestRun(one, 'outline')).toEqual(interrupted[0]);
    });

    it('H43 takes the rows of an outline over once, and none that were written before those that stand there', async () => {
      const { store, document, outlineRun, id, now } = subject();
      const { id: documentId } = await document();
      const [first, second] = [await outlineRun(documentId), await outlineRun(documentId)];
      const takeOver = (outlineRunId: string, heading: string) =>
        store.documents.replaceOutline(documentId, { revision: null, rows: [outlineRow(id(), heading)], outlineRunId, now: now() });
      const taken = await takeOver(second, 'second');
      expect(await takeOver(second, 'again')).toEqual(taken);
      expect(await takeOver(first, 'first')).toEqual(taken);
      expect(await headings(documentId)).toEqual(['second']);
      expect(await store.documents.unusedOutlines()).toEqual([]);
    });

    it('H43 refuses the outline of another document and an unknown one', async () => {
      const { store, document, outlineRun, id, now } = subject();
      const [{ id: one }, { id: other }] = [await document(), await document()];
      const elsewhere = await outlineRun(other);
      const takeOver = (outlineRunId: string) =>
        store.documents.replaceOutline(one, { revision: null, rows: [outlineRow(id(), 'x')], outlineRunId, now: now() });
      await expect(takeOver(elsewhere)).rejects.toMatchObject({ code: 'conflict' });
      await expect(takeOver(id())).rejects.toMatchObject({ code: 'not-found' });
      expect(await headings(one)).toEqual([]);
    });
  });
}
