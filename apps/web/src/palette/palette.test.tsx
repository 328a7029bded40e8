import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useShownComment } from '../document/comments/shown-comment.ts';
import { useSought } from '../document/find/sought-words.ts';
import { onPartWanted } from '../document/wanted-part.ts';
import { sampleBatchSummary } from '../testing/batch-samples.ts';
import { sampleDocument, sampleDocumentSummary, sampleJob, sampleSection, sampleVersion } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleId, sampleSystem } from '../testing/samples.ts';
import { sampleTemplate } from '../testing/template-samples.ts';
import { navigate } from 'wouter/use-browser-location';
import { Palette } from './palette.tsx';

const part = (text: string, match = false) => ({ text, match });

function studio(answers: ConstructorParameters<typeof FakeStudio>[0] = {}): FakeStudio {
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
          batch: { id: sampleId(3), title: 'Hobbies', template: 'letter' },
          matchingSections: 3,
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
    ...answers,
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
      expect.arrayContaining(['New document', 'New conversation', 'Go to Queue', 'Go to Settings', 'Show shortcuts?']),
    );
  });

  it('Q1 Q4 finds documents, comments, conversations, templates and commands by one word, and opens the place that was found', async () => {
    const fake = studio();
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    fireEvent.change(field(), { target: { value: ' letter ' } });
    await screen.findByRole('option', { name: /Stamps/ });
    expect(fake.calls.find(({ name }) => name === 'search')?.query.get('q')).toBe('letter');
    expect(options()).toEqual([
      expect.stringMatching(/Batch “Hobbies” {2}Stamps {2}every letter.*in 3 sections/),
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
    const place = { documentId: sampleId(5), sectionId: sampleId(6) };
    expect(useSought.getState().sought).toEqual({ ...place, before: 'every ', words: 'letter' });
  });

  it('Q1 finds a batch by its name, and opens it', async () => {
    studio({ listBatches: () => ({ batches: [sampleBatchSummary(4, { title: 'Love letters' }), sampleBatchSummary(5)], total: 2 }) });
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    fireEvent.change(field(), { target: { value: 'letter' } });
    const found = await screen.findByRole('option', { name: /Love letters/ });
    expect(found.closest('[role=group]')?.getAttribute('aria-label')).toBe('Batches');
    expect(found.textContent).toContain('5 rows, 2 written');
    fireEvent.click(found);
    expect(location.pathname).toBe(`/batches/${sampleId(4)}`);
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

  it('Q5 does what can be done now with the open document, and nothing else', async () => {
    const wanted: string[] = [];
    const stop = onPartWanted((part) => wanted.push(part));
    const written = sampleSection(1, { version: sampleVersion(1, 1), count: 8, state: 'done' });
    const document = sampleDocument({ sections: [written, sampleSection(2)] });
    const system = sampleSystem();
    const getSystem = () => ({ ...system, engine: { ...system.engine, state: 'ready' as const } });
    const fake = studio({ getSystem, getDocument: () => document, startJob: () => sampleJob() });
    history.replaceState(null, '', `/documents/${document.id}`);
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    fireEvent.click(await screen.findByRole('option', { name: 'Find and replace' }));
    fireEvent.click(screen.getByRole('option', { name: 'Check this document' }));
    await waitFor(() => expect(wanted).toEqual(['replace', 'checks']));
    expect(screen.getByRole('option', { name: 'Focus mode' }).textContent).toContain('ShiftF');
    expect(options()).toEqual(
      expect.arrayContaining(['Polish all', 'Export: download .md', 'Versions of this section', 'Restart the engine']),
    );
    for (const name of ['Pause the writing', 'Resume the writing', 'Start writing this document'])
      expect(screen.queryByRole('option', { name })).toBeNull();
    fireEvent.change(field(), { target: { value: '接着写' } });
    fireEvent.click(await screen.findByRole('option', { name: 'Go on writing this document' }));
    await waitFor(() => expect(fake.bodiesOf('startJob')).toHaveLength(1));
    stop();
  });

  it('Q5 rests a document that is being written, and has nothing of a document on other pages', async () => {
    const job = sampleJob();
    const fake = studio({
      getDocument: () => sampleDocument({ sections: [sampleSection(1)], job }),
      pauseJob: () => ({ ...job, state: 'paused' }),
    });
    history.replaceState(null, '', `/documents/${sampleId(1)}`);
    await renderStudio(<Palette onClose={onClose} onShowShortcuts={onShowShortcuts} />);
    fireEvent.click(await screen.findByRole('option', { name: 'Pause the writing' }));
    await waitFor(() => expect(fake.bodiesOf('pauseJob')).toHaveLength(1));
    await screen.findByRole('option', { name: 'Resume the writing' });
    expect(options()).not.toContain('Polish all');
    act(() => navigate('/queue'));
    await waitFor(() => expect(options()).not.toContain('Resume the writing'));
    expect(options()).toContain('Open a file');
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
