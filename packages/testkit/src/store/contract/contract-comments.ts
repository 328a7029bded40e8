import type { Id } from '@maobi/contract';
import type { NewComment } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import type { StoreMaker } from './contract-subject.ts';
import { documentSubject } from './document-subject.ts';

export function commentsContract(makeStore: StoreMaker): void {
  describe('comments', () => {
    const subject = documentSubject(makeStore);
    const remark = (sectionId: Id): NewComment => {
      const { id, now } = subject();
      return { id: id(), sectionId, quote: '有耐心', before: '书', after: '。', text: '换个词', now: now() };
    };
    /** A document with a section, and a comment on it. */
    async function commented() {
      const { store, outlined } = subject();
      const { document, sections } = await outlined('one', 'two');
      const added = remark(sections[0]!.id);
      return { document, sections, added, comment: await store.comments.add(added) };
    }

    it('W41 keeps the words it is about with what stands around them, the oldest first, and each once', async () => {
      const { store } = subject();
      const { document, sections, added, comment } = await commented();
      const { now: createdAt, ...fields } = added;
      const times = { createdAt, updatedAt: createdAt, resolvedAt: null };
      expect(comment).toEqual({ ...fields, documentId: document.id, revision: 1, ...times });
      const second = await store.comments.add(remark(sections[1]!.id));
      expect(await store.comments.add({ ...added, text: 'another' })).toEqual(comment);
      expect(await store.comments.list(document.id)).toEqual([comment, second]);
      expect(await store.comments.get(comment.id)).toEqual(comment);
      expect(await store.comments.list(subject().id())).toEqual([]);
      await expect(store.comments.add({ ...added, sectionId: sections[1]!.id })).rejects.toMatchObject({ code: 'conflict' });
    });

    it('W44 is changed and resolved against its revision, and nothing of the document is', async () => {
      const { store, now } = subject();
      const { document, comment } = await commented();
      const at = now();
      const changed = await store.comments.update(comment.id, { revision: 1, text: '换两个词', now: at });
      expect(changed).toEqual({ ...comment, text: '换两个词', revision: 2, updatedAt: at });
      const stale = store.comments.update(comment.id, { revision: 1, text: '又换', now: now() });
      await expect(stale).rejects.toMatchObject({ code: 'conflict', details: { revision: 2 } });
      const resolvedAt = now();
      const resolved = await store.comments.update(comment.id, { revision: 2, isResolved: true, now: resolvedAt });
      expect(resolved).toMatchObject({ resolvedAt, text: '换两个词', revision: 3 });
      expect(await store.comments.update(comment.id, { revision: 3, isResolved: true, now: now() })).toMatchObject({ resolvedAt });
      expect(await store.comments.update(comment.id, { revision: 4, isResolved: false, now: now() })).toMatchObject({ resolvedAt: null });
      expect(await store.documents.summary(document.id)).toMatchObject({ revision: 2, updatedAt: document.updatedAt, count: 0 });
    });

    it('W43 is removed and comes back as it was, or with a text that was written elsewhere meanwhile', async () => {
      const { store, now } = subject();
      const { document, comment } = await commented();
      const resolved = await store.comments.update(comment.id, { revision: 1, isResolved: true, now: now() });
      await store.comments.remove(comment.id, now());
      await store.comments.remove(comment.id, now());
      expect(await store.comments.list(document.id)).toEqual([]);
      expect(await store.comments.restore(comment.id)).toEqual(resolved);
      expect(await store.comments.restore(comment.id)).toEqual(resolved);
      await store.comments.remove(comment.id, now());
      await store.comments.update(comment.id, { revision: 2, isResolved: false, now: now() });
      expect(await store.comments.list(document.id)).toEqual([]);
      const changed = await store.comments.update(comment.id, { revision: 3, text: '再想想', now: now() });
      expect(await store.comments.list(document.id)).toEqual([changed]);
    });

    it('W45 stays when its section leaves the outline, and goes with its document for good', async () => {
      const { store, now } = subject();
      const { document, comment } = await commented();
      await store.documents.replaceOutline(document.id, { revision: document.revision, rows: [], now: now() });
      expect(await store.comments.list(document.id)).toEqual([comment]);
      const late = await store.comments.add(remark(comment.sectionId));
      await store.documents.bin(document.id, now());
      expect(await store.comments.list(document.id)).toEqual([comment, late]);
      await store.documents.delete(document.id);
      expect(await store.comments.list(document.id)).toEqual([]);
      await expect(store.comments.get(comment.id)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('H54 is found by its words as it stands, resolved or not, until it is removed or its document is put into the bin', async () => {
      const { store, now } = subject();
      const { document, comment } = await commented();
      const found = async (query: string) => (await store.comments.search(query, 5)).map(({ commentId }) => commentId);
      expect(await store.comments.search('个词', 5)).toEqual([
        {
          commentId: comment.id,
          documentId: document.id,
          title: document.brief.topic,
          parts: [
            { text: '换', match: false },
            { text: '个词', match: true },
          ],
          updatedAt: comment.updatedAt,
        },
      ]);
      expect([await found('词个'), await found('有耐心'), await found(' ')]).toEqual([[], [], []]);
      await store.comments.update(comment.id, { revision: 1, text: 'Naïve 说法', now: now() });
      expect([await found('个词'), await found('naiv 说法')]).toEqual([[], [comment.id]]);
      await store.comments.update(comment.id, { revision: 2, isResolved: true, now: now() });
      expect(await found('说法')).toEqual([comment.id]);
      await store.comments.remove(comment.id, now());
      expect(await found('说法')).toEqual([]);
      await store.comments.restore(comment.id);
      await store.documents.replaceOutline(document.id, { revision: document.revision, rows: [], now: now() });
      expect(await found('说法')).toEqual([comment.id]);
      await store.documents.bin(document.id, now());
      expect(await found('说法')).toEqual([]);
      await store.documents.restore(document.id, now());
      expect(await found('说法')).toEqual([comment.id]);
      await store.documents.bin(document.id, now());
      await store.documents.delete(document.id);
      expect(await found('说法')).toEqual([]);
    });

    it('W40 answers not-found for what is unknown', async () => {
      const { store, id, now } = subject();
      const calls = [
        store.comments.add(remark(id())),
        store.comments.get(id()),
        store.comments.update(id(), { revision: 1, text: 'x', now: now() }),
        store.comments.remove(id(), now()),
        store.comments.restore(id()),
      ];
      for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
    });
  });
}
