import { describe, expect, it } from 'vitest';
import { countedQueries } from '../testing/counted-queries.ts';
import { fill, storeFolder } from '../testing/store-folder.ts';
import { SqliteConversations } from './sqlite-conversations.ts';

describe('opening a conversation', () => {
  const folder = storeFolder();

  it('H36 takes the same few queries however long it is', async () => {
    await folder().with(async (store) => {
      await fill(store, 2);
      const request = { sampling: {}, maxTokens: null, overflow: 'refuse' as const };
      for (let turn = 1; turn <= 30; turn += 1) {
        const answer = { id: `a${turn}`, parentId: 'm2', role: 'assistant' as const, text: '' };
        await store.conversations.addMessages('c2', [answer], { id: `r${turn}`, model: 'demo', seed: 1, request }, folder().now);
        await store.runs.appendChunk(`r${turn}`, { seq: 1, text: 'text', written: 1 });
        if (turn > 1) await store.runs.end(`r${turn}`, { state: 'done', usage: null, timings: null, error: null, now: folder().now });
      }
    });
    await using counted = countedQueries(folder().database);
    const conversations = new SqliteConversations(counted.queries);
    const queriesFor = (id: string, messages: number): Promise<number> =>
      counted.countDuring(async () => expect(await conversations.messages(id)).toHaveLength(messages));
    const short = await queriesFor('c1', 1);
    const long = await queriesFor('c2', 31);
    // one more: what the run that is still open has streamed
    expect(long).toBe(short + 1);
    expect(long).toBeLessThan(10);
  });
});
