import type { ConversationSummary, Model, QueueEntry, System } from '@maobi/contract';
import { keepPreviousData, useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/react-query';
import { client } from './client.ts';
import { keys, type ConversationListFilter } from './keys.ts';

const conversationsPerPage = 200;
const searchHitLimit = 60;
const queuePollMs = 2000;

export interface ConversationPageOfList {
  readonly conversations: ConversationSummary[];
  readonly total: number;
}
export type ConversationList = InfiniteData<ConversationPageOfList, string | null>;

/** Machine, engine, settings and versions; kept true by live events. */
export function useSystem() {
  return useQuery({ queryKey: keys.system, queryFn: ({ signal }) => client.call('getSystem', { signal }) });
}

/** Reads one part of the system without rendering again when another part changes; `undefined` until known. */
export function useSystemPart<T>(select: (system: System) => T): T | undefined {
  return useQuery({ queryKey: keys.system, queryFn: ({ signal }) => client.call('getSystem', { signal }), select }).data;
}

export function useModels() {
  return useQuery({
    queryKey: keys.models,
    queryFn: async ({ signal }): Promise<Model[]> => (await client.call('listModels', { signal })).models,
  });
}

export function useFolders() {
  return useQuery({ queryKey: keys.folders, queryFn: async ({ signal }) => (await client.call('listFolders', { signal })).folders });
}

/** Everything at work, at rest or waiting, in the order of service. */
export function useQueue(): readonly QueueEntry[] {
  const { data } = useQuery({
    queryKey: keys.queue,
    queryFn: ({ signal }) => client.call('listQueue', { signal }),
    // events tell who does what; how long it still takes is asked for
    refetchInterval: (query) => (query.state.data?.length ? queuePollMs : false),
  });
  return data ?? emptyQueue;
}
const emptyQueue: readonly QueueEntry[] = [];

export function useConversation(id: string | null) {
  return useQuery({
    queryKey: keys.conversation(id ?? ''),
    queryFn: ({ signal }) => client.call('getConversation', { params: { id: id ?? '' }, signal }),
    enabled: id !== null,
  });
}

/** The conversations of a folder or the bin, newest first, fetched page by page. */
export function useConversations(filter: ConversationListFilter) {
  return useInfiniteQuery<ConversationPageOfList, Error, ConversationList, ReturnType<typeof keys.conversations>, string | null>({
    queryKey: keys.conversations(filter),
    queryFn: ({ pageParam, signal }) =>
      client.call('listConversations', {
        query: {
          limit: conversationsPerPage,
          ...(filter.folder === null ? {} : { folder: filter.folder }),
          ...(filter.inBin ? { bin: 'true' as const } : {}),
          ...(pageParam === null ? {} : { before: pageParam }),
        },
        signal,
      }),
    initialPageParam: null,
    getNextPageParam: (page) => (page.conversations.length < conversationsPerPage ? null : (page.conversations.at(-1)?.updatedAt ?? null)),
  });
}

/** Full-text hits for a text; the last ones stay while new ones are looked up. */
export function useSearch(text: string) {
  return useQuery({
    queryKey: keys.search(text),
    queryFn: async ({ signal }) => (await client.call('search', { query: { q: text, limit: searchHitLimit }, signal })).hits,
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function useApiKey() {
  return useQuery({ queryKey: keys.apiKey, queryFn: async ({ signal }) => (await client.call('getApiKey', { signal })).key });
}
