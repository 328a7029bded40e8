import type { DocumentHit } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import type { StoreMaker } from './contract-subject.ts';
import { brief, documentSubject, outlineRow, rowOf } from './document-subject.ts';

const shown = (hit: DocumentHit): string => hit.parts.map(({ text, match }) => (match ? `[${text}]` : text)).join('');

export function documentSearchContract(makeStore: StoreMaker): void {
  describe('search in documents', () => {
    const subject = documentSubject(makeStore);
    const search = (query: string, limit = 10): Promise<DocumentHit[]> => subject().store.documents.search(query, limit);
    const found = async (query: string): Promise<string[]> => (await search(query)).map(shown);

    it('H48 finds Chinese words of any length in titles, topics, headings, points and texts', async () => {
      const { store, outlined, byHand, now } = subject();
      const { document, sections } = await outlined('引言', '课堂之外');
      const [first, second] = [sections[0]!, sections[1]!];
      await byHand(second.id, '孩子们在博物馆里辨认一枚瓦当。');
      const named = await store.documents.update(document.id, { revision: document.revision, title: '看得见的历史', now: now() });
      const place = { documentId: document.id, title: '看得见的历史', batch: null, updatedAt: named.updatedAt };
      expect(await search('看得见')).toEqual([
        { ...place, sectionId: null, heading: null, matchingSections: 0, parts: [part('看得见'), { text: '的历史', match: false }] },
      ]);
      expect(await search('博物馆里')).toEqual([
        {
          ...place,
          sectionId: second.id,
          heading: '课堂之外',
          matchingSections: 1,
          parts: [{ text: '孩子们在', match: false }, part('博物馆里'), { text: '辨认一枚瓦当。\n课堂之外的要点', match: false }],
        },
      ]);
      expect(await search('言的要')).toMatchObject([{ sectionId: first.id, heading: '引言' }]);
      expect(await search('课堂之外')).toMatchObject([{ sectionId: second.id }]);
      expect(await found(brief.topic.slice(2, 9))).toEqual(['人工[智能如何重塑未]来教育']);
      expect(await found('馆物博')).toEqual([]);
    });

    it('H48 finds beginnings of other words, and wants every word at the same place', async () => {
      const { outlined, byHand } = subject();
      const { sections } = await outlined('Naïve Ｐｙｔｈｏｎ', 'Other');
      await byHand(sections[0]!.id, 'for 2026');
      await byHand(sections[1]!.id, 'writing');
      for (const query of ['naive', 'PYTH', '202', 'naive for python']) {
        expect({ query, places: (await search(query)).map(({ sectionId }) => sectionId) }).toEqual({ query, places: [sections[0]!.id] });
      }
      for (const query of ['ython', 'python writing', '""', ' ', '-'])
        expect({ query, hits: await found(query) }).toEqual({ query, hits: [] });
    });

    it('H48 counts the sections in which every word stands, whatever the title says', async () => {
      const { store, outlined, byHand, now } = subject();
      const { document, sections } = await outlined('一', '二', '三', '四');
      for (const [index, text] of ['春天的风', '秋天的风', '春天的风，又是春天的风'].entries()) await byHand(sections[index]!.id, text);
      expect(await search('春天 的风')).toMatchObject([{ documentId: document.id, matchingSections: 2 }]);
      await store.documents.update(document.id, { revision: document.revision, title: '春天的风', now: now() });
      expect(await search('春天')).toMatchObject([{ matchingSections: 2 }]);
    });

    it('H48 names a document once, and a title before a text', async () => {
      const { document, outlined, byHand, store, now } = subject();
      const { document: many, sections } = await outlined('一', '二', '三');
      for (const { id } of sections) await byHand(id, '春天的风吹过长满青草的山坡，也吹过我们的窗前，谁也说不清它从哪里来。');
      const titled = await document('春天');
      expect((await search('春天')).map(({ documentId }) => documentId)).toEqual([titled.id, many.id]);
      expect(await search('春天', 1)).toHaveLength(1);
      await store.documents.bin(titled.id, now());
      expect((await search('春天')).map(({ documentId }) => documentId)).toEqual([many.id]);
      await store.documents.restore(titled.id, now());
      expect(await search('春天')).toHaveLength(2);
      await store.documents.bin(many.id, now());
      await store.documents.delete(many.id);
      expect((await search('春天')).map(({ documentId }) => documentId)).toEqual([titled.id]);
    });

    it('H49 finds only the version that counts', async () => {
      const { store, outlined, byHand, now } = subject();
      const { sections } = await outlined('one');
      const sectionId = sections[0]!.id;
      const first = await byHand(sectionId, '早先的话');
      const second = await byHand(sectionId, '后来的话', first.id);
      expect([await found('早先'), await found('后来')]).toMatchObject([[], [expect.stringContaining('[后来]')]]);
      await store.documents.chooseVersion(sectionId, { versionId: first.id, baseId: second.id, now: now() });
      expect([await found('早先'), await found('后来')]).toMatchObject([[expect.stringContaining('[早先]')], []]);
    });

    it('H49 finds what a run has written once it has ended, interrupted ones too', async () => {
      const { store, outlined, drafted, written, now } = subject();
      const { sections } = await outlined('one', 'two');
      const [first, second] = [await drafted(sections[0]!.id), await drafted(sections[1]!.id)];
      await store.runs.appendChunk(second.runId, { seq: 1, text: '处处闻啼鸟', written: 1 });
      expect(await found('闻啼鸟')).toEqual([]);
      await written(first.runId, '春眠', '不觉晓');
      expect(await search('眠不觉')).toMatchObject([{ sectionId: sections[0]!.id }]);
      await store.runs.interruptOpen(now());
      expect(await search('闻啼鸟')).toMatchObject([{ sectionId: sections[1]!.id }]);
    });

    it('H49 follows title, topic and outline as they change', async () => {
      const { store, outlined, byHand, id, now } = subject();
      const { document, sections } = await outlined('before');
      const section = sections[0]!;
      await byHand(section.id, 'kept text');
      const rows = [{ ...rowOf(section), heading: 'after', points: ['newer point'] }];
      const changed = await store.documents.replaceOutline(document.id, { revision: document.revision, rows, now: now() });
      expect([await search('before'), (await search('after kept newer')).length]).toEqual([[], 1]);
      const other = { revision: null, rows: [outlineRow(id(), 'other')], now: now() };
      await store.documents.replaceOutline(document.id, other);
      expect(await search('kept')).toEqual([]);
      await store.documents.replaceOutline(document.id, { revision: null, rows, now: now() });
      expect(await search('kept')).toMatchObject([{ sectionId: section.id, heading: 'after' }]);
      const named = { revision: changed.revision + 2, title: 'Title', brief: { ...brief, topic: 'quite different' }, now: now() };
      await store.documents.update(document.id, named);
      expect([await found('重塑'), await found('quite'), await found('title')]).toEqual([[], ['[quite] different'], ['[Title]']]);
    });
  });
}

function part(text: string): DocumentHit['parts'][number] {
  return { text, match: true };
}
