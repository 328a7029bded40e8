import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleSystem } from '../../testing/samples.ts';
import { DocumentPage } from '../document-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The outline of a document with two sections. */
async function openOutline(binnedAt: string | null) {
  const detail = sampleDocument({ sections: [sampleSection(1), sampleSection(2)], binnedAt });
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    warmDocument: () => ({}),
    getDocument: () => detail,
    replaceOutline: () => detail,
  });
  await renderStudio(<DocumentPage documentId={detail.id} />);
  await screen.findByRole('heading', { level: 1 });
  return { studio, outline: within(screen.getByRole('complementary', { name: 'Outline' })) };
}

const ways = ['Add section', /^Actions for/, /^target/];

it('an outline can be changed', async () => {
  const { outline } = await openOutline(null);
  for (const name of ways) expect(outline.getAllByRole('button', { name })).not.toHaveLength(0);
});

it('S7 in the bin nothing of the outline can be changed, by pointer or by key', async () => {
  const { studio, outline } = await openOutline('2026-01-05T09:00:00.000Z');
  for (const name of ways) expect(outline.queryByRole('button', { name })).toBeNull();
  const row = outline.getByRole('button', { name: /^Part 1/ });
  fireEvent.keyDown(row, { key: 'ArrowDown', altKey: true });
  fireEvent.keyDown(row, { key: 'F2' });
  fireEvent.doubleClick(row);
  expect(outline.queryByRole('textbox')).toBeNull();
  expect(studio.calls.some(({ name }) => name === 'replaceOutline')).toBe(false);
});
