import { describe, expect, it } from 'vitest';
import { sampleConversation, sampleId } from '../testing/samples.ts';
import { withConversation } from './conversation-lists.ts';
import type { ConversationList } from './queries.ts';

const all = { folder: null, inBin: false };
const folder = sampleId(900);

function listOf(...numbers: number[]): ConversationList {
  const conversations = numbers.map((number) => sampleConversation(number));
  return { pages: [{ conversations, total: conversations.length }], pageParams: [null] };
}
const idsOf = (list: ConversationList) => list.pages.flatMap((page) => page.conversations.map(({ id }) => id));

describe('withConversation', () => {
  it('moves what was written in last to its place by time', () => {
    const changed = sampleConversation(1, { updatedAt: new Date(Date.UTC(2026, 11, 1)).toISOString() });
    const list = withConversation(listOf(3, 2, 1), all, changed.id, changed);
    expect(idsOf(list)).toEqual([1, 3, 2].map(sampleId));
    expect(list.pages[0]?.total).toBe(3);
  });

  it('takes a binned one out of the list and into the bin', () => {
    const binned = sampleConversation(2, { binnedAt: new Date(Date.UTC(2026, 11, 1)).toISOString() });
    const list = withConversation(listOf(3, 2, 1), all, binned.id, binned);
    const bin = withConversation(listOf(), { folder: null, inBin: true }, binned.id, binned);
    expect(idsOf(list)).toEqual([3, 1].map(sampleId));
    expect(list.pages[0]?.total).toBe(2);
    expect(idsOf(bin)).toEqual([sampleId(2)]);
  });

  it('shows a moved one only where it belongs', () => {
    const moved = sampleConversation(2, { folderId: folder });
    expect(idsOf(withConversation(listOf(), { folder, inBin: false }, moved.id, moved))).toEqual([moved.id]);
    expect(idsOf(withConversation(listOf(2), { folder: sampleId(901), inBin: false }, moved.id, moved))).toEqual([]);
    expect(idsOf(withConversation(listOf(2), all, moved.id, moved))).toEqual([moved.id]);
  });

  it('forgets a deleted one', () => {
    expect(idsOf(withConversation(listOf(2, 1), all, sampleId(2), null))).toEqual([sampleId(1)]);
  });
});
