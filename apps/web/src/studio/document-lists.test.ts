import type { DocumentSummary } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { sampleDocumentSummary } from '../testing/document-samples.ts';
import { sampleId } from '../testing/samples.ts';
import { patchDocumentLists } from './document-lists.ts';
import { keys } from './keys.ts';
import type { DocumentList } from './queries.ts';

/** Two pages of two, of five that there are, and the last of them beside that. */
function cached() {
  const queryClient = new QueryClient();
  const documents = [9, 8, 7, 6].map((number) => sampleDocumentSummary(number));
  const list: DocumentList = {
    pages: [documents.slice(0, 2), documents.slice(2)].map((page) => ({ documents: page, total: 5 })),
    pageParams: [0, 2],
  };
  queryClient.setQueryData(keys.documents({ inBin: false }), list);
  queryClient.setQueryData(keys.documents({ inBin: true }), { pages: [{ documents: [], total: 0 }], pageParams: [0] });
  queryClient.setQueryData(keys.recentDocuments, documents);
  const numbers = (all: readonly DocumentSummary[] = []) => all.map(({ id }) => [9, 8, 7, 6, 5].find((number) => sampleId(number) === id));
  const listed = (inBin: boolean) =>
    queryClient.getQueryData<DocumentList>(keys.documents({ inBin }))?.pages.map(({ documents: page }) => numbers(page));
  const total = (inBin: boolean) => queryClient.getQueryData<DocumentList>(keys.documents({ inBin }))?.pages.at(-1)?.total;
  return { queryClient, listed, total, recent: () => numbers(queryClient.getQueryData(keys.recentDocuments)) };
}

it('a document that was changed comes first in every list', () => {
  const { queryClient, listed, total, recent } = cached();
  patchDocumentLists(queryClient, sampleId(7), sampleDocumentSummary(7, { updatedAt: '2027-01-01T00:00:00.000Z' }));
  expect([listed(false), total(false), recent()]).toEqual([[[7, 9, 8], [6]], 5, [7, 9, 8, 6]]);
});

it('a document that goes to the bin changes the lists, and the last ones are asked for anew', () => {
  const { queryClient, listed, total, recent } = cached();
  patchDocumentLists(queryClient, sampleId(8), sampleDocumentSummary(8, { binnedAt: '2026-11-02T00:00:00.000Z' }));
  expect([listed(false), total(false), recent()]).toEqual([[[9], [7, 6]], 4, [9, 7, 6]]);
  expect([listed(true), total(true)]).toEqual([[[8]], 1]);
  expect(queryClient.getQueryState(keys.recentDocuments)?.isInvalidated).toBe(true);
});

it('a document that is gone is in none', () => {
  const { queryClient, listed, total } = cached();
  patchDocumentLists(queryClient, sampleId(6), null);
  expect([listed(false), total(false)]).toEqual([[[9, 8], [7]], 4]);
});
