import type { DocumentDetail } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { sampleId } from '../../testing/samples.ts';
import { DocumentActions } from '../document-actions.ts';
import { takeToastAction, useToasts } from '../../toasts/toasts.ts';
import { onProposal, type Proposal } from '../polish/proposals.ts';
import { SuggestionsBar } from './suggestions-bar.tsx';
import { SuggestionsReview } from './suggestions-review.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const text = 'A library opened in 1912.\n\n```\ncode\n```\n\nIt has many quiet rooms.';
const suggested = 'A library opened long ago.\n\n```\ncode\n```\n\nIt has many peaceful rooms.';
const section = sampleSection(1, {
  heading: 'Opening',
  version: sampleVersion(1, 1, { text }),
  suggestion: { id: sampleId(9), text: suggested },
  count: 10,
  state: 'done',
});
const detail = sampleDocument({ sections: [section, sampleSection(2)] });

async function openReview() {
  const answer = (): DocumentDetail => ({ ...detail, sections: [{ ...section, suggestion: null }] });
  const studio = new FakeStudio({ addVersion: answer, dismissSuggestion: answer, chooseVersion: answer });
  const closed = vi.fn<() => void>();
  const actions = new DocumentActions(new QueryClient(), detail.id);
  await renderStudio(
    <SuggestionsReview detail={detail} sectionId={section.id} actions={actions} onShow={() => undefined} onClose={closed} />,
  );
  return { studio, closed };
}

describe('the suggestions for a document', () => {
  it('W13 are named above the text', async () => {
    const onReview = vi.fn<(sectionId: string) => void>();
    await renderStudio(<SuggestionsBar detail={detail} onReview={onReview} />);
    expect(screen.getByText('Suggestions for 1 section wait for you')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Opening' }));
    expect(onReview).toHaveBeenCalledWith(section.id);
  });

  it('W13 are judged change by change, and what would be lost is named', async () => {
    const { studio, closed } = await openReview();
    expect(screen.getByText(/Accepting it all loses: 1912/u)).toBeTruthy();
    expect(document.querySelectorAll('.hunk')).toHaveLength(2);
    fireEvent.click(screen.getByRole('button', { name: 'Reject' }));
    expect(screen.queryByText(/loses/u)).toBeNull();
    expect(studio.calls).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Accept' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(studio.bodiesOf('addVersion')).toMatchObject([
      { baseId: section.version?.id, source: 'polish', suggestionId: sampleId(9), text: text.replace('quiet', 'peaceful') },
    ]);
  });

  it('W6 have on a phone the verdicts in one row, and what is rarer in a menu', async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }));
    const { studio } = await openReview();
    const names = within(screen.getByRole('toolbar'))
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label') ?? button.firstChild?.textContent);
    expect(names).toEqual(['What else can be done', 'Discard', 'Accept', 'Reject', 'Next']);
    fireEvent.click(screen.getByRole('button', { name: 'What else can be done' }));
    expect((await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent)).toEqual(['Accept the rest', 'Reject the rest']);
    fireEvent.click(screen.getByRole('menuitem', { name: 'Accept the rest' }));
    await waitFor(() => expect(studio.bodiesOf('addVersion')).toMatchObject([{ text: suggested }]));
  });

  it('W13 say how many sections are left, and come back to be judged again on undo', async () => {
    const { studio, closed } = await openReview();
    expect(screen.getByText('1 section left to look at')).toBeTruthy();
    const proposed = vi.fn<(proposal: Proposal) => void>();
    const stop = onProposal(proposed);
    fireEvent.click(screen.getByRole('button', { name: 'Accept the rest' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    const [toast, ...others] = useToasts.getState().toasts.filter(({ name }) => name === 'suggestions');
    expect(others).toEqual([]);
    takeToastAction(toast?.id ?? -1);
    await waitFor(() => expect(proposed).toHaveBeenCalled());
    stop();
    const [accepted] = studio.bodiesOf('addVersion') as { id: string }[];
    expect(studio.bodiesOf('chooseVersion')).toEqual([{ versionId: section.version?.id, baseId: accepted?.id }]);
    expect(proposed.mock.calls[0]?.[0]).toMatchObject({ place: 'instead', text: suggested, target: { sectionId: section.id } });
  });

  it('W6 a verdict is taken back with the key and given again, and the key does nothing else here', async () => {
    const { studio } = await openReview();
    const undo = (fields: Partial<KeyboardEvent> = {}, target: Element = document.body) =>
      fireEvent.keyDown(target, { key: 'z', ctrlKey: true, ...fields });
    const open = () => document.querySelectorAll('.hunk').length;
    const place = () => document.querySelector('.review-words')?.textContent;
    fireEvent.keyDown(document.body, { key: 'a' });
    expect([open(), place()]).toEqual([1, expect.stringContaining('Change 2 of 2')]);
    fireEvent.keyDown(document.body, { key: 'n' });
    expect(undo()).toBe(false);
    expect([open(), place()]).toEqual([2, expect.stringContaining('Change 1 of 2')]);
    undo({ shiftKey: true });
    expect(open()).toBe(1);
    fireEvent.click(screen.getByRole('button', { name: 'Take back' }));
    expect(open()).toBe(2);
    expect(undo()).toBe(false);
    expect(useToasts.getState().toasts.at(-1)?.text).toContain('No change is judged yet.');
    const outline = document.body.appendChild(document.createElement('aside'));
    outline.className = 'document-outline';
    expect(undo({}, outline)).toBe(true);
    outline.remove();
    expect(studio.calls).toEqual([]);
  });

  it('P9 change nothing when all of them are rejected', async () => {
    const { studio, closed } = await openReview();
    fireEvent.click(screen.getByRole('button', { name: 'Reject the rest' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(studio.calls.map(({ name, body }) => [name, body])).toEqual([['dismissSuggestion', { suggestionId: sampleId(9) }]]);
  });
});
