import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { useToasts } from '../../toasts/toasts.ts';

vi.mock('../editor/rich-text.tsx', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

it('W2 where the editor cannot be fetched, the source comes in its place with what was typed, and the page stays', async () => {
  const section = sampleSection(1, { version: sampleVersion(1, 1, { text: 'Old.' }), count: 1, state: 'done' });
  await openDocumentPage(sampleDocument({ sections: [section] }));
  fireEvent.click(await screen.findByRole('button', { name: 'Edit: Part 1' }));
  const early = document.querySelector<HTMLTextAreaElement>('.early-words')!;
  early.value = 'Typed at once.';
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Part 1/ });
  await waitFor(() => expect(field.value).toBe('Old.\n\nTyped at once.'));
  expect(useToasts.getState().toasts.at(-1)?.text).toContain('The editor could not be fetched');
});
