import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleBatchSummary, sampleTemplate } from '../testing/batch-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleId } from '../testing/samples.ts';
import { dismissToast, useToasts } from '../toasts/toasts.ts';
import { BinPage } from './bin-page.tsx';

afterEach(() => {
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
  expect(screen.queryByText('The bin is empty.')).toBeNull();
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
