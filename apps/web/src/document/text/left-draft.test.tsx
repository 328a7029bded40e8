import { plainBrief } from '@maobi/contract';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeLocks } from '../../testing/fake-locks.ts';
import { renderStudio } from '../../testing/fake-studio.tsx';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { Toaster } from '../../toasts/toaster.tsx';
import { handDrafts, openSitting } from './hand-drafts.ts';
import { rememberSource } from './source-mode.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const version = sampleVersion(1, 1, { text: 'Old.' });
const section = sampleSection(1, { version, count: 1, state: 'done' });
const standing = sampleDocument({ sections: [section] });
const draft = { sitting: 'elsewhere', baseId: version.id, text: 'Half a sen' };

/** The page of the document, beside another tab that has typed into its section. */
async function openBesideOther() {
  const locks = new FakeLocks();
  vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: locks } }));
  const end = locks.holdElsewhere(openSitting(draft.sitting));
  handDrafts.keep(section.id, draft);
  rememberSource(true);
  const studio = await openDocumentPage(standing, { addVersion: () => standing });
  await screen.findByText('Old.');
  return { studio, end };
}

describe('what was typed into a section and not saved', () => {
  it('W70 is left to the tab that has its editor open, and offered when that is gone', async () => {
    const { studio, end } = await openBesideOther();
    expect(screen.queryByRole('button', { name: 'Go on with it: Part 1' })).toBeNull();
    // a change of its own is begun with the text that counts, and leaves the other draft alone
    fireEvent.click(screen.getByRole('button', { name: 'Edit: Part 1' }));
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Part 1/ });
    expect(field.value).toBe('Old.');
    fireEvent.keyDown(field, { key: 'Escape' });
    await screen.findByRole('button', { name: 'Edit: Part 1' });
    expect(handDrafts.of(section.id)).toEqual([draft]);
    act(end);
    expect(await screen.findByRole('button', { name: 'Go on with it: Part 1' })).toBeTruthy();
    expect(studio.bodiesOf('addVersion')).toEqual([]);
    expect(screen.queryByRole('textbox', { name: /Part 1/ })).toBeNull();
  });

  it('W70 is gone on with in an editor, and saved on the version that it was typed on', async () => {
    const { studio, end } = await openBesideOther();
    act(end);
    fireEvent.click(await screen.findByRole('button', { name: 'Go on with it: Part 1' }));
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Part 1/ });
    expect(field.value).toBe('Half a sen');
    fireEvent.keyDown(field, { key: 'Escape' });
    await waitFor(() => expect(studio.bodiesOf('addVersion')).toMatchObject([{ baseId: version.id, text: 'Half a sen' }]));
    await waitFor(() => expect(handDrafts.of(section.id)).toEqual([]));
  });

  it('W70 is offered no more once another tab has settled it, nor where the text that counts says the same', async () => {
    const { end } = await openBesideOther();
    act(end);
    await screen.findByText('What was changed here last time is not saved yet.');
    handDrafts.drop(section.id, draft.sitting);
    act(() => void dispatchEvent(new Event('storage')));
    expect(screen.queryByText('What was changed here last time is not saved yet.')).toBeNull();
    cleanup();
    handDrafts.keep(section.id, { ...draft, text: 'Old.' });
    await openDocumentPage(standing);
    await waitFor(() => expect(handDrafts.of(section.id)).toEqual([]));
    expect(screen.queryByText(/not saved yet/)).toBeNull();
  });

  it('W70 can be dropped, and comes back with one press; where the section was changed since, it says so', async () => {
    handDrafts.keep(section.id, { ...draft, baseId: sampleVersion(9, 1).id });
    await openDocumentPage(standing);
    await renderStudio(<Toaster />);
    await screen.findByText(/the section was changed elsewhere since/);
    fireEvent.click(screen.getByRole('button', { name: 'Drop it: Part 1' }));
    expect(screen.queryByText(/not saved yet/)).toBeNull();
    expect(handDrafts.of(section.id)).toEqual([]);
    const toast = await screen.findByText('The unsaved change was dropped.');
    fireEvent.click(within(toast.closest<HTMLElement>('[role]') ?? document.body).getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/not saved yet/)).toBeTruthy();
    expect(handDrafts.of(section.id)).toMatchObject([{ text: 'Half a sen' }]);
  });

  it('W70 is not covered by the editor of a blank page', async () => {
    rememberSource(true);
    handDrafts.keep(section.id, { ...draft, baseId: null });
    const brief = plainBrief({ topic: 'Untitled', language: 'en', words: 800, isOpenEnded: true });
    await openDocumentPage({ ...standing, title: '', brief, sections: [sampleSection(1, { heading: 'Text', points: [] })] });
    fireEvent.click(await screen.findByRole('button', { name: 'Go on with it: Text' }));
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Text/ })).value).toBe('Half a sen');
  });
});
