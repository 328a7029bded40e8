import type { DocumentDetail } from '@maobi/contract';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleJob, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { sampleSystem } from '../../testing/samples.ts';
import { useToasts } from '../../toasts/toasts.ts';
import { DocumentPage } from '../document-page.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The outline of a document with two sections. */
async function openOutline(binnedAt: string | null) {
  const detail = sampleDocument({ sections: [sampleSection(1), sampleSection(2)], binnedAt });
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    warmDocument: () => ({}),
    getDocument: () => detail,
    replaceOutline: () => detail,
  });
  await renderStudio(<DocumentPage documentId={detail.id} />);
  await screen.findByRole('heading', { level: 1 });
  return { studio, outline: within(screen.getByRole('complementary', { name: 'Outline' })) };
}

it('W73 what stops an outline that is planned stands where that was begun, and not below its rows', async () => {
  const detail = sampleDocument({ sections: [], outlineRun: sampleRun(1) });
  await openDocumentPage(detail, { stopRun: () => sampleRun(1) });
  const stop = await screen.findByRole('button', { name: /^Stop/ });
  expect(stop.closest('.job-controls')).not.toBeNull();
  expect(stop.closest('.outline-scroll')).toBeNull();
  expect(screen.queryByRole('button', { name: /^Write the outline/ })).toBeNull();
});

it('W73 a new outline is asked for beside what changes the rows, and not while they are written', async () => {
  const sections = [sampleSection(1), sampleSection(2)];
  await openDocumentPage(sampleDocument({ sections }));
  expect((await screen.findByRole('button', { name: 'Plan anew' })).closest('.outline-tools')).not.toBeNull();
  cleanup();
  await openDocumentPage(sampleDocument({ sections, job: sampleJob() }));
  await screen.findByRole('button', { name: 'Add section' });
  expect(screen.queryByRole('button', { name: 'Plan anew' })).toBeNull();
});

const ways = ['Add section', /^Actions for/, /^target/];

it('an outline can be changed', async () => {
  const { outline } = await openOutline(null);
  for (const name of ways) expect(outline.getAllByRole('button', { name })).not.toHaveLength(0);
});

it.each(['Enter', 'Escape'])('X9: the focus is with the row again when its editing ends: %s', async (key) => {
  const { outline } = await openOutline(null);
  fireEvent.keyDown(outline.getByRole('button', { name: /^Part 1/ }), { key: 'F2' });
  fireEvent.keyDown(outline.getByRole('textbox', { name: 'Heading' }), { key });
  await expect.poll(() => document.activeElement).toBe(outline.getByRole('button', { name: /^Part 1/ }));
});

it.each([
  ['its page is left', (leave: () => void) => leave()],
  ['the window is closed', () => void dispatchEvent(new Event('pagehide'))],
])('W1 a row that is being edited is kept when %s', async (_, go) => {
  const { studio, outline } = await openOutline(null);
  fireEvent.keyDown(outline.getByRole('button', { name: /^Part 1/ }), { key: 'F2' });
  fireEvent.change(outline.getByRole('textbox', { name: 'Points, one a line' }), { target: { value: 'A door' } });
  act(() => go(cleanup));
  await waitFor(() => expect(studio.bodiesOf('replaceOutline')).toMatchObject([{ sections: [{ points: ['A door'] }, {}] }]));
  dispatchEvent(new Event('pageshow'));
});

it('W1 a new row that is left with points and no heading is kept, and one with nothing is not', async () => {
  const { studio, outline } = await openOutline(null);
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const leave = () => fireEvent.blur(outline.getByRole('textbox', { name: 'Points, one a line' }));
  fireEvent.click(outline.getByRole('button', { name: 'Add section' }));
  leave();
  expect(studio.bodiesOf('replaceOutline')).toEqual([]);
  fireEvent.click(outline.getByRole('button', { name: 'Add section' }));
  fireEvent.change(outline.getByRole('textbox', { name: 'Points, one a line' }), { target: { value: 'Doors\nRoofs' } });
  leave();
  const added = { heading: 'Untitled section', points: ['Doors', 'Roofs'] };
  await waitFor(() => expect(studio.bodiesOf('replaceOutline')).toMatchObject([{ sections: [{}, {}, added] }]));
});

