import type { DocumentDetail, EndpointBody } from '@maobi/contract';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { keys } from '../../studio/keys.ts';
import { sampleDocument, sampleJob, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleId, sampleSystem } from '../../testing/samples.ts';
import { useToasts } from '../../toasts/toasts.ts';
import { DocumentActions } from '../document-actions.ts';
import { DocumentPage } from '../document-page.tsx';
import { DocumentTitle } from '../document-title.tsx';
import { historyOf } from './document-history.ts';

let lastId = 100;
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
  useToasts.setState({ toasts: [] });
});

const versionOf = (number: number, text: string) => sampleVersion(number, 1, { text, source: 'user' });

/** A document of its own, whose studio keeps what is done to it. */
function keptDocument(sections: DocumentDetail['sections'], fields: Partial<DocumentDetail> = {}) {
  const id = sampleId(++lastId);
  let kept = { ...sampleDocument({ sections, ...fields }), id };
  const texts = new Map(sections.flatMap(({ version }) => (version ? [[version.id, version.text] as const] : [])));
  const put = (changed: Partial<DocumentDetail>) => (kept = { ...kept, ...changed, revision: kept.revision + 1 });
  const withText = (sectionId: string, versionId: string) =>
    kept.sections.map((section) =>
      section.id === sectionId
        ? { ...section, version: { ...versionOf(1, texts.get(versionId) ?? ''), id: versionId, sectionId } }
        : section,
    );
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    warmDocument: () => ({}),
    getDocument: () => kept,
    updateDocument: ({ body }) => put({ ...(body as Partial<DocumentDetail>) }),
    addVersion: ({ params, body }) => {
      const { id: versionId, text } = body as { id: string; text: string };
      texts.set(versionId, text);
      return put({ sections: withText(params?.['id'] ?? '', versionId) });
    },
    rewriteSection: () => sampleJob(),
    replaceTexts: ({ body }) => {
      const [text] = (body as EndpointBody<'replaceTexts'>).texts;
      texts.set(text?.id ?? '', text?.text ?? '');
      return put({ sections: withText(text?.sectionId ?? '', text?.id ?? '') });
    },
    replaceOutline: ({ body }) => {
      const { sections: rows, versions = [], texts: added = [] } = body as EndpointBody<'replaceOutline'>;
      const known = new Map([...sections, ...kept.sections].map((section) => [section.id, section]));
      put({ sections: rows.map((row) => ({ ...(known.get(row.id) ?? sampleSection(9)), ...row })) });
      for (const text of added) texts.set(text.id, text.text);
      for (const { sectionId, versionId } of versions) put({ sections: withText(sectionId, versionId) });
      for (const { sectionId, id: versionId } of added) put({ sections: withText(sectionId, versionId) });
      return kept;
    },
  });
  const change = (changed: Partial<DocumentDetail>) => void put(changed);
  return { id, studio, change, kept: () => kept };
}

const press = (fields: Partial<KeyboardEvent> = {}, target: Element = document.body) =>
  fireEvent.keyDown(target, { key: 'z', ctrlKey: true, ...fields });
const headings = () => [...document.querySelectorAll('.outline-row .outline-heading')].map((heading) => heading.textContent);
const said = () => useToasts.getState().toasts.at(-1)?.text;
const open = async ({ id }: { readonly id: string }) => {
  const { queryClient } = await renderStudio(<DocumentPage documentId={id} />);
  await screen.findByRole('heading', { level: 1 });
  return new DocumentActions(queryClient, id);
};
const textOf = (detail: DocumentDetail | undefined) => detail?.sections[0]?.version?.text;

it('W52 a move in the outline is taken back with the key, says so, and is done again with Shift', async () => {
  await open(keptDocument([1, 2, 3].map((number) => sampleSection(number))));
  fireEvent.keyDown(document.querySelector('.outline-row-main')!, { key: 'ArrowDown', altKey: true });
  await waitFor(() => expect(headings()).toEqual(['Part 2', 'Part 1', 'Part 3']));
  await waitFor(() => expect(historyOf(sampleId(lastId)).lastDone).toBeTruthy());
  press();
  await waitFor(() => expect(headings()).toEqual(['Part 1', 'Part 2', 'Part 3']));
  expect(said()).toBe('Undid a change of the outline.');
  press({ key: 'Z', shiftKey: true });
  await waitFor(() => expect(headings()).toEqual(['Part 2', 'Part 1', 'Part 3']));
});

