import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useSought } from '../find/sought-words.ts';
import { showSection } from '../show-section.ts';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { sampleId } from '../../testing/samples.ts';
import { keepPlace, keptPlace } from './kept-place.ts';

const heightPx = 600;
const sectionPx = 400;
let scrolledPx = 0;

/** Sections as high as each other, one below the other, as those stand there that are drawn. */
beforeEach(() => {
  scrolledPx = 0;
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(heightPx);
  vi.spyOn(HTMLElement.prototype, 'scrollTop', 'get').mockImplementation(() => scrolledPx);
  vi.spyOn(HTMLElement.prototype, 'scrollTop', 'set').mockImplementation((px) => void (scrolledPx = px));
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    if (this.matches('.document-text')) return new DOMRect(0, 0, 800, heightPx);
    const section = this.closest('[data-section-id]');
    const index = section ? [...document.querySelectorAll('[data-section-id]')].indexOf(section) : 0;
    return new DOMRect(0, index * sectionPx - scrolledPx, 800, sectionPx);
  });
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const long = 'They wait for whoever comes. '.repeat(200);
const sections = [1, 2, 3, 4, 5, 6].map((number) =>
  sampleSection(number, { version: sampleVersion(number, number, { text: `${number}. ${long}` }), count: 1000, state: 'done' }),
);
const standing = sampleDocument({ sections });
const page = () => document.querySelector('.document-text')!;
const open = async () => {
  await openDocumentPage(standing);
  await screen.findByRole('heading', { level: 2, name: /Part 6/ });
};

it('W53 a document opens where it was left on this device, and its section has the focus', async () => {
  await open();
  fireEvent.wheel(page());
  scrolledPx = 4 * sectionPx + 30;
  fireEvent.scroll(page());
  dispatchEvent(new Event('pagehide'));
  cleanup();
  scrolledPx = 0;
  await open();
  await waitFor(() => expect(scrolledPx).toBe(4 * sectionPx + 30));
  expect(document.activeElement?.id).toBe(`section-${sampleId(2005)}`);
});

it('W53 the sections around that place are drawn first', async () => {
  const never = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  vi.stubGlobal('IntersectionObserver', never);
  keepPlace(standing.id, { sectionId: sampleId(2005), block: -1, topPx: 0, sectionTopPx: 0 });
  await open();
  const isFar = (number: number) => document.getElementById(`section-${sampleId(2000 + number)}`)?.dataset['far'] === 'true';
  expect([1, 2, 3, 4, 5].map(isFar)).toEqual([true, true, true, false, false]);
});

it('W53 the beginning, and moves that are not the writer’s own, are no place to come back to', async () => {
  await open();
  scrolledPx = 900;
  fireEvent.scroll(page());
  dispatchEvent(new Event('pagehide'));
  expect(keptPlace(standing.id)).toBeNull();
  fireEvent.wheel(page());
  fireEvent.scroll(page());
  dispatchEvent(new Event('pagehide'));
  expect(keptPlace(standing.id)).not.toBeNull();
  scrolledPx = 0;
  fireEvent.scroll(page());
  dispatchEvent(new Event('pagehide'));
  expect(keptPlace(standing.id)).toBeNull();
});

it('W53 whoever is led to a section gets there', async () => {
  keepPlace(standing.id, { sectionId: sampleId(2005), block: -1, topPx: 0, sectionTopPx: 0 });
  const shown: string[] = [];
  Element.prototype.scrollIntoView = function (this: Element) {
    shown.push(this.id);
  };
  showSection(sampleId(2002));
  await open();
  await waitFor(() => expect(shown.at(-1)).toBe(`section-${sampleId(2002)}`));
});

it('W53 whoever is led to words gets there', async () => {
  keepPlace(standing.id, { sectionId: sampleId(2005), block: -1, topPx: 0, sectionTopPx: 0 });
  useSought.setState({ sought: { documentId: standing.id, sectionId: sampleId(2002), before: '2. ', words: 'They' } });
  await open();
  await waitFor(() => expect(useSought.getState().sought).toBeNull());
  expect(scrolledPx).not.toBe(4 * sectionPx);
});

it('W53 what else lies in the storage is no place', () => {
  localStorage.setItem('maobi.places', '[["a"],["b",{"sectionId":1}],7]');
  expect(keptPlace('a')).toBeNull();
  keepPlace('a', { sectionId: 's', block: 1, topPx: 2, sectionTopPx: -3 });
  expect(keptPlace('a')).toEqual({ sectionId: 's', block: 1, topPx: 2, sectionTopPx: -3 });
});
