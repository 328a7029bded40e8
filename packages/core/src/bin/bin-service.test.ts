import type { Id, StudioEvent } from '@maobi/contract';
import type { Store, Studio } from '@maobi/core';
import { askStudio, batchTemplates, batchWith, createMemoryStore, documentWith, studiosOfTests } from '@maobi/testkit';
import { expect, it } from 'vitest';

const open = studiosOfTests();

it('H55 empties the bin, says how many things went, and tells every page of each', async () => {
  const studio = await open({ templates: batchTemplates() });
  const { id: documentId } = await documentWith(studio, ['一']);
  const { conversationId } = await askStudio(studio, '蜜蜂吃什么');
  const { id: batchId } = await batchWith(studio, [{ topic: '春天' }]);
  const kept = await documentWith(studio, ['二']);
  await studio.batches.bin(batchId);
  await studio.conversations.bin(conversationId);
  const { binnedAt } = await studio.documents.bin(documentId);
  const told = deletionsTold(studio, 3);
  expect(await studio.bin.empty({ binnedUntil: binnedAt ?? '' })).toEqual({ deletedCount: 3 });
  expect(await told).toEqual([
    { type: 'conversation-deleted', id: conversationId },
    { type: 'document-deleted', id: documentId },
    { type: 'batch-deleted', id: batchId },
  ]);
  await expect(studio.documents.get(documentId)).rejects.toMatchObject({ code: 'not-found' });
  expect(await studio.documents.get(kept.id)).toMatchObject({ id: kept.id });
});

it('H55 stops what is still being written in the bin before it goes', async () => {
  const store = createMemoryStore();
  const states: (string | undefined)[] = [];
  const studio = await open({
    store: watchedBin(store, async (id) => states.push((await store.conversations.messages(id)).at(-1)?.run?.state)),
  });
  const { conversationId } = await askStudio(studio, '蜜蜂吃什么');
  // past the service, which would have stopped it by now
  const { binnedAt } = await store.conversations.bin(conversationId, new Date().toISOString());
  expect(await studio.bin.empty({ binnedUntil: binnedAt ?? '' })).toEqual({ deletedCount: 1 });
  expect(states).toEqual(['stopped']);
});

function watchedBin(store: Store, look: (conversationId: Id) => Promise<unknown>): Store {
  const empty: Store['bin']['empty'] = async (binnedUntil) => {
    for (const id of (await store.bin.contents(binnedUntil)).conversations) await look(id);
    return store.bin.empty(binnedUntil);
  };
  return { ...store, bin: { contents: (binnedUntil) => store.bin.contents(binnedUntil), empty } };
}

async function deletionsTold(studio: Studio, count: number): Promise<StudioEvent[]> {
  const watched = new AbortController();
  const told: StudioEvent[] = [];
  for await (const event of studio.events(watched.signal)) {
    if (event.type.endsWith('-deleted')) told.push(event);
    if (told.length === count) break;
  }
  watched.abort();
  return told;
}
