import type { DocumentSummary } from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import { keys, type DocumentListFilter } from './keys.ts';
import { recentDocumentsShown, type DocumentList } from './queries.ts';

function belongs({ binnedAt, batch }: DocumentSummary, { inBin }: DocumentListFilter): boolean {
  return (binnedAt !== null) === inBin && (inBin || batch === null);
}

/** A list after this document is new, changed, moved into or out of the bin, or (`document: null`) gone. */
function withDocument(list: DocumentList, filter: DocumentListFilter, id: string, document: DocumentSummary | null): DocumentList {
  const wasListed = list.pages.some(({ documents }) => documents.some((listed) => listed.id === id));
  const isListed = document !== null && belongs(document, filter);
  const total = Math.max(0, (list.pages.at(-1)?.total ?? 0) + Number(isListed) - Number(wasListed));
  const pages = list.pages.map(({ documents }) => ({ documents: documents.filter((listed) => listed.id !== id), total }));
  if (isListed) {
    const page = pages.find(({ documents }) => documents.some(({ updatedAt }) => updatedAt <= document.updatedAt)) ?? pages.at(-1);
    page?.documents.push(document);
    page?.documents.sort(lastChangedFirst);
  }
  return { ...list, pages };
}

function lastChangedFirst(one: DocumentSummary, other: DocumentSummary): number {
  return other.updatedAt.localeCompare(one.updatedAt);
}

/** Brings every cached list up to date with one document. */
export function patchDocumentLists(queryClient: QueryClient, id: string, document: DocumentSummary | null): void {
  void queryClient.invalidateQueries({ queryKey: keys.everyLibrary });
  patchRecentDocuments(queryClient, id, document);
  for (const inBin of [false, true]) {
    queryClient.setQueryData<DocumentList>(keys.documents({ inBin }), (list) => list && withDocument(list, { inBin }, id, document));
  }
}

function patchRecentDocuments(queryClient: QueryClient, id: string, document: DocumentSummary | null): void {
  const recent = queryClient.getQueryData<DocumentSummary[]>(keys.recentDocuments);
  if (!recent) return;
  const others = recent.filter((listed) => listed.id !== id);
  const next = document !== null && belongs(document, { inBin: false }) ? [...others, document] : others;
  queryClient.setQueryData(keys.recentDocuments, next.toSorted(lastChangedFirst).slice(0, recentDocumentsShown));
  // another one comes up for the one that is gone
  if (next.length < recent.length) void queryClient.invalidateQueries({ queryKey: keys.recentDocuments });
}