it('W1 a heading that takes no more says so', async () => {
  const { outline } = await openOutline(null);
  fireEvent.keyDown(outline.getByRole('button', { name: /^Part 1/ }), { key: 'F2' });
  const field = outline.getByRole('textbox', { name: 'Heading' });
  fireEvent.change(field, { target: { value: 'a'.repeat(199) } });
  expect(outline.queryByText(/characters at most/)).toBeNull();
  fireEvent.change(field, { target: { value: 'a'.repeat(200) } });
  expect(outline.getByText(/^A heading has 200 characters at most; what is more was not taken/)).toBeTruthy();
});

it('W1 points that are more than a row takes keep it open and say why, until they fit', async () => {
  const { studio, outline } = await openOutline(null);
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  fireEvent.keyDown(outline.getByRole('button', { name: /^Part 1/ }), { key: 'F2' });
  const field = () => outline.getByRole<HTMLTextAreaElement>('textbox', { name: 'Points, one a line' });
  const long = `Doors\n${'a'.repeat(501)}`;
  fireEvent.change(field(), { target: { value: long } });
  expect(outline.getByText(/^Line 2 has 501 characters and a point 500 at most/)).toBeTruthy();
  fireEvent.blur(field());
  fireEvent.keyDown(outline.getByRole('textbox', { name: 'Heading' }), { key: 'Enter' });
  expect([field().value, document.activeElement]).toEqual([long, field()]);
  fireEvent.change(field(), { target: { value: Array.from({ length: 21 }, (_, index) => `Door ${index}`).join('\n') } });
  expect(outline.getByText(/^There are 21 points and a section has 20 at most/)).toBeTruthy();
  fireEvent.click(outline.getByRole('button', { name: 'Save' }));
  expect(studio.bodiesOf('replaceOutline')).toEqual([]);
  fireEvent.change(field(), { target: { value: 'Doors' } });
  expect(outline.queryByText(/at most/)).toBeNull();
  fireEvent.click(outline.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(studio.bodiesOf('replaceOutline')).toMatchObject([{ sections: [{ points: ['Doors'] }, {}] }]));
});

it('W1 points that are more than a row takes are kept in other lines when the page is left, and that is said', async () => {
  const { studio, outline } = await openOutline(null);
  fireEvent.keyDown(outline.getByRole('button', { name: /^Part 1/ }), { key: 'F2' });
  fireEvent.change(outline.getByRole('textbox', { name: 'Points, one a line' }), { target: { value: 'a'.repeat(501) } });
  cleanup();
  await waitFor(() => expect(studio.bodiesOf('replaceOutline')).toMatchObject([{ sections: [{ points: ['a'.repeat(500), 'a'] }, {}] }]));
  expect(useToasts.getState().toasts.at(-1)?.text).toContain('“Part 1” were more than a section takes');
});

it('W1 a row whose heading was emptied keeps the one it had, with what else was changed', async () => {
  const { studio, outline } = await openOutline(null);
  fireEvent.keyDown(outline.getByRole('button', { name: /^Part 1/ }), { key: 'F2' });
  fireEvent.change(outline.getByRole('textbox', { name: 'Heading' }), { target: { value: ' ' } });
  fireEvent.change(outline.getByRole('textbox', { name: 'Points, one a line' }), { target: { value: 'A door' } });
  fireEvent.click(outline.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(studio.bodiesOf('replaceOutline')).toMatchObject([{ sections: [{ heading: 'Part 1', points: ['A door'] }, {}] }]),
  );
});

it('X9: the focus stays in the outline when the row that has it is taken away', async () => {
  const { outline } = await openOutline(null);
  const row = outline.getByRole('button', { name: /^Part 1/ });
  row.focus();
  fireEvent.keyDown(row, { key: 'Delete' });
  await expect.poll(() => row.isConnected).toBe(false);
  await expect.poll(() => document.activeElement?.className).toBe('outline-row-main');
});

