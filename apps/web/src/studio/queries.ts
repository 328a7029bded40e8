import type {
  BatchCost,
  BatchDetail,
  BatchSummary,
  CodeCheck,
  Comparison,
  ConversationSummary,
  DocumentSummary,
  Likeness,
  ListedJob,
  Model,
  QueueEntry,
  System,
  Template,
  Version,
} from '@maobi/contract';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { client } from './client.ts';
import { useStaying } from './leaving.ts';
import { keys, type ConversationListFilter, type DocumentListFilter, type LibraryQuery } from './keys.ts';

const conversationsPerPage = 200;
const searchHitLimit = 60;
const queuePollMs = 2000;
const jobsPollMs = 3000;
/** Where only the title of the tab is seen. */
const jobsPollUnseenMs = 10_000;
const comparisonPollMs = 2000;
/** About twice as many as are seen at once beside a page. */
const documentsPerPage = 40;
const documentsPerLibraryPage = 100;
/** On the home page and in the palette. */
export const recentDocumentsShown = 5;
const batchesListed = 500;

export interface ConversationPageOfList {
  readonly conversations: ConversationSummary[];
  readonly total: number;
}
export type ConversationList = InfiniteData<ConversationPageOfList, string | null>;

export interface DocumentPageOfList {
  readonly documents: DocumentSummary[];
  readonly total: number;
}
/** Each page begins behind so many documents. */
export type DocumentList = InfiniteData<DocumentPageOfList, number>;

const systemQuery = queryOptions({ queryKey: keys.system, queryFn: ({ signal }) => client.call('getSystem', { signal }) });

/** Machine, engine, settings and versions; kept true by live events. */
export function useSystem() {
  return useQuery(systemQuery);
}

/** Reads one part of the system without rendering again when another part changes; `undefined` until known. */
export function useSystemPart<T>(select: (system: System) => T): T | undefined {
  return useQuery({ ...systemQuery, select }).data;
}

export function useModels() {
  return useQuery({
    queryKey: keys.models,
    queryFn: async ({ signal }): Promise<Model[]> => (await client.call('listModels', { signal })).models,
  });
}

/** How installed models were measured to be; asked for anew while one is measured, because the time that remains runs. */
export function useComparison() {
  return useQuery({
    queryKey: keys.comparison,
    queryFn: ({ signal }): Promise<Comparison> => client.call('getComparison', { signal }),
    refetchInterval: (query) => (query.state.data?.models.some(({ state }) => state === 'measuring') ? comparisonPollMs : false),
  });
}

