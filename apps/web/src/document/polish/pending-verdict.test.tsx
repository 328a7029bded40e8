import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleDocument, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleSystem } from '../../testing/samples.ts';
import { Toaster } from '../../toasts/toaster.tsx';
import { useToasts } from '../../toasts/toasts.ts';
import { DocumentPage } from '../document-page.tsx';

beforeEach(() =>
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  ),
);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
  useToasts.setState({ toasts: [] });
  document.getSelection()?.removeAllRanges();
});

const run = sampleRun(7, { action: 'polish' });

/** A document of two sections; changes of the first wait for a verdict. */
async function openWithChanges(answers: ConstructorParameters<typeof FakeStudio>[0] = {}) {
  const sections = ['Books are patient.', 'They wait for readers.'].map((text, index) =>
    sampleSection(index + 1, { version: sampleVersion(index + 1, index + 1, { text }), count: 4, state: 'done' }),
  );
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    listComments: () => ({ comments: [] }),
    warmDocument: () => ({}),
    getDocument: () => sampleDocument({ sections }),
    polishText: () => run,
    ...answers,
  });
  studio.tell(run.id, { type: 'text', seq: 1, text: 'Books are kind.', written: 9 });
  studio.tell(run.id, { type: 'ended', run: { ...run, state: 'done', endedAt: run.createdAt } });
  await renderStudio(
    <>
      <DocumentPage documentId={sections[0]!.documentId} />
      <Toaster />
    </>,
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Polish: Part 1' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Improve' }));
  await screen.findByText('Change 1 of 1');
  return { studio };
}

const kinds = () => screen.queryByRole('button', { name: 'Improve' });
const pending = 'The changes in section 1 still wait for you.';

function selectInSecond() {
  const words = screen.getByText('They wait for readers.').firstChild;
  const range = document.createRange();
  range.setStart(words!, 0);
  range.setEnd(words!, 9);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
  document.dispatchEvent(new Event('selectionchange'));
}

it('Y33 the last verdict, pressed twice, is kept once', async () => {
  const { studio } = await openWithChanges({ addVersion: () => sampleDocument() });
  fireEvent.keyDown(document.body, { key: 'a' });
  fireEvent.keyDown(document.body, { key: 'a' });
  await screen.findByText('Changed. The version before is kept.');
  expect(studio.bodiesOf('addVersion')).toHaveLength(1);
});

it('Y33 a verdict that could not be kept is given again', async () => {
  let isFull = true;
  const diskFull = { code: 'disk-full', message: 'full', retryable: true } as const;
  const { studio } = await openWithChanges({ addVersion: () => (isFull ? diskFull : sampleDocument()) });
  fireEvent.keyDown(document.body, { key: 'a' });
  await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
  isFull = false;
  fireEvent.keyDown(document.body, { key: 'a' });
  await screen.findByText('Changed. The version before is kept.');
  expect(studio.bodiesOf('addVersion')).toHaveLength(2);
});

describe('W6 while changes wait for a verdict', () => {
  it('a press on polish elsewhere says so and leads to them, and nothing comes up once they are decided on', async () => {
    await openWithChanges();
    fireEvent.click(screen.getByRole('button', { name: 'Polish: Part 2' }));
    await screen.findByText(pending);
    fireEvent.click(screen.getByRole('button', { name: 'Go there' }));
    await waitFor(() => expect(document.activeElement?.id).toBe(`section-${sampleSection(1).id}`));
    fireEvent.keyDown(document.body, { key: 'r' });
    await waitFor(() => expect(screen.queryByText('Change 1 of 1')).toBeNull());
    expect(kinds()).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Polish: Part 2' }));
    await screen.findByRole('button', { name: 'Improve' });
  });

  it('selected words elsewhere can be commented on and not polished, with the reason', async () => {
    await openWithChanges();
    selectInSecond();
    const reason = await screen.findByText(pending);
    expect(kinds()).toBeNull();
    expect(within(reason).getByRole('button', { name: 'Go there' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Comment' }));
    await screen.findByRole('textbox', { name: /comment/i });
    expect(screen.getByText('Change 1 of 1')).toBeTruthy();
  });

  it('what was offered for selected words goes when they are decided on', async () => {
    await openWithChanges();
    selectInSecond();
    await screen.findByText(pending);
    fireEvent.keyDown(document.body, { key: 'r' });
    await waitFor(() => expect(screen.queryByText('Change 1 of 1')).toBeNull());
    expect(document.querySelector('.polish-bubble')).toBeNull();
  });
});
