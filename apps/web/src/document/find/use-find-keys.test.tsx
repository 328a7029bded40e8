import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { FindWorkerHere } from '../../testing/find-worker-here.ts';
import { sampleSystem } from '../../testing/samples.ts';
import { DocumentPage } from '../document-page.tsx';
import { DocumentTitle } from '../document-title.tsx';

beforeEach(() => vi.stubGlobal('Worker', FindWorkerHere));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function openDocument() {
  const section = sampleSection(1, { version: sampleVersion(1, 1), count: 8, state: 'done' });
  const detail = sampleDocument({ sections: [section] });
  new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    warmDocument: () => ({}),
    getDocument: () => detail,
  });
  await renderStudio(
    <>
      <DocumentTitle documentId={detail.id} />
      <input aria-label="elsewhere" />
      <DocumentPage documentId={detail.id} />
    </>,
  );
  await screen.findByRole('heading', { level: 1 });
}
const bar = () => screen.findByRole('search', { name: 'Find and replace' });
/** Whether the browser was kept from opening its own search. */
const isTaken = (target: Element, key: string) => !fireEvent.keyDown(target, { key, ctrlKey: true });

describe('the keys that find', () => {
  it('W30: work on the whole page of a document, also while nothing has the focus', async () => {
    await openDocument();
    expect(document.activeElement).toBe(document.body);
    expect(isTaken(document.body, 'f')).toBe(true);
    await bar();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Find' })));
    expect(isTaken(screen.getByRole('complementary', { name: 'Outline' }), 'h')).toBe(true);
    await screen.findByRole('textbox', { name: 'Replace with' });
  });

  it('W9: open a bar whose way to replacing stays where it is, and takes away again what it brought', async () => {
    await openDocument();
    isTaken(document.body, 'f');
    await bar();
    const replacing = screen.getByRole('button', { name: 'Replace' });
    expect(replacing.getAttribute('aria-pressed')).toBe('false');
    fireEvent.click(replacing);
    await screen.findByRole('textbox', { name: 'Replace with' });
    expect(screen.getByRole('button', { name: 'Replace' })).toBe(replacing);
    fireEvent.click(replacing);
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Replace with' })).toBeNull());
  });

  it('W9: leave the writer at the place that was found when finding ends', async () => {
    await openDocument();
    isTaken(document.body, 'f');
    await bar();
    fireEvent.change(screen.getByRole('textbox', { name: 'Find' }), { target: { value: 'wait' } });
    await screen.findByText('1 of 1');
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Find' }), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('search')).toBeNull());
    expect(document.activeElement?.id).toBe(`section-${sampleSection(1).id}`);
    const selection = document.getSelection();
    expect(selection?.isCollapsed).toBe(true);
    expect(selection?.anchorNode?.textContent?.slice(selection.anchorOffset)).toMatch(/^wait/u);
  });

  it('W30: leave other text fields, and what lies over the page, to the browser', async () => {
    await openDocument();
    expect(isTaken(screen.getByRole('textbox', { name: 'elsewhere' }), 'f')).toBe(false);
    fireEvent.click(screen.getByRole('button', { name: 'Libraries' }));
    const menu = await screen.findByRole('menu');
    expect(isTaken(menu, 'f')).toBe(false);
    expect(screen.queryByRole('search')).toBeNull();
  });

  it('W30: have a line in the menu of the title, which brings the text into sight', async () => {
    await openDocument();
    fireEvent.click(within(screen.getByRole('navigation')).getByRole('button', { name: 'Outline' }));
    expect(document.querySelector('.document')?.getAttribute('data-pane')).toBe('outline');
    fireEvent.click(screen.getByRole('button', { name: 'Libraries' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Find and replace' }));
    await bar();
    await screen.findByRole('textbox', { name: 'Replace with' });
    await waitFor(() => expect(document.querySelector('.document')?.getAttribute('data-pane')).toBe('text'));
  });
});
