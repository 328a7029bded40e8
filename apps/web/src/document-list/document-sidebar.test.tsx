import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyEvent } from '../studio/live-events.ts';
import { sampleDocument, sampleDocumentSummary } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleEntry, sampleId } from '../testing/samples.ts';
import { Toaster } from '../toasts/toaster.tsx';
import { BinPage } from '../conversation-list/bin-page.tsx';
import { DocumentSidebar } from './document-sidebar.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const documents = [3, 2, 1].map((number) => sampleDocumentSummary(number));
const binnedAt = '2026-11-02T00:00:00.000Z';

async function openList(answers: ConstructorParameters<typeof FakeStudio>[0] = {}) {
  let inBin: number | null = null;
  const studio = new FakeStudio({
    listDocuments: ({ query }) => {
      const listed = documents.filter(({ id }) => (query.get('bin') === 'true') === (inBin !== null && id === sampleId(inBin)));
      return { documents: listed, total: listed.length };
    },
    binDocument: () => {
      inBin = 2;
      return sampleDocument({ id: sampleId(2), binnedAt });
    },
    restoreDocument: () => {
      inBin = null;
      return sampleDocument({ id: sampleId(2) });
    },
    listQueue: () => [],
    ...answers,
  });
  const rendered = await renderStudio(
    <>
      <DocumentSidebar openId={null} />
      <Toaster />
    </>,
  );
  await screen.findAllByText(/^Document 2/);
  return { studio, ...rendered };
}
const names = () => Array.from(document.querySelectorAll('.document-row-name'), ({ textContent }) => textContent);

describe('the list of documents', () => {
  it('X9 goes up and down with the arrow keys, and has the focus again after a name was changed there', async () => {
    await openList();
    const row = (number: number) => screen.getByRole('link', { name: new RegExp(`Document ${number}`) });
    row(3).focus();
    fireEvent.keyDown(row(3), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(row(2));
    fireEvent.keyDown(row(2), { key: 'ArrowUp' });
    expect(document.activeElement).toBe(row(3));
    fireEvent.keyDown(row(3), { key: 'F2' });
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });
    await waitFor(() => expect(document.activeElement).toBe(row(3)));
  });

  it('says how far each is, and which is being written', async () => {
    await openList({ listQueue: () => [sampleEntry(1, { conversationId: null, documentId: sampleId(1), state: 'writing' })] });
    await screen.findByText('Writing');
    expect(screen.getByRole('link', { name: /Document 1/ }).textContent).toContain('Writing');
    expect(screen.getByRole('link', { name: /Document 2/ }).textContent).toContain('300 / 600 words');
  });

  it('S14 tells of one without a length to come to only how long it is', async () => {
    const endless = sampleDocumentSummary(2, { count: 300, brief: { ...sampleDocumentSummary(2).brief, words: 800, isOpenEnded: true } });
    await openList({ listDocuments: () => ({ documents: [endless], total: 1 }) });
    const row = screen.getByRole('link', { name: /Document 2/ });
    expect(row.textContent).toContain('300 words');
    expect(row.textContent).not.toContain('800');
    expect(row.querySelector('.ink-line')?.hasAttribute('data-endless')).toBe(true);
  });

  it('asks for as many as are seen, and for more where they are wanted', async () => {
    const all = Array.from({ length: 100 }, (_, index) => sampleDocumentSummary(299 - index));
    const { studio } = await openList({
      listDocuments: ({ query }) => {
        const skip = Number(query.get('skip'));
        return { documents: all.slice(skip, skip + Number(query.get('limit'))), total: all.length };
      },
    });
    expect(names()).toHaveLength(40);
    const more = screen.getByRole('button', { name: 'Show more' });
    fireEvent.click(more);
    await waitFor(() => expect(names()).toHaveLength(80));
    fireEvent.click(more);
    await waitFor(() => expect(names()).toHaveLength(100));
    expect(new Set(names()).size).toBe(100);
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
    expect(studio.calls.filter(({ name }) => name === 'listDocuments').map(({ query }) => query.get('skip'))).toEqual(['0', '40', '80']);
  });

  it('puts a document into the bin without asking, and back on undo', async () => {
    await openList();
    const link = screen.getByRole('link', { name: /Document 2/ });
    link.focus();
    fireEvent.keyDown(link, { key: 'Delete' });
    await waitFor(() => expect(names()).toEqual(['Document 3', 'Document 1']));
    // X9: the next row has the focus, and has it again when the message is gone
    const next = screen.getByRole('link', { name: /Document 1/ });
    await waitFor(() => expect(document.activeElement).toBe(next));
    const undo = await screen.findByRole('button', { name: 'Undo' });
    undo.focus();
    fireEvent.click(undo);
    await waitFor(() => expect(names()).toEqual(['Document 3', 'Document 2', 'Document 1']));
    await waitFor(() => expect(document.activeElement).toBe(next));
  });

  it('B7 follows the events, but for the rows of batches', async () => {
    const { queryClient } = await openList();
    applyEvent(queryClient, { type: 'document', document: sampleDocumentSummary(4) });
    await waitFor(() => expect(names()).toEqual(['Document 4', 'Document 3', 'Document 2', 'Document 1']));
    const batch = { id: sampleId(50), title: 'A batch', template: 'script' };
    applyEvent(queryClient, { type: 'document', document: sampleDocumentSummary(5, { batch }) });
    applyEvent(queryClient, { type: 'document-deleted', id: sampleId(3) });
    await waitFor(() => expect(names()).toEqual(['Document 4', 'Document 2', 'Document 1']));
  });
});

describe('the bin', () => {
  it('gives a document back, and says which batch it was written for', async () => {
    let isRestored = false;
    const batch = { id: sampleId(50), title: 'Old things', template: 'script' };
    new FakeStudio({
      listBatches: () => ({ batches: [], total: 0 }),
      listConversations: () => ({ conversations: [], total: 0 }),
      listTemplates: () => ({ templates: [], problems: [] }),
      listDocuments: () => ({ documents: isRestored ? [] : [sampleDocumentSummary(2, { binnedAt, batch })], total: 1 }),
      restoreDocument: () => {
        isRestored = true;
        return sampleDocument({ id: sampleId(2) });
      },
    });
    await renderStudio(<BinPage />);
    const putBack = await screen.findByRole('button', { name: 'Put back: Document 2' });
    expect(screen.getByText(/Batch “Old things”/)).toBeTruthy();
    fireEvent.click(putBack);
    await waitFor(() => expect(screen.queryByText('Document 2')).toBeNull());
    expect(await screen.findByText(/^The bin is empty\./u)).toBeTruthy();
  });
});
