import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { plainBrief } from '@maobi/contract';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleJob, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const written = () => sampleSection(1, { version: sampleVersion(1, 1), count: 8, state: 'done' });
const standing = sampleDocument({ title: 'Libraries', sections: [written(), sampleSection(2)] });

it('a press on the title makes it a field in its place, and Enter keeps what was typed', async () => {
  const studio = await openDocumentPage(standing, { updateDocument: () => ({ ...standing, title: 'Reading rooms' }) });
  fireEvent.click(await screen.findByText('Libraries'));
  const field = screen.getByRole('textbox', { name: 'Title' });
  fireEvent.change(field, { target: { value: 'Reading\nrooms ' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(studio.bodiesOf('updateDocument')).toEqual([{ revision: 1, title: 'Reading rooms' }]));
  expect(screen.getByRole('heading', { level: 1, name: 'Reading rooms' })).toBeTruthy();
});

it('a heading is changed where it stands, and Esc changes nothing', async () => {
  const studio = await openDocumentPage(standing, { replaceOutline: () => standing });
  const begin = async () => fireEvent.click(await screen.findByText('Part 1', { selector: '.heading-words' }));
  await begin();
  fireEvent.change(screen.getByRole('textbox', { name: 'Heading' }), { target: { value: 'Another' } });
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Heading' }), { key: 'Escape' });
  expect(studio.bodiesOf('replaceOutline')).toEqual([]);
  await begin();
  fireEvent.change(screen.getByRole('textbox', { name: 'Heading' }), { target: { value: 'Beginnings' } });
  fireEvent.blur(screen.getByRole('textbox', { name: 'Heading' }));
  await waitFor(() => expect(studio.bodiesOf('replaceOutline')).toMatchObject([{ sections: [{ heading: 'Beginnings' }, {}] }]));
});

it.each([
  ['its page is left', (leave: () => void) => leave()],
  ['the window is closed', () => void dispatchEvent(new Event('pagehide'))],
])('W2 a heading that is being changed is kept when %s', async (_, go) => {
  const studio = await openDocumentPage(standing, { replaceOutline: () => standing });
  fireEvent.click(await screen.findByText('Part 1', { selector: '.heading-words' }));
  fireEvent.change(screen.getByRole('textbox', { name: 'Heading' }), { target: { value: 'Beginnings' } });
  act(() => go(cleanup));
  await waitFor(() => expect(studio.bodiesOf('replaceOutline')).toMatchObject([{ sections: [{ heading: 'Beginnings' }, {}] }]));
  dispatchEvent(new Event('pageshow'));
});

it('a press on the room of what is not written yet begins the writing by hand', async () => {
  await openDocumentPage(standing);
  await screen.findByRole('heading', { level: 2, name: /Part 2/ });
  fireEvent.mouseUp(document.querySelector('.cells')!, { detail: 1 });
  expect(await screen.findByRole('textbox', { name: /Part 2/ })).toBeTruthy();
});

const blank = sampleDocument({
  title: '',
  brief: plainBrief({ topic: 'Untitled', language: 'en', words: 800, isOpenEnded: true }),
  sections: [sampleSection(1, { heading: 'Text', points: [] })],
});

it('W50 a blank page has its caret in the text, no heading above it, and no length to come to', async () => {
  await openDocumentPage(blank);
  expect(await screen.findByRole('textbox', { name: /Text/ })).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('textbox'));
  expect(screen.getByRole('heading', { level: 2, name: 'Text' }).className).toBe('sr');
  expect(document.querySelector('.cells, .side, .ink-line')).toBeNull();
  expect(screen.queryByText(/\d+ \/ \d+ words|200 words|800 words/)).toBeNull();
  expect(screen.queryByRole('button', { name: /Start writing|Write a beginning/ })).toBeNull();
  expect(screen.getByRole('button', { name: 'Set a target' })).toBeTruthy();
});

it('W50 the title of a blank page is what its text is about, and the caret goes on in the text', async () => {
  const studio = await openDocumentPage(blank, { updateDocument: () => ({ ...blank, title: 'Fog' }) });
  fireEvent.click(await screen.findByText('Untitled'));
  const field = screen.getByRole('textbox', { name: 'Title' });
  expect((field as HTMLTextAreaElement).value).toBe('');
  await waitFor(() => expect(screen.queryByRole('textbox', { name: /Text/ })).toBeNull());
  fireEvent.change(field, { target: { value: 'Fog' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() =>
    expect(studio.bodiesOf('updateDocument')).toMatchObject([{ title: 'Fog', brief: { topic: 'Fog', isOpenEnded: true } }]),
  );
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toContain('Text'));
});

it('W50 a blank page that is written on offers one more paragraph of the model, and a target makes it short of that', async () => {
  const version = sampleVersion(1, 1);
  const page = { ...blank, title: 'Fog', sections: [sampleSection(1, { heading: 'Text', version, count: 8, state: 'done' as const })] };
  const studio = await openDocumentPage(page, { rewriteSection: () => sampleJob(), updateDocument: () => page });
  fireEvent.click(await screen.findByRole('button', { name: /Continue the text/ }));
  await waitFor(() => expect(studio.bodiesOf('rewriteSection')).toMatchObject([{ kind: 'extend' }]));
  fireEvent.click(screen.getByRole('button', { name: 'Set a target' }));
  const field = screen.getByRole('textbox', { name: 'Target of the whole' });
  fireEvent.change(field, { target: { value: '500' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(studio.bodiesOf('updateDocument')).toHaveLength(1));
  const [{ brief }] = studio.bodiesOf('updateDocument') as [{ brief: object }];
  expect(brief).toMatchObject({ words: 500 });
  expect('isOpenEnded' in brief).toBe(false);
});
