import { describe, expect, it } from 'vitest';
import type { StoreMaker } from './contract-subject.ts';
import { documentSubject, type DocumentSubject } from './document-subject.ts';

export function binContract(makeStore: StoreMaker): void {
  describe('the bin', () => {
    const subject = documentSubject(makeStore);

    it('H55 is emptied at once, with all that deleting each thing takes along', async () => {
      const { store, conversation, asked, outlined, byHand, id, now } = subject();
      const { document, sections } = await outlined('蜂箱');
      await byHand(sections[0]!.id, '蜜蜂采蜜');
      await store.comments.add({ id: id(), sectionId: sections[0]!.id, text: '再想想', quote: '蜜蜂', before: '', after: '', now: now() });
      const about = await store.conversations.create({ id: id(), title: '养蜂', folderId: null, documentId: document.id, now: now() });
      const free = await conversation('蜜源');
      const { answer, runId } = await asked(free.id, '蜜蜂吃什么');
      const batch = await store.batches.create({ id: id(), title: '', template: 'essay', common: {}, rows: [], now: now() });
      const kept = [await conversation('留下'), await subject().document('留下')] as const;
      await binAll(subject(), { documents: [document.id], batches: [batch.id], conversations: [free.id, about.id] });
      const binned = { documents: [document.id], batches: [batch.id], conversations: [about.id, free.id] };
      const until = now();
      expect(await store.bin.contents(until)).toEqual(binned);
      expect(await store.bin.empty(until)).toEqual(binned);
      expect(await store.documents.summary(document.id)).toBeNull();
      expect(await store.batches.summary(batch.id)).toBeNull();
      expect([await store.conversations.summary(free.id), await store.conversations.summary(about.id)]).toEqual([null, null]);
      await expect(store.documents.section(sections[0]!.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(store.conversations.message(answer.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(store.runs.get(runId)).rejects.toMatchObject({ code: 'not-found' });
      expect([await store.documents.search('蜜蜂', 10), await store.conversations.search('蜜蜂', 10)]).toEqual([[], []]);
      expect(await store.comments.search('再想想', 10)).toEqual([]);
      expect([await store.conversations.summary(kept[0].id), await store.documents.summary(kept[1].id)]).toMatchObject(kept);
      expect(await store.bin.empty(until)).toEqual({ documents: [], batches: [], conversations: [] });
    });

    it('H55 keeps what was put there after the time that is named, and what was put back', async () => {
      const { store, conversation, document, now } = subject();
      const [early, late, back] = [await document('早'), await document('晚'), await conversation('回')];
      await binAll(subject(), { documents: [early.id], batches: [], conversations: [back.id] });
      const until = (await store.documents.summary(early.id))!.binnedAt!;
      await store.conversations.restore(back.id, now());
      await store.documents.bin(late.id, now());
      expect(await store.bin.empty(until)).toEqual({ documents: [early.id], batches: [], conversations: [] });
      expect(await store.documents.summary(late.id)).toMatchObject({ title: '晚' });
      expect(await store.conversations.summary(back.id)).toMatchObject({ title: '回' });
    });
  });
}

async function binAll(
  { store, now }: DocumentSubject,
  { documents, batches, conversations }: Awaited<ReturnType<DocumentSubject['store']['bin']['contents']>>,
): Promise<void> {
  const time = now();
  for (const id of documents) await store.documents.bin(id, time);
  for (const id of batches) await store.batches.bin(id, time);
  for (const id of conversations) await store.conversations.bin(id, time);
}
