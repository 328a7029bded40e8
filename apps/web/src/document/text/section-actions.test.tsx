import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('W58 no two buttons of the text are called alike, and each stays short on the page', async () => {
  const written = [1, 2].map((number) => sampleSection(number, { version: sampleVersion(number, number), state: 'short', count: 8 }));
  await openDocumentPage(sampleDocument({ sections: written }));
  const text = within(await screen.findByRole('region', { name: 'Text' }));
  expect((await text.findByRole('button', { name: 'Rewrite: Part 2' })).textContent).toBe('Rewrite');
  const names = text.getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent);
  expect(names).toEqual([...new Set(names)]);
  expect(names).toContain('Add a paragraph: Part 1');
});
