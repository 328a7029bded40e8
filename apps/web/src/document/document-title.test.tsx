import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { DocumentTitle } from './document-title.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const changing = ['Rename', 'Topic and wishes', 'Polish all', 'Move to bin'];

async function openMenu(binnedAt: string | null, version = sampleVersion(1, 1)) {
  const sections = [sampleSection(1, { version, count: 8, state: 'short' })];
  const document = sampleDocument({ sections, binnedAt });
  const studio = new FakeStudio({ getDocument: () => document, restoreDocument: () => ({ ...document, binnedAt: null }) });
  await renderStudio(<DocumentTitle documentId={document.id} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Libraries' }));
  const items = await screen.findAllByRole('menuitem');
  return { studio, names: items.map(({ textContent }) => textContent) };
}

it('S7 the menu of a document in the bin changes nothing of it, and puts it back', async () => {
  const { names, studio } = await openMenu('2026-11-01T00:00:00.000Z');
  expect(names.filter((name) => changing.includes(name ?? ''))).toEqual([]);
  fireEvent.click(screen.getByText('Put back'));
  await waitFor(() => expect(studio.bodiesOf('restoreDocument')).toEqual([{}]));
});

it('the menu of a document outside the bin has all that can be done to it', async () => {
  const { names } = await openMenu(null);
  expect(names).toEqual(expect.arrayContaining(changing));
  expect(names).not.toContain('Put back');
});

it('the menu of a document with images says that the Markdown comes with them in a ZIP', async () => {
  const image = `![Hills](/api/images/${'a1'.repeat(16)}-9x9.png)`;
  const { names } = await openMenu(null, sampleVersion(1, 1, { text: image }));
  expect(names).toContain('Download .md with images .zip');
  cleanup();
  expect((await openMenu(null)).names).toContain('Download .md');
});
