import type { DocumentSummary } from '@maobi/contract';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleBatchSummary, sampleTemplate } from '../testing/batch-samples.ts';
import { sampleDocumentSummary } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleId } from '../testing/samples.ts';
import { dismissToast, takeToastAction, useToasts } from '../toasts/toasts.ts';
import { BinPage } from './bin-page.tsx';

afterEach(() => {
  act(() => useToasts.getState().toasts.forEach(({ id }) => takeToastAction(id)));
  useToasts.setState({ toasts: [] });
  cleanup();
  vi.unstubAllGlobals();
});

it('Y8 holds batches too, to be put back, or deleted once that can no longer be undone', async () => {
  const binnedAt = '2026-11-01T00:00:00.000Z';
  const binned = [sampleBatchSummary(1, { title: 'Shop window', binnedAt }), sampleBatchSummary(2, { binnedAt })];
  const studio = new FakeStudio({
    listConversations: () => ({ conversations: [], total: 0 }),
    listDocuments: () => ({ documents: [], total: 0 }),
    listBatches: () => ({ batches: binned, total: 2 }),
    listTemplates: () => ({ templates: [sampleTemplate], problems: [] }),
    restoreBatch: () => ({ code: 'not-found', message: 'gone', retryable: false }),
    deleteBatch: () => ({}),
  });
  await renderStudio(<BinPage />);
  expect(await screen.findByText('Shop window')).toBeTruthy();
  expect(await screen.findByText('Script')).toBeTruthy();
  expect(screen.queryByText(/^The bin is empty\./u)).toBeNull();
  expect(studio.calls.find(({ name }) => name === 'listBatches')?.query.get('bin')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: 'Put back: Script' }));
  await waitFor(() => expect(studio.calls.find(({ name }) => name === 'restoreBatch')?.params).toEqual({ id: sampleId(2) }));
  fireEvent.click(screen.getByRole('button', { name: 'Delete for good: Shop window' }));
  await waitFor(() => expect(screen.queryByText('Shop window')).toBeNull());
  expect(studio.bodiesOf('deleteBatch')).toEqual([]);
  for (const { id } of useToasts.getState().toasts) dismissToast(id);
  await waitFor(() => expect(studio.calls.find(({ name }) => name === 'deleteBatch')?.params).toEqual({ id: sampleId(1) }));
});

it('Y8 names the document that a conversation is about', async () => {
  const conversation = sampleConversation(3, {
    documentId: sampleId(5),
    documentTitle: 'A hundred years of schools',
    binnedAt: '2026-11-01T00:00:00.000Z',
  });
  new FakeStudio({
    listConversations: () => ({ conversations: [conversation], total: 1 }),
    listDocuments: () => ({ documents: [], total: 0 }),
    listBatches: () => ({ batches: [], total: 0 }),
    listTemplates: () => ({ templates: [sampleTemplate], problems: [] }),
  });
  await renderStudio(<BinPage />);
  expect(await screen.findByText('About “A hundred years of schools”')).toBeTruthy();
});

/** A document, a batch and a conversation; the conversation went there last. @param meanwhile also there when the documents are asked for again */
function filledBin(meanwhile?: DocumentSummary): FakeStudio {
  const late: DocumentSummary[] = [];
  const went = (day: number) => `2026-11-0${day}T00:00:00.000Z`;
  return new FakeStudio({
    listConversations: () => ({ conversations: [sampleConversation(3, { title: 'Bees', binnedAt: went(3) })], total: 1 }),
    listDocuments: () => {
      const documents = [sampleDocumentSummary(5, { title: 'Hives', binnedAt: went(2) }), ...late];
      if (meanwhile) late[0] = meanwhile;
      return { documents, total: documents.length };
    },
    listBatches: () => ({ batches: [sampleBatchSummary(1, { title: 'Shop window', binnedAt: went(1) })], total: 1 }),
    listTemplates: () => ({ templates: [sampleTemplate], problems: [] }),
    deleteDocument: () => ({}),
    emptyBin: () => ({ deletedCount: 3 }),
  });
}
const emptyButton = () => screen.findByRole('button', { name: 'Empty the bin' });
const toastTexts = () => useToasts.getState().toasts.map(({ text }) => text);

it('Y8 is emptied as far as it is shown, once that can no longer be undone, and tells how many things went', async () => {
  const studio = filledBin();
  await renderStudio(<BinPage />);
  fireEvent.click(await emptyButton());
  expect(await screen.findByText(/^The bin is empty\./u)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Empty the bin' })).toBeNull();
  expect(toastTexts()).toEqual(['Emptied the bin.']);
  expect(studio.bodiesOf('emptyBin')).toEqual([]);
  for (const { id } of useToasts.getState().toasts) dismissToast(id);
  await waitFor(() => expect(toastTexts()).toEqual(['3 items deleted for good.']));
  expect(studio.bodiesOf('emptyBin')).toEqual([{ binnedUntil: '2026-11-03T00:00:00.000Z' }]);
});

it('Y8 shows all again when emptying the bin is undone', async () => {
  const studio = filledBin();
  await renderStudio(<BinPage />);
  fireEvent.click(await emptyButton());
  await screen.findByText(/^The bin is empty\./u);
  for (const { id } of useToasts.getState().toasts) takeToastAction(id);
  for (const name of ['Bees', 'Hives', 'Shop window']) expect(await screen.findByText(name)).toBeTruthy();
  expect(studio.bodiesOf('emptyBin')).toEqual([]);
});

it('Y8 gives back nothing by itself that would go with the rest, and shows what is put there meanwhile', async () => {
  const late = sampleDocumentSummary(6, { title: 'Late', binnedAt: '2026-11-04T00:00:00.000Z' });
  const studio = filledBin(late);
  await renderStudio(<BinPage />);
  fireEvent.click(await screen.findByRole('button', { name: 'Delete for good: Hives' }));
  fireEvent.click(await emptyButton());
  expect(toastTexts()).toEqual(['Emptied the bin.']);
  await waitFor(() => expect(studio.bodiesOf('deleteDocument')).toHaveLength(1));
  // the list is asked for anew then, and is still full
  expect(await screen.findByText('Late')).toBeTruthy();
  expect(screen.queryByText('Hives')).toBeNull();
});

it.each(['Bees', 'Hives', 'Shop window'])(
  'Y28 shows nothing that is about to be deleted in a list that is asked anew, until that is undone: %s',
  async (name) => {
    filledBin();
    const { queryClient } = await renderStudio(<BinPage />);
    fireEvent.click(await screen.findByRole('button', { name: `Delete for good: ${name}` }));
    await waitFor(() => expect(screen.queryByText(name)).toBeNull());
    await act(() => queryClient.refetchQueries());
    expect(screen.queryByText(name)).toBeNull();
    act(() => useToasts.getState().toasts.forEach(({ id }) => takeToastAction(id)));
    expect(await screen.findByText(name)).toBeTruthy();
  },
);

it.each(['Bees', 'Hives', 'Shop window'])(
  'Y28 asks for what is deleted as the page is left, so that it is done without the page: %s',
  async (name) => {
    filledBin();
    await renderStudio(<BinPage />);
    fireEvent.click(await screen.findByRole('button', { name: `Delete for good: ${name}` }));
    const asked = vi.fn<(request: Request) => Promise<Response>>(async () => Response.json({}));
    vi.stubGlobal('fetch', asked);
    act(() => void dispatchEvent(new Event('pagehide')));
    expect(asked.mock.calls.map(([{ method, keepalive }]) => [method, keepalive])).toEqual([['DELETE', true]]);
    act(() => void dispatchEvent(new Event('pageshow')));
  },
);
