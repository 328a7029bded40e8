import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useShownComment } from '../document/comments/shown-comment.ts';
import { sampleDocumentSummary } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleId, sampleSystem } from '../testing/samples.ts';
import { sampleTemplate } from '../testing/template-samples.ts';
import { Palette } from './palette.tsx';

const part = (text: string, match = false) => ({ text, match });

function studio(): FakeStudio {
  return new FakeStudio({
    getSystem: () => sampleSystem(),
    listDocuments: () => ({ documents: [sampleDocumentSummary(1, { title: 'Rivers' })], total: 1 }),
    listConversations: () => ({ conversations: [sampleConversation(1)], total: 1 }),
    listTemplates: () => ({ templates: [sampleTemplate()], problems: [] }),
    search: () => ({
      hits: [
        {
          conversationId: sampleId(7),
          messageId: sampleId(8),
          title: 'On letters',
          documentTitle: 'Post',
          parts: [part('a '), part('letter', true)],
          updatedAt: '2026-01-01T08:00:00.000Z',
        },
      ],
      documents: [
        {
          documentId: sampleId(5),
          sectionId: sampleId(6),
          title: 'Post',
          heading: 'Stamps',
          parts: [part('every '), part('letter', true)],
          updatedAt: '2026-01-01T08:00:00.000Z',
        },
      ],
      comments: [
        {
          commentId: sampleId(9),
          documentId: sampleId(5),
          title: 'Post',
          parts: [part('which '), part('letter', true)],
          updatedAt: '2026-01-01T08:00:00.000Z',
        },
      ],
    }),
  });
}

const onClose = vi.fn<() => void>();
const onShowShortcuts = vi.fn<() => void>();
const field = () => screen.getByRole<HTMLInputElement>('combobox');
const options = () => screen.getAllByRole('option').map((option) => option.textContent);
const current = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent;

describe('the palette', () => {
  afterEach(() => {
    cleanup();
    vi.clearAllMocks();
    vi.unstubAllGlobals();
    localStorage.clear();
    history.replaceState(null, '', '/');
  });

  it('offers the documents worked on last and everything that can be done, before anything is typed', async () => {
    studio();
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    await screen.findByRole('option', { name: /Rivers/ });
    expect(document.activeElement).toBe(field());
    expect(current()).toContain('Rivers');
    expect(options()).toEqual(
      expect.arrayContaining(['New document', 'New conversation', 'Go to Queue', 'Go to Settings', 'Show shortcuts']),
    );
  });

  it('Q1 Q4 finds documents, comments, conversations, templates and commands by one word, and opens the place that was found', async () => {
    const fake = studio();
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    fireEvent.change(field(), { target: { value: ' letter ' } });
    await screen.findByRole('option', { name: /Stamps/ });
    expect(fake.calls.find(({ name }) => name === 'search')?.query.get('q')).toBe('letter');
    expect(options()).toEqual([
      expect.stringContaining('Stamps  every letter'),
      expect.stringContaining('Postwhich letter'),
      expect.stringContaining('On lettersAbout “Post”  a letter'),
      expect.stringContaining('A letter'),
    ]);
    expect(screen.getAllByRole('group').map((group) => group.getAttribute('aria-label'))).toEqual([
      'Documents',
      'Comments',
      'Conversations',
      'Templates',
    ]);
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(onClose).toHaveBeenCalled();
    expect(location.pathname + location.hash).toBe(`/documents/${sampleId(5)}#section-${sampleId(6)}`);
  });

  it('Q4 opens a document at the comment that was found', async () => {
    studio();
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    fireEvent.change(field(), { target: { value: 'letter' } });
    fireEvent.click(await screen.findByRole('option', { name: /which letter/ }));
    expect(location.pathname).toBe(`/documents/${sampleId(5)}`);
    expect(useShownComment.getState().sought).toBe(sampleId(9));
  });

  it('Q2 is moved through by keys alone, round both ends', async () => {
    studio();
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    fireEvent.change(field(), { target: { value: 'letter' } });
    await screen.findByRole('option', { name: /Stamps/ });
    fireEvent.keyDown(field(), { key: 'ArrowUp' });
    expect(current()).toContain('A letter');
    for (let time = 0; time < 3; time += 1) fireEvent.keyDown(field(), { key: 'ArrowDown' });
    expect(current()).toContain('On letters');
    expect(within(screen.getByRole('listbox')).getAllByRole('option', { selected: true })).toHaveLength(1);
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(location.pathname + location.hash).toBe(`/c/${sampleId(7)}#${sampleId(8)}`);
  });

  it('Q3 leaves every key to an input method that is composing', async () => {
    const fake = studio();
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    await screen.findByRole('option', { name: /Rivers/ });
    fireEvent.compositionStart(field());
    fireEvent.change(field(), { target: { value: 'xin' } });
    for (const key of ['Enter', 'ArrowDown', 'Escape']) fireEvent.keyDown(field(), { key, keyCode: 229 });
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    expect(onClose).not.toHaveBeenCalled();
    expect(current()).toContain('Rivers');
    fireEvent.compositionEnd(field(), { target: { value: '信' } });
    await waitFor(() => expect(fake.calls.filter(({ name }) => name === 'search').map(({ query }) => query.get('q'))).toEqual(['信']));
  });

  it('Q1 finds a command by its name in the other language', async () => {
    studio();
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    fireEvent.change(field(), { target: { value: '快捷键' } });
    fireEvent.click(await screen.findByRole('option', { name: 'Show shortcuts' }));
    expect(onShowShortcuts).toHaveBeenCalled();
  });

  it('Y5 begins a document of a template', async () => {
    studio();
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    fireEvent.change(field(), { target: { value: '信件' } });
    fireEvent.click(await screen.findByRole('option', { name: /A letter/ }));
    expect(location.pathname).toBe('/documents');
    expect(JSON.parse(localStorage.getItem('maobi.draft.brief') ?? 'null')).toMatchObject({ template: 'letter', words: '300' });
  });
});
