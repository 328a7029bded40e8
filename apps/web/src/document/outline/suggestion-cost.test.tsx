import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { sampleSystem } from '../../testing/samples.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

it('Y43 what other wordings of a row cost is said before they are asked for', async () => {
  const pace = { readTokensPerSecond: 100, writeTokensPerSecond: 10 };
  await openDocumentPage(sampleDocument({ sections: [sampleSection(1)] }), { getSystem: () => sampleSystem({ pace }) });
  fireEvent.click(await screen.findByRole('button', { name: 'Actions for “Part 1”' }));
  expect(await screen.findByRole('menuitem', { name: /Show three alternatives.*about \d+ s/u })).toBeTruthy();
});