it('W52 the title’s menu takes back and does again what was done, and offers it only where there is something', async () => {
  const document = keptDocument([1, 2].map((number) => sampleSection(number)));
  await open(document);
  const title = await renderStudio(<DocumentTitle documentId={document.id} />);
  const menu = async () => {
    fireEvent.click(await title.findByRole('button', { name: 'Libraries' }));
    await screen.findByRole('menuitem', { name: 'Rename' });
  };
  const line = (name: string) => screen.queryByRole('menuitem', { name });
  await menu();
  expect([line('Undo'), line('Redo')]).toEqual([null, null]);
  fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' });
  fireEvent.keyDown(window.document.querySelector('.outline-row-main')!, { key: 'ArrowDown', altKey: true });
  await waitFor(() => expect(historyOf(document.id).lastDone).toBeTruthy());
  await menu();
  fireEvent.click(line('Undo')!);
  await waitFor(() => expect(headings()).toEqual(['Part 1', 'Part 2']));
  await waitFor(() => expect(historyOf(document.id).lastUndone).toBeTruthy());
  await menu();
  expect(line('Undo')).toBeNull();
  fireEvent.click(line('Redo')!);
  await waitFor(() => expect(headings()).toEqual(['Part 2', 'Part 1']));
  // what is beside the text does not come over it
  expect(window.document.querySelector('.document')?.getAttribute('data-pane')).toBe('text');
});

it('W52 what was kept of one sitting in an editor goes with one press, and the text before it counts again', async () => {
  const document = keptDocument([sampleSection(1, { version: versionOf(1, 'One.') })]);
  const actions = await open(document);
  const sectionId = sampleId(2001);
  const write = (text: string, baseId: string, sitting: string) => actions.addVersion({ sectionId, baseId, source: 'user', text, sitting });
  await act(async () => {
    const first = await write('One. Two.', sampleId(3001), 'a');
    const second = await write('One. Two. Three.', first, 'a');
    await write('Four.', second, 'b');
  });
  press();
  await waitFor(() => expect(textOf(document.kept())).toBe('One. Two. Three.'));
  await waitFor(() => expect(said()).toBe('Undid a change of “Part 1”.'));
  press();
  await waitFor(() => expect(textOf(document.kept())).toBe('One.'));
  expect(document.studio.bodiesOf('replaceOutline').at(-1)).toMatchObject({ versions: [{ sectionId, versionId: sampleId(3001) }] });
});

it('W52 steps that are asked for one upon the other are all taken, and behind what is still being saved', async () => {
  const document = keptDocument([sampleSection(1, { version: versionOf(1, 'One.') })]);
  const actions = await open(document);
  const write = (text: string, baseId: string) => actions.addVersion({ sectionId: sampleId(2001), baseId, source: 'user', text });
  const second = await act(() => write('Two.', sampleId(3001)));
  const saving = act(() => write('Three.', second));
  press();
  press();
  await saving;
  await waitFor(() => expect(historyOf(document.id).lastDone).toBeUndefined());
  expect(textOf(document.kept())).toBe('One.');
  press({ shiftKey: true });
  press({ shiftKey: true });
  await waitFor(() => expect(historyOf(document.id).lastUndone).toBeUndefined());
  expect(textOf(document.kept())).toBe('Three.');
  expect(useToasts.getState().toasts.filter(({ isFailure }) => isFailure)).toEqual([]);
});

it('W52 the first text of a section goes, and comes back', async () => {
  const document = keptDocument([sampleSection(1)]);
  const actions = await open(document);
  await act(() => actions.addVersion({ sectionId: sampleId(2001), baseId: null, source: 'user', text: 'New.' }));
  press();
  await waitFor(() => expect(textOf(document.kept())).toBe(''));
  await waitFor(() => expect(historyOf(document.id).lastUndone).toBeTruthy());
  press({ key: 'y' });
  await waitFor(() => expect(textOf(document.kept())).toBe('New.'));
});

