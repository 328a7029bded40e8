import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { DocumentDetail, Version } from '@maobi/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleSystem } from '../../testing/samples.ts';
import { Toaster } from '../../toasts/toaster.tsx';
import { DocumentPage } from '../document-page.tsx';
import { handDrafts } from './hand-drafts.ts';
import { rememberSource } from './source-mode.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const first = sampleVersion(1, 1, { text: 'Old.' });
const sectionWith = (version: Version) => sampleSection(1, { version, count: 1, state: 'done' });

/** An editor in a section whose versions the studio keeps, with other words typed into it. */
async function typeIntoSection() {
  const versions = new Map<string, Version>([[first.id, first]]);
  let counting: Version = first;
  const detail = (): DocumentDetail => sampleDocument({ sections: [sectionWith(counting)] });
  const count = (version: Version | undefined) => {
    counting = version ?? first;
    versions.set(counting.id, counting);
    return detail();
  };
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [...versions.values()] }),
    warmDocument: () => ({}),
    getDocument: detail,
    addVersion: ({ body }) => count({ ...first, source: 'user', ...(body as Pick<Version, 'id' | 'text'>) }),
    chooseVersion: ({ body }) => count(versions.get((body as { versionId: string }).versionId)),
  });
  rememberSource(true);
  const { unmount } = await renderStudio(
    <>
      <DocumentPage documentId={detail().id} />
      <Toaster />
    </>,
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Edit: Part 1' }));
  const field = await screen.findByRole('textbox', { name: /Part 1/ });
  fireEvent.change(field, { target: { value: 'Mine.' } });
  return { studio, unmount, counting: () => counting.text };
}

describe('an editor', () => {
  it('W71 that is given up leaves what was typed as a version, one press away', async () => {
    const { counting } = await typeIntoSection();
    fireEvent.click(screen.getByRole('button', { name: 'Discard changes' }));
    await screen.findByText('Changes discarded. What you wrote is among the versions.');
    await waitFor(() => expect(screen.queryByRole('textbox', { name: /Part 1/ })).toBeNull());
    expect(counting()).toBe('Old.');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(counting()).toBe('Mine.'));
  });

  it('W77 saves at once with the key that saves in other programs, says so, and stays open', async () => {
    const { counting } = await typeIntoSection();
    const field = screen.getByRole('textbox', { name: /Part 1/ });
    expect(fireEvent.keyDown(field, { key: 's', ctrlKey: true })).toBe(false);
    await screen.findByText(/saved at/);
    expect(counting()).toBe('Mine.');
    expect(field.isConnected).toBe(true);
  });

  it('W2 that goes with its page is saved', async () => {
    const { unmount, counting, studio } = await typeIntoSection();
    unmount();
    await waitFor(() => expect(counting()).toBe('Mine.'));
    await waitFor(() => expect(handDrafts.of(sectionWith(first).id)).toEqual([]));
    expect(studio.bodiesOf('addVersion')).toHaveLength(1);
  });

  it('W2 is saved as its page is closed, and stays for a browser that brings it back', async () => {
    const { counting } = await typeIntoSection();
    act(() => void dispatchEvent(new Event('pagehide')));
    await waitFor(() => expect(counting()).toBe('Mine.'));
    expect(screen.getByRole('textbox', { name: /Part 1/ })).toBeTruthy();
    dispatchEvent(new Event('pageshow'));
  });

  it('W70 that is left without the studio hands what was typed on to the next one', async () => {
    const { unmount, studio } = await typeIntoSection();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no answer')));
    unmount();
    await act(async () => undefined);
    expect(handDrafts.of(sectionWith(first).id)).toMatchObject([{ text: 'Mine.' }]);
    expect(studio.bodiesOf('addVersion')).toEqual([]);
  });
});
