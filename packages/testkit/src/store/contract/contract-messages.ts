import { describe, expect, it } from 'vitest';
import { answerTo, newRun, storeSubject, type StoreMaker, userMessage } from './contract-subject.ts';

export function messagesContract(makeStore: StoreMaker): void {
  describe('messages', () => {
    const subject = storeSubject(makeStore);

    it('H7 adds question, answer and run together, and the answer becomes the active leaf', async () => {
      const { store, conversation, id, now } = subject();
      const { id: conversationId } = await conversation();
      const [questionId, answerId, runId, time] = [id(), id(), id(), now()];
      const added = await store.conversations.addMessages(
        conversationId,
        [userMessage(questionId, null, '你好'), answerTo(answerId, questionId)],
        newRun(runId),
        time,
      );
      const question = {
        id: questionId,
        conversationId,
        parentId: null,
        role: 'user',
        text: '你好',
        createdAt: time,
        run: null,
        lastSeq: 0,
      };
      const place = { conversationId, messageId: answerId, documentId: null, versionId: null };
      const run = { id: runId, action: 'answer', ...place, model: 'demo', state: 'queued', seed: 7, createdAt: time };
      const ended = { endedAt: null, usage: null, timings: null, error: null };
      const answer = { id: answerId, conversationId, parentId: questionId, role: 'assistant', text: '', createdAt: time, lastSeq: 0 };
      expect(added).toEqual([question, { ...answer, run: { ...run, ...ended } }]);
      expect(await store.conversations.messages(conversationId)).toEqual(added);
      expect(await store.conversations.message(answerId)).toEqual(added[1]);
      expect(await store.conversations.summary(conversationId)).toMatchObject({ activeLeafId: answerId, updatedAt: time });
    });

    it('H6 keeps an answer that no run writes letter by letter, beside another one, and finds it', async () => {
      const { store, conversation, asked, id, now } = subject();
      const { id: conversationId } = await conversation();
      const { answer } = await asked(conversationId);
      const byHand = { id: id(), parentId: answer.parentId, role: 'assistant', text: '  雾里有桥。\n\n- 一\n' } as const;
      const [added] = await store.conversations.addMessages(conversationId, [byHand], null, now());
      expect(added).toMatchObject({ ...byHand, run: null, lastSeq: 0 });
      expect((await store.conversations.messages(conversationId)).slice(1)).toEqual([answer, added]);
      expect(await store.conversations.summary(conversationId)).toMatchObject({ activeLeafId: byHand.id });
      expect((await store.conversations.search('雾里有桥', 10)).map(({ messageId }) => messageId)).toEqual([byHand.id]);
    });

    it('H2 stores a retried question once and answers with what stands there', async () => {
      const { store, conversation, id, now } = subject();
      const { id: conversationId } = await conversation();
      const [questionId, answerId, runId] = [id(), id(), id()];
      const send = (text: string) =>
        store.conversations.addMessages(
          conversationId,
          [userMessage(questionId, null, text), answerTo(answerId, questionId)],
          newRun(runId),
          now(),
        );
      const first = await send('你好');
      const before = await store.conversations.summary(conversationId);
      expect(await send('something else')).toEqual(first);
      expect(await store.conversations.messages(conversationId)).toEqual(first);
      expect(await store.conversations.summary(conversationId)).toEqual(before);
      expect(await store.runs.open()).toHaveLength(1);
    });

    it('H2 adds what is missing of an addition that stands there in part', async () => {
      const { store, conversation, question, id, now } = subject();
      const { id: conversationId } = await conversation();
      const first = await question(conversationId, '你好');
      const answerId = id();
      const messages = [userMessage(first.id, null, '你好'), answerTo(answerId, first.id)];
      expect(await store.conversations.addMessages(conversationId, messages, newRun(id()), now())).toHaveLength(2);
      expect(await store.conversations.messages(conversationId)).toHaveLength(2);
    });

    it('H2 refuses an id that stands in another conversation, and a run that writes another message', async () => {
      const { store, conversation, asked, question, id, now } = subject();
      const [one, other] = [await conversation(), await conversation()];
      const message = await question(one.id, '你好');
      const again = [userMessage(message.id, null, '你好')];
      await expect(store.conversations.addMessages(other.id, again, null, now())).rejects.toMatchObject({ code: 'conflict' });
      const { answer, runId } = await asked(one.id);
      await expect(store.conversations.addMessages(one.id, [answerTo(id())], newRun(runId), now())).rejects.toMatchObject({
        code: 'conflict',
      });
      const twice = [answerTo(answer.id, answer.parentId)];
      await expect(store.conversations.addMessages(one.id, twice, newRun(id()), now())).rejects.toMatchObject({ code: 'conflict' });
    });

    it('H5 refuses an unknown conversation, an unknown or deleted parent, and one of another conversation', async () => {
      const { store, conversation, question, id, now } = subject();
      const [one, other] = [await conversation(), await conversation()];
      const elsewhere = await question(other.id, 'elsewhere');
      const deleted = await question(one.id, 'deleted');
      await store.conversations.deleteMessage(deleted.id, now());
      await expect(question(id(), 'x')).rejects.toMatchObject({ code: 'not-found' });
      await expect(question(one.id, 'x', id())).rejects.toMatchObject({ code: 'not-found' });
      await expect(question(one.id, 'x', deleted.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(question(one.id, 'x', elsewhere.id)).rejects.toMatchObject({ code: 'invalid-request' });
      await expect(store.conversations.messages(id())).rejects.toMatchObject({ code: 'not-found' });
      await expect(store.conversations.message(id())).rejects.toMatchObject({ code: 'not-found' });
    });

    it('H3 leaves no trace of an addition that was refused', async () => {
      const { store, conversation, id, now } = subject();
      const { id: conversationId } = await conversation();
      const before = await store.conversations.summary(conversationId);
      const [good, bad] = [userMessage(id(), null, 'good'), userMessage(id(), id(), 'bad')];
      await expect(store.conversations.addMessages(conversationId, [good, bad], null, now())).rejects.toMatchObject({ code: 'not-found' });
      const written = store.conversations.addMessages(conversationId, [good], newRun(id()), now());
      await expect(written).rejects.toMatchObject({ code: 'invalid-request' });
      await expect(store.conversations.addMessages(conversationId, [], null, now())).rejects.toMatchObject({ code: 'invalid-request' });
      await expect(store.conversations.addMessages(conversationId, [good, good], null, now())).rejects.toMatchObject({
        code: 'invalid-request',
      });
      expect(await store.conversations.messages(conversationId)).toEqual([]);
      expect(await store.conversations.summary(conversationId)).toEqual(before);
      expect(await store.runs.open()).toEqual([]);
    });

    it('H1 keeps an edited question beside the new one, as branches in order of creation', async () => {
      const { store, conversation, question } = subject();
      const { id: conversationId } = await conversation();
      const first = await question(conversationId, 'first try');
      const edited = await question(conversationId, 'second try');
      const messages = await store.conversations.messages(conversationId);
      expect(messages.map(({ text, parentId }) => [text, parentId])).toEqual([
        ['first try', null],
        ['second try', null],
      ]);
      expect(await store.conversations.summary(conversationId)).toMatchObject({ activeLeafId: edited.id });
      expect(messages[0]).toEqual(first);
    });

    it('H4 keeps the order of creation when the clock is set back', async () => {
      const { store, conversation, id } = subject();
      const { id: conversationId } = await conversation();
      const ids = [id(), id(), id()];
      for (const [index, messageId] of ids.entries()) {
        const time = `202${6 - index}-01-01T00:00:00.000Z`;
        await store.conversations.addMessages(conversationId, [userMessage(messageId, null, 'x')], null, time);
      }
      expect((await store.conversations.messages(conversationId)).map((message) => message.id)).toEqual(ids);
    });

    it('H6 shows an answer as its own text and that of its runs so far', async () => {
      const { store, conversation, id, now } = subject();
      const { id: conversationId } = await conversation();
      const imported = { ...answerTo(id()), text: '开头。' };
      await store.conversations.addMessages(conversationId, [imported], null, now());
      const [one, other] = [id(), id()];
      await store.runs.addToMessage(imported.id, newRun(one), now());
      await store.runs.appendChunk(one, { seq: 1, text: '中', written: 1 });
      await store.runs.appendChunk(one, { seq: 2, text: '间。', written: 3 });
      expect(await store.conversations.message(imported.id)).toMatchObject({ text: '开头。中间。', lastSeq: 2, run: { id: one } });
      await store.runs.end(one, { state: 'stopped', usage: null, timings: null, error: null, now: now() });
      expect(await store.conversations.message(imported.id)).toMatchObject({ text: '开头。中间。', lastSeq: 2, run: { state: 'stopped' } });
      await store.runs.addToMessage(imported.id, newRun(other), now());
      expect(await store.conversations.message(imported.id)).toMatchObject({ text: '开头。中间。', lastSeq: 0, run: { id: other } });
      await store.runs.appendChunk(other, { seq: 1, text: '结尾。', written: 2 });
      const [message] = await store.conversations.messages(conversationId);
      expect(message).toMatchObject({ text: '开头。中间。结尾。', lastSeq: 1, run: { id: other, state: 'queued' } });
      expect(message).toEqual(await store.conversations.message(imported.id));
    });

    it('H17 hides a deleted message and everything under it, and moves the active leaf to its parent', async () => {
      const { store, conversation, question, now } = subject();
      const { id: conversationId } = await conversation();
      const root = await question(conversationId, 'root');
      const middle = await question(conversationId, 'middle', root.id);
      const beside = await question(conversationId, 'beside', root.id);
      const leaf = await question(conversationId, 'leaf', middle.id);
      const time = now();
      await store.conversations.deleteMessage(middle.id, time);
      expect((await store.conversations.messages(conversationId)).map(({ text }) => text)).toEqual(['root', 'beside']);
      await expect(store.conversations.message(leaf.id)).rejects.toMatchObject({ code: 'not-found' });
      expect(await store.conversations.summary(conversationId)).toMatchObject({ activeLeafId: root.id, messageCount: 2, updatedAt: time });

      const before = await store.conversations.summary(conversationId);
      await store.conversations.deleteMessage(middle.id, now());
      expect(await store.conversations.summary(conversationId)).toEqual(before);
      await store.conversations.deleteMessage(beside.id, now());
      expect(await store.conversations.summary(conversationId)).toMatchObject({ activeLeafId: root.id });
      await store.conversations.deleteMessage(root.id, now());
      expect(await store.conversations.summary(conversationId)).toMatchObject({ activeLeafId: null, messageCount: 0, preview: '' });
    });

    it('H17 refuses to delete an unknown message', async () => {
      const { store, id, now } = subject();
      await expect(store.conversations.deleteMessage(id(), now())).rejects.toMatchObject({ code: 'not-found' });
    });

    it('H10 hands out copies', async () => {
      const { store, conversation, asked } = subject();
      const { id: conversationId } = await conversation();
      await asked(conversationId);
      const messages = await store.conversations.messages(conversationId);
      const before = structuredClone(messages);
      messages[1]!.text = 'changed';
      messages[1]!.run!.state = 'failed';
      expect(await store.conversations.messages(conversationId)).toEqual(before);
    });

    it('H11 takes additions made at the same time one after the other', async () => {
      const { store, conversation, question } = subject();
      const { id: conversationId } = await conversation();
      const added = await Promise.all(Array.from({ length: 20 }, (_, index) => question(conversationId, `${index}`)));
      const messages = await store.conversations.messages(conversationId);
      expect(messages).toHaveLength(20);
      expect(await store.conversations.summary(conversationId)).toMatchObject({ messageCount: 20, activeLeafId: messages.at(-1)!.id });
      expect(new Set(messages.map(({ id }) => id))).toEqual(new Set(added.map(({ id }) => id)));
    });
  });
}
