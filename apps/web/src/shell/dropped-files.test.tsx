import { cleanup, createEvent, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { sampleDocument } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { dismissToast, useToasts } from '../toasts/toasts.ts';
import { DroppedFiles } from './dropped-files.tsx';

// fetched beforehand: on a busy machine it takes longer than a test waits
beforeAll(() => import('../open-file/dropped-file.tsx'));
afterEach(() => {
  for (const { id } of useToasts.getState().toasts) dismissToast(id);
  cleanup();
  history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
});

async function open() {
  const document = sampleDocument();
  const studio = new FakeStudio({ createDocument: () => document, replaceOutline: () => document });
  await renderStudio(
    <>
      <p>Page</p>
      <div role="dialog">Dialog</div>
      <div onDrop={(event) => event.preventDefault()}>Wants files</div>
      <DroppedFiles />
    </>,
  );
  return studio;
}

/** Whether the browser is kept from doing what it does by itself. */
function drop(place: string, file: File, types = ['Files']): boolean {
  const target = screen.getByText(place);
  const dataTransfer = { types, files: [file] };
  const events = [createEvent.dragOver(target, { dataTransfer }), createEvent.drop(target, { dataTransfer })];
  return events.map((event) => !fireEvent(target, event)).every(Boolean);
}

const toasts = () => useToasts.getState().toasts.map(({ text, hint }) => `${text} ${hint}`);

it('Y32 a text that is dropped on a page opens as a document', async () => {
  const studio = await open();
  expect(drop('Page', new File(['# Fog\n\nOver the river.'], 'fog.md'))).toBe(true);
  await waitFor(() => expect(location.pathname).toBe(`/documents/${sampleDocument().id}`));
  expect(studio.bodiesOf('createDocument')).toMatchObject([{ title: 'Fog' }]);
});

it.each([
  ['Page', new File(['x'], 'bridge.png', { type: 'image/png' }), /^“bridge\.png” .*Images go into documents/u],
  ['Page', new File(['x'], 'rows.xlsx'), /^“rows\.xlsx” .*Tables go into batches/u],
  ['Page', new File(['x'], 'report.docx'), /report\.docx/u],
  ['Dialog', new File(['x'], 'fog.md'), /^“fog\.md” .*Finish or close/u],
])('Y32 over a %s, of what cannot be opened there it is said where it can be put (%#)', async (place, file, words) => {
  const studio = await open();
  expect(drop(place, file)).toBe(true);
  await waitFor(() => expect(toasts()).toEqual([expect.stringMatching(words)]));
  expect(studio.bodiesOf('createDocument')).toEqual([]);
  expect(location.pathname).toBe('/');
});

it('Y32 what holds no file, and what something on the page has taken, is left alone', async () => {
  const studio = await open();
  const file = new File(['# Fog'], 'fog.md');
  expect(drop('Page', file, ['text/plain'])).toBe(false);
  drop('Wants files', file);
  // the next one is taken, and the only one
  drop('Page', new File(['x'], 'bridge.png', { type: 'image/png' }));
  await waitFor(() => expect(toasts()).toHaveLength(1));
  expect(studio.bodiesOf('createDocument')).toEqual([]);
});
