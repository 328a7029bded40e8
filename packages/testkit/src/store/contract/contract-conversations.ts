import type { Conversation } from '@maobi/contract';
import type { ConversationQuery } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import { storeSubject, type StoreMaker, userMessage } from './contract-subject.ts';
import { brief } from './document-subject.ts';

const everything: ConversationQuery = { folder: 'all', inBin: false, limit: 100, before: null };

export function conversationsContract(makeStore: StoreMaker): void {
  describe('conversations', () => {
    const subject = storeSubject(makeStore);
    const titles = async (query: Partial<ConversationQuery> = {}): Promise<string[]> => {
      const { conversations } = await subject().store.conversations.list({ ...everything, ...query });
      return conversations.map(({ title }) => title);
    };

    it('H2 makes a conversation once and answers a retry with what stands there', async () => {
      const { store, id, now } = subject();
      const [conversationId, time] = [id(), now()];
      const created = await store.conversations.create({ id: conversationId, title: '论文', folderId: null, now: time });
      const fields = {
        folderId: null,
        documentId: null,
        revision: 1,
        activeLeafId: null,
        createdAt: time,
        updatedAt: time,
        binnedAt: null,
      };
      expect(created).toEqual({ id: conversationId, title: '论文', ...fields });
      expect(await store.conversations.create({ id: conversationId, title: 'other', folderId: null, now: now() })).toEqual(created);
      const summary = { ...created, documentTitle: null, preview: '', messageCount: 0, activeRunId: null };
      expect(await store.conversations.summary(conversationId)).toEqual(summary);
      expect(await store.conversations.summary(id())).toBeNull();
    });

    it('H53 keeps the conversations about a document apart, with what was read in them, until the document is deleted', async () => {
      const { store, id, now } = subject();
      const documentId = id();
      await store.documents.create({ id: documentId, title: '', brief, now: now() });
      const about = { id: id(), title: 'about', folderId: null, documentId, now: now() };
      expect(await store.conversations.create(about)).toMatchObject({ documentId });
      await store.conversations.create({ id: id(), title: 'free', folderId: null, now: now() });
      expect([await titles(), await titles({ documentId }), await titles({ documentId: id() })]).toEqual([['free'], ['about'], []]);
      const context = [{ kind: 'outline' as const, sectionId: null, number: null, text: '提纲' }];
      const question = { ...userMessage(id(), null, '养蜂的问题'), context };
      expect(await store.conversations.addMessages(about.id, [question], null, now())).toMatchObject([{ context }]);
      expect(await store.conversations.messages(about.id)).toMatchObject([{ text: '养蜂的问题', context }]);
      const orphan = store.conversations.create({ ...about, id: id(), documentId: id() });
      await expect(orphan).rejects.toMatchObject({ code: 'not-found' });
      await store.conversations.bin(about.id, now());
      expect([await titles({ inBin: true }), await titles({ documentId })]).toEqual([['about'], []]);
      await store.conversations.restore(about.id, now());
      const { topic: documentTitle } = brief;
      expect(await store.conversations.search('养蜂', 5)).toMatchObject([{ documentTitle }]);
      expect(await store.conversations.search('about', 5)).toMatchObject([{ documentTitle }]);
      await store.documents.update(documentId, { revision: 1, title: '蜂', now: now() });
      expect(await store.conversations.search('养蜂', 5)).toMatchObject([{ documentTitle: '蜂' }]);
      expect(await store.conversations.summary(about.id)).toMatchObject({ documentTitle: '蜂' });
      await store.documents.bin(documentId, now());
      expect(await store.conversations.summary(about.id)).toMatchObject({ documentTitle: '蜂' });
      expect([await store.conversations.search('养蜂', 5), await store.conversations.search('about', 5)]).toEqual([[], []]);
      await store.documents.delete(documentId);
      expect(await store.conversations.summary(about.id)).toBeNull();
      expect(await store.conversations.search('养蜂', 5)).toEqual([]);
    });

    it('H8 changes title, folder and leaf by revision, and refuses a change made from an older state', async () => {
      const { store, conversation, question, id, now } = subject();
      const { id: conversationId } = await conversation('old');
      const folder = await store.conversations.createFolder({ id: id(), name: 'Essays', now: now() });
      const [root, leaf] = [await question(conversationId, 'root'), await question(conversationId, 'leaf')];
      const { revision } = (await store.conversations.summary(conversationId))!;
      const changed = await store.conversations.update(conversationId, {
        revision,
        title: 'new',
        folderId: folder.id,
        activeLeafId: root.id,
        now: now(),
      });
      expect(changed).toMatchObject({ title: 'new', folderId: folder.id, activeLeafId: root.id, revision: revision + 1 });
      const late = store.conversations.update(conversationId, { revision, title: 'late', activeLeafId: leaf.id, now: now() });
      await expect(late).rejects.toMatchObject({ code: 'conflict', details: { revision: revision + 1 } });
      expect(await store.conversations.summary(conversationId)).toMatchObject(changed);
      const cleared = { revision: revision + 1, folderId: null, activeLeafId: null, now: now() };
      expect(await store.conversations.update(conversationId, cleared)).toMatchObject({ title: 'new', folderId: null, activeLeafId: null });
    });

    it('H8 lets one of two changes made at the same time win', async () => {
      const { store, conversation, now } = subject();
      const { id, revision } = await conversation();
      const changes = ['one', 'two'].map((title) => store.conversations.update(id, { revision, title, now: now() }));
      const outcomes = await Promise.allSettled(changes);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const winner = outcomes.find((outcome) => outcome.status === 'fulfilled') as PromiseFulfilledResult<Conversation>;
      expect(await store.conversations.summary(id)).toMatchObject(winner.value);
    });

    it('H8 lets a change made before a new message lose, so that it cannot turn the page back', async () => {
      const { store, conversation, question, now } = subject();
      const { id } = await conversation();
      const root = await question(id, 'root');
      const { revision } = (await store.conversations.summary(id))!;
      const leaf = await question(id, 'leaf', root.id);
      await expect(store.conversations.update(id, { revision, activeLeafId: root.id, now: now() })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await store.conversations.summary(id)).toMatchObject({ activeLeafId: leaf.id });
    });

    it('H3 refuses unknown conversations, folders and leaves, and changes nothing then', async () => {
      const { store, conversation, question, id, now } = subject();
      const [one, other] = [await conversation('title'), await conversation()];
      const elsewhere = await question(other.id, 'elsewhere');
      const { conversations } = store;
      const change = { revision: 1, title: 'changed', now: now() };
      await expect(conversations.update(id(), change)).rejects.toMatchObject({ code: 'not-found' });
      await expect(conversations.update(one.id, { ...change, folderId: id() })).rejects.toMatchObject({ code: 'not-found' });
      await expect(conversations.update(one.id, { ...change, activeLeafId: id() })).rejects.toMatchObject({ code: 'not-found' });
      const leafElsewhere = conversations.update(one.id, { ...change, activeLeafId: elsewhere.id });
      await expect(leafElsewhere).rejects.toMatchObject({ code: 'invalid-request' });
      const inUnknownFolder = conversations.create({ id: id(), title: '', folderId: id(), now: now() });
      await expect(inUnknownFolder).rejects.toMatchObject({ code: 'not-found' });
      expect(await conversations.summary(one.id)).toMatchObject(one);
      expect(await titles()).toEqual(['', 'title']);
      expect(await conversations.search('changed', 10)).toEqual([]);
    });

    it('H9 moves up with new messages and a new title, not with another branch', async () => {
      const { store, conversation, question, now } = subject();
      const [one, two] = [await conversation('one'), await conversation('two')];
      expect(await titles()).toEqual(['two', 'one']);
      const first = await question(one.id, 'x');
      await question(one.id, 'y');
      expect(await titles()).toEqual(['one', 'two']);
      await store.conversations.update(two.id, { revision: 1, title: 'TWO', now: now() });
      expect(await titles()).toEqual(['TWO', 'one']);
      await store.conversations.update(one.id, { revision: 3, activeLeafId: first.id, now: now() });
      expect(await titles()).toEqual(['TWO', 'one']);
    });

    it('H16 lists by folder, by bin and in pages, with the count of all that match', async () => {
      const { store, conversation, id, now } = subject();
      const folder = await store.conversations.createFolder({ id: id(), name: 'Essays', now: now() });
      const made = [];
      for (const title of ['a', 'b', 'c', 'd']) made.push(await conversation(title));
      await store.conversations.update(made[1]!.id, { revision: 1, folderId: folder.id, now: now() });
      await store.conversations.bin(made[2]!.id, now());
      expect(await titles()).toEqual(['b', 'd', 'a']);
      expect(await titles({ folder: folder.id })).toEqual(['b']);
      expect(await titles({ folder: 'none' })).toEqual(['d', 'a']);
      expect(await titles({ inBin: true })).toEqual(['c']);
      expect(await titles({ inBin: true, folder: folder.id })).toEqual([]);
      const page = await store.conversations.list({ ...everything, limit: 2 });
      expect(page).toMatchObject({ total: 3, conversations: [{ title: 'b' }, { title: 'd' }] });
      const next = await store.conversations.list({ ...everything, before: page.conversations[1]!.updatedAt });
      expect(next).toMatchObject({ total: 3, conversations: [{ title: 'a' }] });
    });

    it('H16 previews the start of the first question and counts the messages', async () => {
      const { store, conversation, question, asked } = subject();
      const { id } = await conversation();
      const { question: first, runId } = await asked(id, `${'长'.repeat(100)}${'😀'.repeat(60)}`);
      await question(id, 'later', first.id);
      const preview = `${'长'.repeat(100)}${'😀'.repeat(20)}`;
      expect(await store.conversations.summary(id)).toMatchObject({ preview, messageCount: 3, activeRunId: runId });
      expect((await store.conversations.list(everything)).conversations).toEqual([await store.conversations.summary(id)]);
    });

    it('H18 puts a conversation into the bin and takes it out again, with everything in it', async () => {
      const { store, conversation, asked, now } = subject();
      const created = await conversation('title');
      await asked(created.id);
      const messages = await store.conversations.messages(created.id);
      const time = now();
      const binned = await store.conversations.bin(created.id, time);
      expect(binned).toMatchObject({ binnedAt: time, revision: 3, title: 'title' });
      expect(await store.conversations.bin(created.id, now())).toEqual(binned);
      expect(await store.conversations.messages(created.id)).toEqual(messages);
      const restored = await store.conversations.restore(created.id, now());
      expect(restored).toMatchObject({ binnedAt: null, revision: 4 });
      expect(await store.conversations.restore(created.id, now())).toEqual(restored);
      expect(await titles()).toEqual(['title']);
    });

    it('H18 deletes for good only from the bin, with messages, runs and what search knows', async () => {
      const { store, conversation, asked, written, id, now } = subject();
      const { conversations, runs } = store;
      const [gone, kept] = [await conversation('gone'), await conversation('kept')];
      const [{ answer, runId }, open, other] = [await asked(gone.id), await asked(gone.id), await asked(kept.id)];
      await written(runId, 'gone');
      await expect(conversations.delete(gone.id)).rejects.toMatchObject({ code: 'conflict' });
      await conversations.bin(gone.id, now());
      await conversations.delete(gone.id);
      expect(await conversations.summary(gone.id)).toBeNull();
      await expect(conversations.message(answer.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(runs.get(runId)).rejects.toMatchObject({ code: 'not-found' });
      await expect(runs.chunks(runId, 0)).rejects.toMatchObject({ code: 'not-found' });
      await expect(conversations.delete(gone.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(conversations.bin(id(), now())).rejects.toMatchObject({ code: 'not-found' });
      await expect(conversations.restore(id(), now())).rejects.toMatchObject({ code: 'not-found' });
      expect(
        (await runs.open()).map((run) => run.id),
        `${open.runId} went with it`,
      ).toEqual([other.runId]);
      expect(await conversations.search('gone', 10)).toEqual([]);
      expect(await conversations.messages(kept.id)).toHaveLength(2);
      const again = await conversations.create({ id: gone.id, title: 'again', folderId: null, now: now() });
      expect(again).toMatchObject({ title: 'again', revision: 1 });
    });

    it('H18 deletes a conversation for good however long its path is', async () => {
      const { store, conversation, id, now } = subject();
      const { id: conversationId } = await conversation();
      const path = Array.from({ length: 1200 }, () => userMessage(id(), null, 'x')).map((message, index, all) => ({
        ...message,
        parentId: all[index - 1]?.id ?? null,
      }));
      await store.conversations.addMessages(conversationId, path, null, now());
      await store.conversations.bin(conversationId, now());
      await store.conversations.delete(conversationId);
      expect(await store.conversations.summary(conversationId)).toBeNull();
    });

    it('H19 keeps folders in order, renames them, and leaves conversations when one is deleted', async () => {
      const { store, conversation, id, now } = subject();
      const { conversations } = store;
      const [one, two] = [
        { id: id(), name: 'One', now: now() },
        { id: id(), name: 'Two', now: now() },
      ];
      const created = await conversations.createFolder(one);
      expect(created).toEqual({ id: one.id, name: 'One', createdAt: one.now });
      await conversations.createFolder(two);
      expect(await conversations.createFolder({ ...one, name: 'retried', now: now() })).toEqual(created);
      expect(await conversations.renameFolder(one.id, '散文')).toEqual({ ...created, name: '散文' });
      expect((await conversations.folders()).map(({ name }) => name)).toEqual(['散文', 'Two']);
      const inside = await conversation('inside');
      await conversations.update(inside.id, { revision: 1, folderId: one.id, now: now() });
      await conversations.deleteFolder(one.id);
      expect((await conversations.folders()).map(({ name }) => name)).toEqual(['Two']);
      expect(await conversations.summary(inside.id)).toMatchObject({ folderId: null, revision: 3 });
      await expect(conversations.renameFolder(one.id, 'x')).rejects.toMatchObject({ code: 'not-found' });
      await expect(conversations.deleteFolder(one.id)).rejects.toMatchObject({ code: 'not-found' });
    });
  });
}