it('W52 what the model went on with in a version is taken back, and not while it still writes', async () => {
  const document = keptDocument([sampleSection(1, { version: versionOf(1, 'One.') })]);
  const actions = await open(document);
  await act(() => actions.rewrite(sampleId(2001), 'extend'));
  const written = (run: ReturnType<typeof sampleRun> | null) =>
    document.change({ sections: [sampleSection(1, { version: { ...versionOf(1, 'One.\n\nTwo.'), run } })] });
  written(sampleRun(1));
  await act(() => actions.reload());
  press();
  await waitFor(() => expect(said()).toContain('is being written'));
  written(null);
  await act(() => actions.reload());
  press();
  await waitFor(() => expect(textOf(document.kept())).toBe('One.'));
});

it('W52 what was changed elsewhere since stays, and that nothing is left to undo is said', async () => {
  const document = keptDocument([sampleSection(1, { version: versionOf(1, 'One.') })]);
  const actions = await open(document);
  await act(() => actions.addVersion({ sectionId: sampleId(2001), baseId: sampleId(3001), source: 'user', text: 'Mine.' }));
  document.change({ sections: [sampleSection(1, { version: versionOf(7, 'Theirs.') })] });
  await act(() => actions.reload());
  press();
  await waitFor(() => expect(said()).toContain('changed again elsewhere'));
  press();
  await waitFor(() => expect(said()).toContain('Nothing is left to undo'));
  expect(textOf(document.kept())).toBe('Theirs.');
});

it('W52 a title is taken back, a field keeps the key to itself, and a button that undoes leaves nothing to undo', async () => {
  const document = keptDocument([sampleSection(1, { version: versionOf(1, 'One.') })], { title: 'Fog' });
  const actions = await open(document);
  await act(() => actions.rename('Mist'));
  const field = globalThis.document.body.appendChild(globalThis.document.createElement('input'));
  press({}, field);
  field.remove();
  expect(said()).toBeUndefined();
  press();
  await waitFor(() => expect(document.kept().title).toBe('Fog'));
  await waitFor(() => expect(historyOf(document.id).lastDone).toBeUndefined());
  let undo = async () => {};
  await act(async () => {
    undo = await actions.replaceTexts([{ sectionId: sampleId(2001), baseId: sampleId(3001), text: 'Two.' }]);
  });
  expect(historyOf(document.id).lastDone).toBeTruthy();
  await act(() => undo());
  expect(historyOf(document.id).lastDone).toBeUndefined();
});

it('W52 the page may have been left meanwhile', async () => {
  const document = keptDocument([sampleSection(1)]);
  const cache = new QueryClient();
  cache.setQueryData(keys.document(document.id), document.kept());
  await new DocumentActions(cache, document.id).addVersion({ sectionId: sampleId(2001), baseId: null, source: 'user', text: 'New.' });
  expect(await new DocumentActions(cache, document.id).stepInHistory('undo')).toMatchObject({ outcome: 'done' });
  expect(textOf(document.kept())).toBe('');
});

it('W52 a toast offers to take a row of the outline away back until that is done by a key, and not only until something else is', async () => {
  const document = keptDocument([sampleSection(1, { version: versionOf(1, 'One.') }), sampleSection(2)]);
  const actions = await open(document);
  const offered = () => useToasts.getState().toasts.some(({ text }) => text.includes('Part 2'));
  fireEvent.keyDown(globalThis.document.querySelectorAll('.outline-row-main')[1]!, { key: 'Delete' });
  await waitFor(() => expect(headings()).toEqual(['Part 1']));
  await waitFor(() => expect(historyOf(document.id).lastDone).toBeTruthy());
  await act(() => actions.addVersion({ sectionId: sampleId(2001), baseId: sampleId(3001), source: 'user', text: 'Mine.' }));
  press();
  await waitFor(() => expect(said()).toBe('Undid a change of “Part 1”.'));
  expect(offered()).toBe(true);
  press();
  await waitFor(() => expect(headings()).toEqual(['Part 1', 'Part 2']));
  await waitFor(() => expect(offered()).toBe(false));
});
