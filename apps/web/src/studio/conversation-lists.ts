import type { ConversationSummary } from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import { keys, type ConversationListFilter } from './keys.ts';
import type { ConversationList } from './queries.ts';

function belongs(conversation: ConversationSummary, filter: ConversationListFilter): boolean {
  if ((conversation.binnedAt !== null) !== filter.inBin) return false;
  // those about a document are listed there, and in the bin
  if (conversation.documentId !== null && !filter.inBin) return false;
  return filter.folder === null || conversation.folderId === filter.folder;
}

/** A list after this conversation is new, changed, moved or (`conversation: null`) gone. */
export function withConversation(
  list: ConversationList,
  filter: ConversationListFilter,
  id: string,
  conversation: ConversationSummary | null,
): ConversationList {
  const wasListed = list.pages.some((page) => page.conversations.some((listed) => listed.id === id));
  const isListed = conversation !== null && belongs(conversation, filter);
  const total = Math.max(0, (list.pages[0]?.total ?? 0) + Number(isListed) - Number(wasListed));
  const pages = list.pages.map((page) => ({ conversations: page.conversations.filter((listed) => listed.id !== id), total }));
  if (isListed) insertByTime(pages, conversation);
  return { ...list, pages };
}

function insertByTime(pages: { conversations: ConversationSummary[] }[], conversation: ConversationSummary): void {
  for (const page of pages) {
    const index = page.conversations.findIndex((listed) => listed.updatedAt <= conversation.updatedAt);
    if (index >= 0) {
      page.conversations.splice(index, 0, conversation);
      return;
    }
  }
  pages.at(-1)?.conversations.push(conversation);
}

/** Brings every cached list up to date with one conversation. */
export function patchConversationLists(queryClient: QueryClient, id: string, conversation: ConversationSummary | null): void {
  for (const [key, list] of queryClient.getQueriesData<ConversationList>({ queryKey: keys.everyConversationList })) {
    if (list) queryClient.setQueryData(key, withConversation(list, key[1] as ConversationListFilter, id, conversation));
  }
}