export function useFolders() {
  return useQuery({
    queryKey: keys.folders,
    queryFn: async ({ signal }) => (await client.call('listFolders', { signal })).folders,
    select: useStaying(),
  });
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

const jobsQuery = queryOptions({
  queryKey: keys.jobs,
  queryFn: async ({ signal }): Promise<ListedJob[]> => (await client.call('listJobs', { signal })).jobs,
});

/** Jobs in their order, then those that ended last; asked for anew while one is open, less often, and only while one is at work, where nobody sees the page. */
export function useJobs() {
  return useQuery({
    ...jobsQuery,
    refetchInterval: ({ state: { data = [] } }) => {
      if (document.hidden) return data.some(isAtWork) ? jobsPollUnseenMs : false;
      return data.some(isOpen) ? jobsPollMs : false;
    },
    refetchIntervalInBackground: true,
    // else it would show for a while what was true before
    refetchOnWindowFocus: ({ state: { data = [] } }) => (data.some(isOpen) ? 'always' : false),
  });
}
const isOpen = ({ state }: ListedJob) => state === 'open';
const isAtWork = ({ state, wait }: ListedJob) => state === 'open' && wait === null;

/** The job that works now, as far as that is known already: nothing is asked for. */
export function useJobAtWork(): ListedJob | null {
  return useQuery({ ...jobsQuery, enabled: false }).data?.find(isAtWork) ?? null;
}

/** The night run that was asked for, and what the last one did. */
export function useNightPlan() {
  return useQuery({ queryKey: keys.night, queryFn: ({ signal }) => client.call('getNightRun', { signal }) });
}

export const conversationQuery = (id: string) =>
  queryOptions({ queryKey: keys.conversation(id), queryFn: ({ signal }) => client.call('getConversation', { params: { id }, signal }) });

export function useConversation(id: string | null) {
  return useQuery({ ...conversationQuery(id ?? ''), enabled: id !== null });
}

/** The conversations of a folder or the bin, newest first, fetched page by page. */
export function useConversations(filter: ConversationListFilter) {
  const staying = useStaying();
  const select = useCallback(
    ({ pages, pageParams }: ConversationList) => ({
      pages: pages.map(({ conversations, total }) => ({ conversations: staying(conversations), total })),
      pageParams,
    }),
    [staying],
  );
  return useInfiniteQuery({ ...conversationsQuery(filter), select });
}

const conversationsQuery = (filter: ConversationListFilter) =>
  infiniteQueryOptions<ConversationPageOfList, Error, ConversationList, ReturnType<typeof keys.conversations>, string | null>({
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

/** The documents outside or in the bin, the last changed first, fetched page by page; outside it, without the texts of batches. */
export function useDocuments({ inBin }: DocumentListFilter) {
  const staying = useStaying();
  const select = useCallback(({ pages }: DocumentList) => staying(eachOnce(pages.flatMap(({ documents }) => documents))), [staying]);
  return useInfiniteQuery({
    queryKey: keys.documents({ inBin }),
    queryFn: ({ pageParam, signal }) => {
      const query = { skip: pageParam, limit: documentsPerPage, ...(inBin ? { bin: 'true' as const } : {}) };
      return client.call('listDocuments', { query, signal });
    },
    initialPageParam: 0,
    getNextPageParam: nextPage,
    select,
  });
}

/** `null`: there is none. */
function nextPage({ total }: DocumentPageOfList, pages: readonly DocumentPageOfList[]): number | null {
  const seen = pages.reduce((sum, { documents }) => sum + documents.length, 0);
  return seen < total ? seen : null;
}

/** The documents that were changed last, without the texts of batches: as many as are offered to go on with. */
export function useRecentDocuments() {
  return useQuery(recentDocumentsQuery);
}

const recentDocumentsQuery = queryOptions({
  queryKey: keys.recentDocuments,
  queryFn: async ({ signal }): Promise<DocumentSummary[]> =>
    (await client.call('listDocuments', { query: { limit: recentDocumentsShown }, signal })).documents,
});

/** The documents that answer to a query, in its order, fetched page by page; those of the last query stay while others are looked up. */
export function useLibrary({ sort, texts, template, progress }: LibraryQuery) {
  const narrowed = { ...(template === null ? {} : { template }), ...(progress === null ? {} : { progress }) };
  const found = useInfiniteQuery({
    queryKey: keys.library({ sort, texts, template, progress }),
    queryFn: ({ pageParam, signal }) =>
      client.call('listDocuments', { query: { sort, texts, ...narrowed, skip: pageParam, limit: documentsPerLibraryPage }, signal }),
    initialPageParam: 0,
    getNextPageParam: nextPage,
    select: ({ pages }) => ({ total: pages.at(-1)?.total ?? 0, documents: eachOnce(pages.flatMap(({ documents }) => documents)) }),
    placeholderData: keepPreviousData,
  });
  return { ...found, pageSize: documentsPerLibraryPage };
}

/** What moves between two pages while they are fetched stands in both. */
function eachOnce(documents: readonly DocumentSummary[]): DocumentSummary[] {
  return [...new Map(documents.map((document) => [document.id, document])).values()];
}

/** How many documents are rows of batches; `undefined` until known. */
export function useTextsOfBatches(): number | undefined {
  return useQuery({
    queryKey: keys.textsOfBatches,
    queryFn: async ({ signal }) => (await client.call('listDocuments', { query: { texts: 'batch', limit: 1 }, signal })).total,
  }).data;
}

const documentQuery = (id: string) =>
  queryOptions({ queryKey: keys.document(id), queryFn: ({ signal }) => client.call('getDocument', { params: { id }, signal }) });

export function useDocument(id: string) {
  return useQuery(documentQuery(id));
}

/** The batches outside or in the bin, the last changed first. */
export function useBatches({ inBin }: { readonly inBin: boolean }) {
  return useQuery({ ...batchesQuery(inBin), select: useStaying() });
}

const batchesQuery = (inBin: boolean) =>
  queryOptions({
    queryKey: keys.batches(inBin),
    queryFn: async ({ signal }): Promise<BatchSummary[]> => {
      const query = { limit: batchesListed, ...(inBin ? { bin: 'true' as const } : {}) };
      return (await client.call('listBatches', { query, signal })).batches;
    },
  });

const batchQuery = (id: string) =>
  queryOptions({
    queryKey: keys.batch(id),
    queryFn: ({ signal }): Promise<BatchDetail> => client.call('getBatch', { params: { id }, signal }),
  });

/** While it is written, asked for also where nothing is heard of it. */
export function useBatch(id: string) {
  return useQuery({
    ...batchQuery(id),
    refetchInterval: ({ state: { data } }) => (data?.state === 'open' ? openBatchAskedEveryMs : false),
  });
}
const openBatchAskedEveryMs = 5000;

/** The batch that is being written; asked for only while the engine has something to do. */
export function useOpenBatch(): BatchDetail | null {
  const isBusy = useQueue().length > 0;
  const { data: batches } = useQuery({ ...batchesQuery(false), enabled: isBusy });
  const open = batches?.find(({ state, waitingCount }) => state === 'open' && waitingCount > 0);
  const { data } = useQuery({ ...batchQuery(open?.id ?? ''), enabled: open !== undefined });
  return open ? (data ?? null) : null;
}

/** What the rows that are missing will cost; the last answer stays while another is on its way. */
export function useBatchCost(id: string) {
  return useQuery({
    queryKey: keys.batchCost(id),
    queryFn: ({ signal }): Promise<BatchCost> => client.call('estimateBatch', { params: { id }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Rows that say nearly the same as an earlier one; looked for again when another text has been written. */
export function useLikenesses(id: string, writtenCount: number): readonly Likeness[] {
  const { data } = useQuery({
    queryKey: [...keys.likenesses(id), writtenCount],
    enabled: writtenCount > 1,
    queryFn: async ({ signal }) => (await client.call('listLikenesses', { params: { id }, signal })).likenesses,
    placeholderData: keepPreviousData,
  });
  return data ?? noLikenesses;
}
const noLikenesses: readonly Likeness[] = [];

/** @param id `null`: none; @param everyMs how often it is asked for anew; `null`: only when it is said to have changed */
export function useOptionalDocument(id: string | null, everyMs: number | null = null) {
  return useQuery({ ...documentQuery(id ?? ''), enabled: id !== null, refetchInterval: everyMs ?? false });
}

/** Every version of a section, the newest first. */
export function useVersions(sectionId: string | null) {
  return useQuery({
    queryKey: keys.versions(sectionId ?? ''),
    enabled: sectionId !== null,
    queryFn: async ({ signal }): Promise<Version[]> =>
      (await client.call('listVersions', { params: { id: sectionId ?? '' }, signal })).versions,
  });
}

/** Full-text hits in conversations and documents; the last ones stay while new ones are looked up. */
export function useSearch(text: string) {
  return useQuery({
    queryKey: keys.search(text),
    queryFn: ({ signal }) => client.call('search', { query: { q: text, limit: searchHitLimit }, signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Whether code can be parsed, asked once for each text; `undefined` until known. */
export function useCodeCheck(language: string, code: string): CodeCheck | undefined {
  return useQuery({
    queryKey: keys.codeCheck(language, code),
    queryFn: async ({ signal }) => {
      const { results } = await client.call('checkCode', { body: { blocks: [{ language, code }] }, signal });
      return results[0] ?? notChecked;
    },
  }).data;
}
const notChecked: CodeCheck = { state: 'unknown' };

export function useApiKey() {
  return useQuery({ queryKey: keys.apiKey, queryFn: async ({ signal }) => (await client.call('getApiKey', { signal })).key });
}

/** What is kept and how much room it takes; it grows meanwhile, so it is asked for with each visit. */
export function useStorage() {
  return useQuery({ queryKey: keys.storage, queryFn: ({ signal }) => client.call('getStorage', { signal }), staleTime: 0 });
}

/** Forms of text that can be chosen, and why other files cannot; files are edited meanwhile, so they are looked at again with each visit. */
export function useTemplateList() {
  return useQuery({ queryKey: keys.templates, queryFn: ({ signal }) => client.call('listTemplates', { signal }) });
}

export function useTemplates(): readonly Template[] {
  return useTemplateList().data?.templates ?? noTemplates;
}

const noTemplates: readonly Template[] = [];

/** Puts into the cache what the page of an address shows first; what cannot be had is asked for again where it is shown. */
export async function askEarly(queryClient: QueryClient, path: string): Promise<void> {
  const conversationId = idIn(path, /^\/c\/([^/]+)$/u);
  const documentId = idIn(path, /^\/documents\/([^/]+)$/u);
  await Promise.all([
    queryClient.prefetchQuery(systemQuery),
    conversationId === null ? null : queryClient.prefetchQuery(conversationQuery(conversationId)),
    documentId === null ? null : queryClient.prefetchQuery(documentQuery(documentId)),
    path === '/' ? queryClient.prefetchQuery(recentDocumentsQuery) : null,
    path === '/' ? queryClient.prefetchQuery(batchesQuery(false)) : null,
    path === '/' ? queryClient.prefetchInfiniteQuery(conversationsQuery({ folder: null, inBin: false })) : null,
  ]);
}

/** `null`: the address names nothing, or in a way that no browser writes, such as `/c/100%`. */
function idIn(path: string, pattern: RegExp): string | null {
  const [, part] = pattern.exec(path) ?? [];
  try {
    return part === undefined ? null : decodeURIComponent(part);
  } catch {
    return null;
  }
}
