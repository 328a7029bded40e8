import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { textComes, textHasCome } from '../../conversation/markdown/coming-texts.ts';
import { sampleDocument, sampleSection } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { usePreparedEditor } from './use-prepared-editor.ts';

const editor = vi.hoisted(() => ({ fetched: 0 }));
vi.mock('./rich-field.tsx', () => ({ RichField: () => null, prepareEditor: async () => void (editor.fetched += 1) }));

let works: (() => void)[] = [];
/** The page has nothing to do. */
const idle = () =>
  act(async () => {
    const all = works;
    works = [];
    for (const work of all) work();
  });

beforeEach(() => {
  works = [];
  editor.fetched = 0;
  vi.stubGlobal('requestIdleCallback', (work: () => void) => works.push(work));
  vi.stubGlobal('cancelIdleCallback', () => undefined);
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

it('W2 the editor is fetched when the page is idle and its texts are drawn, before any of them is pressed', async () => {
  const text = document.createElement('p');
  textComes(text);
  renderHook(() => usePreparedEditor(true));
  expect(editor.fetched).toBe(0);
  await idle();
  expect(editor.fetched).toBe(0);
  textHasCome(text);
  await idle();
  expect(editor.fetched).toBe(1);
});

it.each([
  ['a document', null, 1],
  ['no document that lies in the bin', '2026-11-01T00:00:00.000Z', 0],
])('W2 the page of %s asks for it', async (_what, binnedAt, fetched) => {
  await openDocumentPage(sampleDocument({ binnedAt, sections: [sampleSection(1)] }));
  await waitFor(() => expect(document.querySelector('[data-section-id]')).not.toBeNull());
  await idle();
  await waitFor(() => expect(editor.fetched).toBe(fetched));
});
