import type { DocumentHit } from '@maobi/contract';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { sampleId } from '../../testing/samples.ts';
import { seekWords, soughtPlace, useSought } from './sought-words.ts';

const shown: string[] = [];

beforeEach(() => {
  shown.length = 0;
  Element.prototype.scrollIntoView = function (this: Element) {
    if (this.id.startsWith('section-')) shown.push(this.id);
  };
});
afterEach(() => {
  cleanup();
  useSought.setState({ sought: null });
  document.getSelection()?.removeAllRanges();
  vi.unstubAllGlobals();
});

const text = 'One spring came late. Another spring, by the river, was warm.';
const standing = sampleDocument({
  sections: [1, 2].map((number) =>
    sampleSection(number, { version: sampleVersion(number, number, { text: number === 2 ? text : 'A text.' }), count: 10, state: 'done' }),
  ),
});
const hitOf = (parts: DocumentHit['parts'], heading = 'Part 2'): DocumentHit => ({
  documentId: standing.id,
  sectionId: sampleId(2002),
  title: 'Libraries',
  heading,
  batch: null,
  matchingSections: 1,
  parts,
  updatedAt: '2026-01-01T08:00:00.000Z',
});
const part = (words: string, match = false) => ({ text: words, match });
const second = [part('…'), part('late. Another '), part('spring', true), part(', by the '), part('…')];
const selected = () => {
  const { anchorNode, anchorOffset, focusOffset } = document.getSelection() ?? {};
  return anchorNode?.textContent?.slice(anchorOffset, focusOffset);
};

it('Q4 leads to the words that were found in a document that is open, and marks them', async () => {
  await openDocumentPage(standing);
  await screen.findByRole('heading', { level: 2, name: /Part 2/ });
  act(() => seekWords(sampleId(2002), hitOf(second)));
  await waitFor(() => expect(selected()).toBe('spring'));
  expect(document.getSelection()?.anchorOffset).toBe(text.indexOf('spring, by'));
  expect(shown).toContain(`section-${sampleId(2002)}`);
  expect(useSought.getState().sought).toBeNull();
});

it('Q4 does so as soon as the document is there', async () => {
  seekWords(sampleId(2002), hitOf(second));
  await openDocumentPage(standing);
  await waitFor(() => expect(selected()).toBe('spring'));
});

it('Q4 leads to the section where its heading was found, or the words are gone', () => {
  const placeOf = (hit: DocumentHit) => {
    seekWords(sampleId(2002), hit);
    return soughtPlace(text, useSought.getState().sought!);
  };
  expect(placeOf(hitOf(second))).toEqual({ start: text.indexOf('spring, by'), end: text.indexOf(', by') });
  expect(placeOf(hitOf([part('One', true), part(' and all')], 'One and all'))).toBeNull();
  expect(placeOf(hitOf([part('Another '), part('autumn', true)]))).toBeNull();
});
