import type { DocumentSummary } from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import { keys, type DocumentListFilter } from './keys.ts';

/** A list after this document is new, changed, moved into or out of the bin, or (`document: null`) gone. */
function withDocument(
  list: readonly DocumentSummary[],
  { inBin }: DocumentListFilter,
  id: string,
  document: DocumentSummary | null,
): DocumentSummary[] {
  const others = list.filter((listed) => listed.id !== id);
  const isListed = document !== null && (document.binnedAt !== null) === inBin && (inBin || document.batch === null);
  if (!isListed) return others;
  return [...others, document].toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt));
}

/** Brings every cached list up to date with one document. */
export function patchDocumentLists(queryClient: QueryClient, id: string, document: DocumentSummary | null): void {
  void queryClient.invalidateQueries({ queryKey: keys.everyLibrary });
  for (const [key, list] of queryClient.getQueriesData<DocumentSummary[]>({ queryKey: keys.everyDocumentList })) {
    if (list) queryClient.setQueryData(key, withDocument(list, key[1] as DocumentListFilter, id, document));
  }
}