it('X13: a row is moved by its menu as well, and keeps the focus', async () => {
  const { studio, outline } = await openOutline(null);
  const menu = outline.getByRole('button', { name: 'Actions for “Part 1”' });
  fireEvent.click(menu);
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Move down' }));
  const headings = () => studio.bodiesOf('replaceOutline').map((body) => (body as DocumentDetail).sections.map(({ heading }) => heading));
  await waitFor(() => expect(headings()).toEqual([['Part 2', 'Part 1']]));
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Actions for “Part 1”'));
});

it('S7 in the bin nothing of the outline can be changed, by pointer or by key', async () => {
  const { studio, outline } = await openOutline('2026-01-05T09:00:00.000Z');
  for (const name of ways) expect(outline.queryByRole('button', { name })).toBeNull();
  const row = outline.getByRole('button', { name: /^Part 1/ });
  fireEvent.keyDown(row, { key: 'ArrowDown', altKey: true });
  fireEvent.keyDown(row, { key: 'F2' });
  fireEvent.doubleClick(row);
  expect(outline.queryByRole('textbox')).toBeNull();
  expect(studio.calls.some(({ name }) => name === 'replaceOutline')).toBe(false);
});

it('W57 headings in a text stand below its row, and lead to their places', async () => {
  const text = '# Coming in\n\nWords.\n\n```md\n## In code\n```\n\n### Deeper\n\nMore words.';
  const points = ['Coming in', 'The door'];
  const detail = sampleDocument({
    sections: [sampleSection(1, { version: sampleVersion(1, 1, { text }), count: 5, points }), sampleSection(2)],
  });
  await openDocumentPage(detail);
  const list = await screen.findByRole('list', { name: 'Headings in “Part 1”' });
  expect(screen.queryByRole('list', { name: 'Headings in “Part 2”' })).toBeNull();
  expect(
    within(list)
      .getAllByRole('button')
      .map((button) => [button.textContent, button.dataset['depth']]),
  ).toEqual([
    ['Coming in', '0'],
    ['Deeper', '1'],
  ]);
  expect([...document.querySelectorAll('.outline-points > span')].map((point) => point.textContent)).toEqual(['The door']);
  const shown: string[] = [];
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    shown.push(this.textContent);
  });
  await screen.findByRole('heading', { name: 'Deeper' });
  fireEvent.click(within(list).getByRole('button', { name: 'Deeper' }));
  await waitFor(() => expect(shown.at(-1)).toBe('Deeper'));
  expect(document.activeElement?.id).toBe(`section-${detail.sections[0]!.id}`);
});

it('tells the whole of a heading that is cut: as its title under the pointer, over the rows below with the focus', async () => {
  const { outline } = await openOutline(null);
  const row = outline.getByRole('button', { name: /^Part 1/ });
  const whole = () => [row.title, row.querySelector('.outline-whole')?.textContent];
  fireEvent.pointerEnter(row);
  expect(whole()).toEqual(['', undefined]);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(44);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(110);
  fireEvent.pointerEnter(row);
  expect(whole()).toEqual(['Part 1', undefined]);
  fireEvent.focus(row);
  expect(whole()).toEqual(['', 'Part 1']);
});

it('W5 the points of a row are shown while its text is in view, and not of the one that is written as well: the rows below would move', async () => {
  const run = sampleRun(3);
  const version = sampleVersion(2, 2, { text: 'Books ', run, lastSeq: 1 });
  const sections = [
    sampleSection(1, { points: ['In view'] }),
    sampleSection(2, { state: 'writing', version, count: 1, points: ['Being written'] }),
  ];
  await openDocumentPage(sampleDocument({ job: sampleJob(), sections }));
  await screen.findAllByText('In view');
  expect([...document.querySelectorAll('.outline-points > span')].map((point) => point.textContent)).toEqual(['In view']);
});
