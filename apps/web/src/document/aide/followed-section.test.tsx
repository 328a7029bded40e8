import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { sampleId } from '../../testing/samples.ts';
import { useToasts } from '../../toasts/toasts.ts';
import { wantPart } from '../wanted-part.ts';

afterEach(() => {
  cleanup();
  useToasts.setState({ toasts: [] });
  localStorage.clear();
  vi.unstubAllGlobals();
});

const polished = sampleVersion(1, 1, { source: 'polish', text: 'Books are patient.' });
const before = sampleVersion(9, 1, { source: 'user', text: 'Books wait.' });
const sections = [
  sampleSection(1, { version: polished, count: 3, state: 'done' }),
  sampleSection(2, { version: sampleVersion(2, 2), count: 8, state: 'done' }),
];
const standing = sampleDocument({ sections });

async function openVersions() {
  const studio = await openDocumentPage(standing, {
    listVersions: ({ params }) => ({ versions: params?.['id'] === sampleId(2001) ? [polished, before] : [sampleVersion(2, 2)] }),
    chooseVersion: () => standing,
  });
  await screen.findByRole('heading', { level: 1 });
  wantPart('versions');
  return studio;
}

it('W56 the versions are those of the section that the writer is at, and stay while the text is scrolled', async () => {
  await openVersions();
  await screen.findByRole('heading', { name: 'Versions of “Part 1”' });
  const second = document.getElementById(`section-${sampleId(2002)}`)!;
  fireEvent.pointerDown(second.querySelector('[data-text]')!);
  await screen.findByRole('heading', { name: 'Versions of “Part 2”' });
  fireEvent.scroll(document.querySelector('.document-text')!);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(screen.getByRole('heading', { name: 'Versions of “Part 2”' })).toBeTruthy();
  expect(screen.getByText(/Scrolling does not change it/)).toBeTruthy();
});

it('W56 an earlier version counts again with one press, and the press can be taken back', async () => {
  const studio = await openVersions();
  fireEvent.click(await screen.findByRole('button', { name: 'Use this version' }));
  await waitFor(() => expect(studio.bodiesOf('chooseVersion')).toEqual([{ versionId: before.id, baseId: polished.id }]));
  await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.action?.label).toBe('Undo'));
});
