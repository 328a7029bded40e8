import type { DocumentSummary } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleDocumentSummary } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleId } from '../testing/samples.ts';
import { sampleTemplate } from '../testing/template-samples.ts';
import { LibraryPage } from './library-page.tsx';

afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
});

async function openPage(search: string, documents: readonly DocumentSummary[], total = documents.length) {
  history.replaceState(null, '', `/library${search}`);
  const studio = new FakeStudio({
    listQueue: () => [],
    listTemplates: () => ({ templates: [sampleTemplate()], problems: [] }),
    listDocuments: ({ query }) => {
      if (query.get('limit') === '1') return { documents: [], total: 3 };
      const skip = Number(query.get('skip'));
      return { documents: documents.slice(skip, skip + 100), total };
    },
  });
  await renderStudio(<LibraryPage />);
  await screen.findByRole('status');
  const queries = () => studio.calls.filter(({ name, query }) => name === 'listDocuments' && query.get('limit') !== '1');
  return { studio, lastQuery: () => Object.fromEntries(queries().at(-1)?.query ?? []) };
}

const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('all documents', () => {
  it('Y27 asks the studio in the words of the address, and keeps there what is chosen', async () => {
    const { lastQuery } = await openPage('?sort=title&progress=done', [sampleDocumentSummary(1)]);
    expect(lastQuery()).toEqual({ sort: 'title', texts: 'own', progress: 'done', skip: '0', limit: '100' });
    expect(screen.getByLabelText<HTMLSelectElement>('Order').value).toBe('title');
    choose('Order', 'length');
    choose('Template', 'letter');
    choose('Texts of batches', 'all');
    await waitFor(() => expect(lastQuery()).toMatchObject({ sort: 'length', texts: 'all', template: 'letter', progress: 'done' }));
    expect(location.search).toBe('?sort=length&texts=all&template=letter&progress=done');
    choose('How far', '');
    await waitFor(() => expect(lastQuery()).not.toHaveProperty('progress'));
    expect(location.search).toBe('?sort=length&texts=all&template=letter');
  });

  it('Y27 lists what an address asks for that it does not know as usual', async () => {
    const { lastQuery } = await openPage('?sort=colour&texts=none&progress=soon&template=', [sampleDocumentSummary(1)]);
    expect(lastQuery()).toEqual({ sort: 'updated', texts: 'own', skip: '0', limit: '100' });
  });

  it('Y27 says what nothing answers to, and lists everything again', async () => {
    const { lastQuery } = await openPage('?sort=title&template=letter&progress=unfinished&texts=batch', []);
    expect((await screen.findByText(/^No document matches/)).textContent).toBe(
      'No document matches: A letter, Not finished, Only batches.',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(lastQuery()).toEqual({ sort: 'title', texts: 'own', skip: '0', limit: '100' }));
    expect(location.search).toBe('?sort=title');
    expect(await screen.findByText('No documents yet. Write down a topic to begin.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull();
  });

  it('Y27 B7 says how many texts of batches are left out, and which batch one belongs to', async () => {
    const batch = { id: sampleId(9), title: 'Old things', template: 'letter' };
    const { lastQuery } = await openPage('', [sampleDocumentSummary(1, { batch })]);
    const row = (await screen.findByRole('link', { name: /Document 1/ })).closest('li') as HTMLElement;
    expect(within(row).getByText('Batch “Old things”')).toBeTruthy();
    await screen.findByText(/^3 texts of batches are not listed here/);
    fireEvent.click(screen.getByRole('button', { name: 'List them' }));
    await waitFor(() => expect(lastQuery()).toMatchObject({ texts: 'all' }));
    expect(screen.queryByText(/are not listed here/)).toBeNull();
  });

  it('Y27 shows more, page by page, each document once', async () => {
    const documents = Array.from({ length: 150 }, (_, index) => sampleDocumentSummary(index + 1));
    documents[100] = documents[0] as DocumentSummary;
    await openPage('', documents, 150);
    expect(screen.getAllByRole('link', { name: /Document \d/ })).toHaveLength(100);
    fireEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
    await waitFor(() => expect(screen.getAllByRole('link', { name: /Document \d/ })).toHaveLength(149));
    expect(screen.queryByRole('button', { name: /more$/ })).toBeNull();
  });
});
