import type { SearchHit } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { newRun, storeSubject, type StoreMaker } from './contract-subject.ts';

const shown = (hit: SearchHit): string => hit.parts.map(({ text, match }) => (match ? `[${text}]` : text)).join('');

export function searchContract(makeStore: StoreMaker): void {
  describe('search', () => {
    const subject = storeSubject(makeStore);
    const found = async (query: string): Promise<string[]> => (await subject().store.conversations.search(query, 10)).map(shown);

    it('H20 finds Chinese words of any length in titles and messages', async () => {
      const { store, conversation, question } = subject();
      const titled = await conversation('古籍的未来');
      const message = await question(titled.id, '写一篇关于人工智能如何重塑未来教育的议论文。');
      expect(await store.conversations.search('古籍', 10)).toEqual([
        {
          conversationId: titled.id,
          messageId: null,
          title: '古籍的未来',
          documentTitle: null,
          parts: [
            { text: '古籍', match: true },
            { text: '的未来', match: false },
          ],
          updatedAt: message.createdAt,
        },
      ]);
      expect(await found('写')).toEqual(['[写]一篇关于人工智能如何重塑未来教育的议论文。']);
      expect(await found('人工智能如何重塑')).toEqual(['写一篇关于[人工智能如何重塑]未来教育的议论文。']);
      expect((await store.conversations.search('未来', 10)).map(({ messageId }) => messageId)).toEqual([null, message.id]);
      expect(await found('来未')).toEqual([]);
    });

    it('H20 finds beginnings of other words, whatever the case, width or accents', async () => {
      const { conversation, question } = subject();
      const { id } = await conversation();
      await question(id, 'Naïve Ｐｙｔｈｏｎ writing for 2026');
      for (const query of ['naive', 'NAÏVE', 'python', 'pyth', 'ＷＲＩＴ', '202', 'naive for python']) {
        expect({ query, hits: (await found(query)).length }).toEqual({ query, hits: 1 });
      }
      for (const query of ['ython', 'riting', 'naives', 'python java'])
        expect({ query, found: await found(query) }).toEqual({ query, found: [] });
    });

    it('H20 wants every word of the query in the same title or message', async () => {
      const { conversation, question } = subject();
      const { id } = await conversation('教育');
      await question(id, '用Python写代码');
      await question(id, '教育与Python');
      expect(await found('教育 python')).toEqual(['[教育]与[Python]']);
      expect(await found('Python写')).toEqual(['用[Python][写]代码']);
    });

    it('H21 follows titles as they change', async () => {
      const { store, conversation, now } = subject();
      const { id } = await conversation('before');
      await store.conversations.update(id, { revision: 1, title: 'after', now: now() });
      expect(await found('before')).toEqual([]);
      expect(await found('after')).toEqual(['[after]']);
      await store.conversations.update(id, { revision: 2, title: '', now: now() });
      expect(await found('after')).toEqual([]);
    });

    it('H21 finds an answer once its run has ended, and all of it after a further run', async () => {
      const { store, conversation, asked, written, id, now } = subject();
      const { answer, runId } = await asked((await conversation()).id, 'q');
      await store.runs.appendChunk(runId, { seq: 1, text: '春眠', written: 1 });
      expect(await found('春眠')).toEqual([]);
      await store.runs.end(runId, { state: 'stopped', usage: null, timings: null, error: null, now: now() });
      expect(await found('春眠')).toEqual(['[春眠]']);
      const further = id();
      await store.runs.addToMessage(answer.id, newRun(further), now());
      await written(further, '不觉', '晓');
      expect(await found('眠不觉晓')).toEqual(['春[眠不觉晓]']);
    });

    it('H21 finds the text of an interrupted run', async () => {
      const { store, conversation, asked, now } = subject();
      const { runId } = await asked((await conversation()).id, 'q');
      await store.runs.appendChunk(runId, { seq: 1, text: 'half', written: 1 });
      await store.runs.interruptOpen(now());
      expect(await found('half')).toEqual(['[half]']);
    });

    it('H21 leaves out the bin and deleted messages', async () => {
      const { store, conversation, question, asked, written, now } = subject();
      const [binned, other] = [await conversation('needle'), await conversation()];
      await question(binned.id, 'needle');
      const root = await question(other.id, 'needle root');
      await question(other.id, 'needle under it', root.id);
      const beside = await asked(other.id, 'beside');
      await store.conversations.bin(binned.id, now());
      expect(await found('needle')).toHaveLength(2);
      await store.conversations.deleteMessage(root.id, now());
      expect(await found('needle')).toEqual([]);
      await store.conversations.deleteMessage(beside.question.id, now());
      await written(beside.runId, 'needle of a run that ended after its message was deleted');
      expect(await found('needle')).toEqual([]);
      await store.conversations.restore(binned.id, now());
      expect(await found('needle')).toEqual(['[needle]', '[needle]']);
    });

    it('H21 takes any query without an error', async () => {
      const { conversation, question } = subject();
      const { id } = await conversation();
      await question(id, 'near and or not "quoted" 写作 body title');
      const nothing = [
        '',
        ' ',
        '"',
        '""',
        "'",
        '*',
        '()',
        '😀',
        '👩‍👩‍👧',
        '-',
        '^',
        ':',
        '。',
        '\0',
        '\ud800',
        '%_',
        '; drop table message; --',
      ];
      for (const query of nothing) expect({ query, found: await found(query) }).toEqual({ query, found: [] });
      const one = [
        'NEAR',
        'AND',
        'or not',
        'NEAR(near and)',
        '"quoted',
        'quoted"',
        'body:',
        'title : body',
        '^near',
        'near*',
        '-near',
        '{near}',
        '写作*',
        '写作*写',
        '+写作',
      ];
      for (const query of one) expect({ query, hits: (await found(query)).length }).toEqual({ query, hits: 1 });
      expect(await found('写'.repeat(200))).toEqual([]);
      expect(await found('写 '.repeat(100))).toHaveLength(1);
      expect(await found('x y '.repeat(50))).toEqual([]);
    });

    it('H21 shows the text around the match of a long message, and no more hits than wanted', async () => {
      const { store, conversation, question } = subject();
      const { id } = await conversation();
      await question(id, `${'前'.repeat(500)}教育${'后'.repeat(500)}`);
      await question(id, '教育');
      const [one] = (await found('教育')).filter((text) => text.startsWith('…'));
      expect(one).toMatch(/^…前{10,60}\[教育\]后{10,120}…$/);
      expect(await store.conversations.search('教育', 1)).toHaveLength(1);
    });
  });
}
