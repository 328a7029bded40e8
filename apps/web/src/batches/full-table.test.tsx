import type { BatchDetail, EndpointBody } from '@maobi/contract';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sampleBatchSummary, sampleRow, sampleTemplate } from '../testing/batch-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleId } from '../testing/samples.ts';
import { useToasts } from '../toasts/toasts.ts';
import { BatchPage } from './batch-page.tsx';
import { withChanges } from './rows/apply-changes.ts';

beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} })));
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

/** A table of these topics on a wide window. */
async function openTable(...names: string[]) {
  const rows = names.map((topic, index) => sampleRow(sampleId(101 + index), { topic }));
  let kept: BatchDetail = { ...sampleBatchSummary(1, { title: 'Chairs' }), usage: { promptTokens: 0, cachedTokens: 0 }, rows };
  new FakeStudio({
    getBatch: () => kept,
    listTemplates: () => ({ templates: [sampleTemplate], problems: [] }),
    listQueue: () => [],
    listLikenesses: () => ({ likenesses: [] }),
    changeBatchRows: ({ body }) => {
      kept = { ...withChanges(kept, (body as EndpointBody<'changeBatchRows'>).changes), revision: kept.revision + 1 };
      return kept;
    },
  });
  await renderStudio(<BatchPage batchId={kept.id} />);
  await screen.findByRole('heading', { name: /Chairs/ });
  return () => kept.rows.map(({ cells }) => cells['topic']);
}

it('B63 is in the order of a column from its name, with the focus back in the table, and as before when that is undone', async () => {
  const topics = await openTable('Table', 'Bench', 'Chair');
  fireEvent.click(within(screen.getByRole('columnheader', { name: /Topic/ })).getByRole('button'));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Sort by Topic, ascending' }));
  await waitFor(() => expect(topics()).toEqual(['Bench', 'Chair', 'Table']));
  const cell = await screen.findByRole('textbox', { name: 'Row 3, Topic: Table' });
  await waitFor(() => expect(document.activeElement).toBe(cell));
  fireEvent.keyDown(cell, { key: 'z', ctrlKey: true });
  await waitFor(() => expect(topics()).toEqual(['Table', 'Bench', 'Chair']));
});

it('B63 is in that order from the menu above the table too, by the column where the writer is', async () => {
  const topics = await openTable('Table', 'Bench', 'Chair');
  fireEvent.click(screen.getByRole('button', { name: 'More' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Sort by Topic, descending' }));
  await waitFor(() => expect(topics()).toEqual(['Table', 'Chair', 'Bench']));
});

it('B67 is sorted on a phone too, by any column, and as before with one press', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => {}, removeEventListener: () => {} }));
  const topics = await openTable('Table', 'Bench', 'Chair');
  fireEvent.click(screen.getByRole('button', { name: 'More' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Sort by Topic, ascending' }));
  await waitFor(() => expect(topics()).toEqual(['Bench', 'Chair', 'Table']));
  act(() => useToasts.getState().toasts.at(-1)?.action?.run());
  await waitFor(() => expect(topics()).toEqual(['Table', 'Bench', 'Chair']));
});

it('B51 shows of a long cell, and says of it, only what has room', async () => {
  const kept = await openTable('字'.repeat(20_000));
  const { length } = screen.getByRole('textbox', { name: /^Row 1, Topic/ }).getAttribute('aria-label') ?? '';
  expect(length).toBeLessThan(300);
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => {}, removeEventListener: () => {} }));
  cleanup();
  await openTable(...kept().map((topic = '') => topic));
  expect(screen.getByRole('listitem').textContent?.length).toBeLessThan(300);
});
