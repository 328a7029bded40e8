import { ClientError, type Conversation, type ConversationDetail, type ConversationSummary } from '@maobi/contract';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { client } from '../studio/client.ts';
import { patchConversationLists } from '../studio/conversation-lists.ts';
import { keys } from '../studio/keys.ts';
import type { ConversationList } from '../studio/queries.ts';
import { deleteFromBinSoon } from '../toasts/delete-soon.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { showToast } from '../toasts/toasts.ts';

/** What can be done to a conversation as a whole. Nothing asks "are you sure": what can be lost can be undone. */
export interface ConversationActions {
  rename(conversation: Conversation, title: string): Promise<void>;
  move(conversation: Conversation, folderId: string | null): Promise<void>;
  moveToBin(conversation: Conversation): Promise<void>;
  restore(id: string): Promise<void>;
  /** Leaves the lists at once; the studio is asked only when the time to undo has passed. */
  deleteForGood(conversation: Pick<Conversation, 'id'>): void;
  exportUrl(id: string, format: 'md' | 'json'): string;
}

export function useConversationActions(): ConversationActions {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  return useMemo(() => createActions(queryClient, t), [queryClient, t]);
}

function exportUrl(id: string, format: 'md' | 'json'): string {
  return `/api/conversations/${encodeURIComponent(id)}/export?format=${format}`;
}

function createActions(queryClient: QueryClient, t: TFunction): ConversationActions {
  const attempt = async (action: () => Promise<void>): Promise<void> => {
    try {
      await action();
    } catch (error) {
      showFailure(t, error);
      void queryClient.invalidateQueries({ queryKey: keys.everyConversationList });
    }
  };
  const restore = (id: string) =>
    attempt(async () => adopt(queryClient, await client.call('restoreConversation', { params: { id }, body: {} })));
  return {
    exportUrl,
    restore,
    rename: (conversation, title) => attempt(() => change(queryClient, conversation, { title })),
    move: (conversation, folderId) => attempt(() => change(queryClient, conversation, { folderId })),
    moveToBin: ({ id }) =>
      attempt(async () => {
        adopt(queryClient, await client.call('binConversation', { params: { id }, body: {} }));
        showToast({ text: t('conversations.binned'), action: { label: t('shell.undo'), run: () => void restore(id) } });
      }),
    deleteForGood: ({ id }) => {
      deleteFromBinSoon(t, {
        id,
        carryOut: () =>
          attempt(async () => {
            await client.call('deleteConversation', { params: { id } });
            patchConversationLists(queryClient, id, null);
          }),
      });
    },
  };
}

/** Writes one field; a change made elsewhere in between concerns another field, so it is not an answer to refuse. */
async function change(
  queryClient: QueryClient,
  conversation: Conversation,
  fields: { title: string } | { folderId: string | null },
): Promise<void> {
  const write = (revision: number) => client.call('updateConversation', { params: { id: conversation.id }, body: { revision, ...fields } });
  try {
    adopt(queryClient, await write(conversation.revision));
  } catch (error) {
    if (!(error instanceof ClientError) || error.body.code !== 'conflict') throw error;
    const newest = await client.call('getConversation', { params: { id: conversation.id } });
    adopt(queryClient, await write(newest.revision));
  }
}

/** Shows the new state at once; the live event that follows says the same. */
function adopt(queryClient: QueryClient, conversation: Conversation): void {
  queryClient.setQueryData<ConversationDetail>(keys.conversation(conversation.id), (detail) => detail && { ...detail, ...conversation });
  const listed = findListedConversation(queryClient, conversation.id);
  if (listed) patchConversationLists(queryClient, conversation.id, { ...listed, ...conversation });
  else void queryClient.invalidateQueries({ queryKey: keys.everyConversationList });
}

/** A conversation as some list that is shown has it. */
export function findListedConversation(queryClient: QueryClient, id: string): ConversationSummary | undefined {
  for (const [, list] of queryClient.getQueriesData<ConversationList>({ queryKey: keys.everyConversationList })) {
    for (const page of list?.pages ?? []) {
      const found = page.conversations.find((conversation) => conversation.id === id);
      if (found) return found;
    }
  }
  return undefined;
}
