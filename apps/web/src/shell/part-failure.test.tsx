import type { ErrorBody } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { BatchListPage } from '../batches/batch-list-page.tsx';
import { BatchPage } from '../batches/batch-page.tsx';
import { BinPage } from '../conversation-list/bin-page.tsx';
import { FirstRunPage } from '../first-run/first-run-page.tsx';
import { HomePage } from '../home/home-page.tsx';
import { ModelsPage } from '../models-page/models-page.tsx';
import { QueuePage } from '../queue-page/queue-page.tsx';
import { KeptData } from '../settings/kept-data.tsx';
import { sampleBatchSummary, sampleTemplate } from '../testing/batch-samples.ts';
import { sampleDocumentSummary, sampleListedJob } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleId, sampleModel, sampleSystem } from '../testing/samples.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const answers = {
  getSystem: () => sampleSystem(),
  listModels: () => ({ models: [sampleModel('qwen', { isCatalogued: true })] }),
  listQueue: () => [],
  listJobs: () => ({ jobs: [sampleListedJob(1)] }),
  getNightRun: () => ({ nightRun: null, summary: null }),
  listDocuments: () => ({ documents: [sampleDocumentSummary(1, { title: 'Rivers' })], total: 1 }),
  listConversations: () => ({ conversations: [sampleConversation(2, { title: 'On letters' })], total: 1 }),
  // what is listed together has ids of its own, as everything in a studio
  listBatches: () => ({ batches: [sampleBatchSummary(3, { title: 'Shop window' })], total: 1 }),
  listTemplates: () => ({ templates: [sampleTemplate], problems: [] }),
  getBatch: () => ({
    ...sampleBatchSummary(1, { title: 'Window cards', template: 'my-own' }),
    rows: [],
    usage: { promptTokens: 0, cachedTokens: 0 },
  }),
  getStorage: () => ({ parts: [{ part: 'texts' as const, name: 'maobi.sqlite', bytes: 4_000_000 }], folder: '/data' }),
} as ConstructorParameters<typeof FakeStudio>[0];

const pages = [
  { name: 'the home page', failing: 'listDocuments', draw: () => <HomePage />, kept: 'On letters', lacking: 'Rivers' },
  { name: 'the home page', failing: 'listConversations', draw: () => <HomePage />, kept: 'Rivers', lacking: 'On letters' },
  { name: 'the home page', failing: 'listBatches', draw: () => <HomePage />, kept: 'Rivers', lacking: 'Shop window' },
  { name: 'the queue', failing: 'listJobs', draw: () => <QueuePage />, kept: 'Night run', lacking: 'Document 1' },
  { name: 'the queue', failing: 'getNightRun', draw: () => <QueuePage />, kept: 'Document 1', lacking: 'Night run' },
  { name: 'the bin', failing: 'listDocuments', draw: () => <BinPage />, kept: 'On letters', lacking: 'Rivers' },
  { name: 'the bin', failing: 'listBatches', draw: () => <BinPage />, kept: 'Rivers', lacking: 'Shop window' },
  { name: 'the list of batches', failing: 'listBatches', draw: () => <BatchListPage />, kept: 'New batch', lacking: 'Shop window' },
  { name: 'the list of batches', failing: 'listTemplates', draw: () => <BatchListPage />, kept: 'Shop window', lacking: 'New batch' },
  { name: 'a batch', failing: 'listTemplates', draw: () => <BatchPage batchId={sampleId(1)} />, kept: null, lacking: 'Window cards' },
  { name: 'the models', failing: 'listModels', draw: () => <ModelsPage />, kept: null, lacking: 'Model qwen' },
  { name: 'the first page', failing: 'listModels', draw: () => <FirstRunPage />, kept: null, lacking: /^Model qwen/ },
  { name: 'the settings', failing: 'getStorage', draw: () => <KeptData folder="/data" />, kept: '/data', lacking: '4 MB' },
] as const;

it.each(pages)('R6 $name without the answer to $failing says so, keeps the rest, and asks again', async (page) => {
  const { failing, kept, lacking } = page;
  const broken: ErrorBody = { code: 'internal', message: 'It broke.', retryable: false };
  let isBroken = true;
  const usual = answers[failing] as () => never;
  new FakeStudio({ ...answers, [failing]: () => (isBroken ? broken : usual()) });
  await renderStudio(page.draw());
  const again = await screen.findByRole('button', { name: 'Try again' });
  const rest = kept === null ? null : await screen.findByText(kept);
  expect(screen.queryByText(lacking)).toBeNull();
  expect(screen.queryByText(/^(The bin is empty|Nothing is being written, and)/u)).toBeNull();
  isBroken = false;
  fireEvent.click(again);
  expect(await screen.findByText(lacking)).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull());
  expect(rest?.isConnected).not.toBe(false);
});
