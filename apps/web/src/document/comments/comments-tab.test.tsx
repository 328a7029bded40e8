import type { Comment, DocumentDetail, ErrorBody } from '@maobi/contract';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setConnection } from '../../studio/connection.ts';
import { applyEvent } from '../../studio/live-events.ts';
import { sampleComment, sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeLocks } from '../../testing/fake-locks.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleId } from '../../testing/samples.ts';
import { Toaster } from '../../toasts/toaster.tsx';
import { commentDrafts } from './comment-drafts.ts';
import { CommentsTab } from './comments-tab.tsx';
import { seekComment, useShownComment } from './shown-comment.ts';
import { useKeptRemarks } from './use-comment-actions.ts';
import { useSoughtComment } from './use-sought-comment.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
  useShownComment.setState({ sought: null, id: null, remarked: null });
  vi.unstubAllGlobals();
});

const at = '2026-11-01T00:00:00.000Z';
const sections = [1, 2].map((number) => sampleSection(number, { version: sampleVersion(number, number) }));

const conflict: ErrorBody = { code: 'conflict', message: 'changed', retryable: false };

function Opened({ detail, onShow }: { readonly detail: DocumentDetail; readonly onShow: (id: string) => void }) {
  useKeptRemarks(detail.id, detail.binnedAt !== null);
  useSoughtComment(detail, onShow);
  return <CommentsTab detail={detail} onShow={onShow} />;
}

/** Shows the comments as the studio keeps them. */
async function open(standing: readonly Comment[], detail: Partial<DocumentDetail> = {}) {
  const kept = new Map(standing.map((comment) => [comment.id, comment]));
  const removed = new Map<string, Comment>();
  const put = (comment: Comment) => {
    kept.set(comment.id, comment);
    return comment;
  };
  const studio = new FakeStudio({
    listComments: () => ({ comments: [...kept.values()] }),
    addComment: ({ params, body }) => {
      const made = { ...sampleComment(0), ...(body as Partial<Comment>), sectionId: params['id'] ?? '' };
      return kept.get(made.id) ?? put(made);
    },
    updateComment: ({ params, body }) => {
      const { revision, text, isResolved } = body as { revision: number; text?: string; isResolved?: boolean };
      const comment = kept.get(params['id'] ?? '');
      if (comment?.revision !== revision) return conflict;
      const resolvedAt = isResolved === undefined ? comment.resolvedAt : isResolved ? at : null;
      return put({ ...comment, revision: revision + 1, text: text ?? comment.text, resolvedAt });
    },
    removeComment: ({ params }) => {
      const id = params['id'] ?? '';
      removed.set(id, kept.get(id) ?? sampleComment(0));
      kept.delete(id);
      return {};
    },
    restoreComment: ({ params }) => {
      const id = params['id'] ?? '';
      return put(kept.get(id) ?? removed.get(id) ?? sampleComment(0));
    },
  });
  const shown: string[] = [];
  const { queryClient } = await renderStudio(
    <>
      <Opened detail={sampleDocument({ sections, ...detail })} onShow={(id) => shown.push(id)} />
      <Toaster />
    </>,
  );
  return { studio, kept, shown, queryClient };
}

const cards = () => [...document.querySelectorAll('.comment')].map((card) => card.querySelector('.comment-text')?.textContent);

async function write(text: string) {
  fireEvent.click(screen.getByRole('button', { name: /^Edit: Remark/ }));
  fireEvent.change(screen.getByRole('textbox', { name: 'Comment' }), { target: { value: text } });
}

describe('comments beside the text', () => {
  it('W41 stand in the order of the text, those whose words are gone last, and lead to their words', async () => {
    const gone = sampleComment(1, { quote: 'a sentence that was taken out', before: 'before it', after: 'after it' });
    const { shown } = await open([gone, sampleComment(2, { sectionId: sampleId(2002) }), sampleComment(3)]);
    await screen.findByText('Remark 3');
    expect(cards()).toEqual(['Remark 3', 'Remark 2', 'Remark 1']);
    const note = document.querySelectorAll('.comment')[2];
    expect(note?.textContent).toContain('The words are no longer there');
    const words = screen.getAllByRole('button', { name: 'They wait for whoever comes' });
    fireEvent.click(words[1]!);
    expect(shown).toEqual([sampleId(2002)]);
    expect(document.querySelector('[data-current]')?.textContent).toContain('Remark 2');
  });

  it('Q4 are gone to from elsewhere, before their document is there or after: to the words, and to the card, a resolved one too', async () => {
    seekComment(sampleId(9002));
    const { shown } = await open([sampleComment(1), sampleComment(2, { id: sampleId(9002), sectionId: sampleId(2002), resolvedAt: at })]);
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Remark 2'));
    expect(shown).toEqual([sampleId(2002)]);
    fireEvent.click(screen.getByRole('button', { name: 'Hide 1 resolved' }));
    expect(cards()).toEqual(['Remark 1']);
    act(() => seekComment(sampleComment(1).id));
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Remark 1'));
    expect(shown).toEqual([sampleId(2002), sampleId(2001)]);
  });

  it('W43 are resolved, looked at, opened again and deleted, each of which can be taken back', async () => {
    const { kept } = await open([sampleComment(1)]);
    fireEvent.click(await screen.findByRole('button', { name: /^Resolve: Remark/ }));
    await screen.findByText('All comments are resolved.');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(cards()).toEqual(['Remark 1']));
    fireEvent.click(screen.getByRole('button', { name: /^Resolve: Remark/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Show 1 resolved' }));
    fireEvent.click(screen.getByRole('button', { name: /^Open again: Remark/ }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /resolved/ })).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: /^Delete: Remark/ }));
    await waitFor(() => expect(cards()).toEqual([]));
    expect(document.activeElement?.className).toBe('aide-comments');
    const toast = screen.getByText('The comment was deleted.').closest('.toast');
    fireEvent.click([...(toast?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === 'Undo')!);
    await waitFor(() => expect(cards()).toEqual(['Remark 1']));
    expect(kept.get(sampleComment(1).id)).toMatchObject({ text: 'Remark 1', resolvedAt: null });
  });

  it('W43 are changed with Enter, not with the Enter of an input method, and left alone when the writer says so', async () => {
    const { studio } = await open([sampleComment(1)]);
    await screen.findByText('Remark 1');
    await write('Another');
    fireEvent.click(screen.getByRole('button', { name: 'Leave it' }));
    expect(cards()).toEqual(['Remark 1']);
    await write('Look this up');
    const field = screen.getByRole('textbox', { name: 'Comment' });
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    expect(studio.bodiesOf('updateComment')).toEqual([]);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(document.activeElement?.closest('.comment')).not.toBeNull(); // not at the top of the page again
    await waitFor(() => expect(cards()).toEqual(['Look this up']));
    expect(studio.bodiesOf('updateComment')).toEqual([{ revision: 1, text: 'Look this up' }]);
    expect(commentDrafts.of(sampleId(1))).toEqual([]);
  });

  it('W44 keep both texts where one was changed elsewhere, and come back where one was deleted', async () => {
    const { kept } = await open([sampleComment(1)]);
    await screen.findByText('Remark 1');
    await write('Mine');
    kept.set(sampleComment(1).id, sampleComment(1, { text: 'Theirs', revision: 2 }));
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Comment' }), { key: 'Escape' });
    await screen.findByText('This comment was changed elsewhere too. Both texts are in it.');
    await waitFor(() => expect(cards()).toEqual(['Mine\n\nTheirs']));
  });

  it('W43 keep a remark that was being written when the page went away, once the document is opened again', async () => {
    const { documentId, sectionId, quote, before, after } = sampleComment(9);
    commentDrafts.keep({ id: sampleId(6009), documentId, sectionId, quote, before, after, baseText: null, text: 'Half a thought' });
    const { studio } = await open([]);
    await screen.findByText('Half a thought');
    expect(studio.bodiesOf('addComment')).toHaveLength(1);
    expect(commentDrafts.of(documentId)).toEqual([]);
  });

  it('W43 keep a remark that the studio could not take as soon as it answers again', async () => {
    const { studio } = await open([sampleComment(1)]);
    await screen.findByText('Remark 1');
    act(() => setConnection('lost'));
    commentDrafts.keep({ ...sampleComment(1), baseText: 'Remark 1', text: 'Remark 1, and more' });
    expect(studio.bodiesOf('updateComment')).toEqual([]);
    act(() => setConnection('online'));
    await waitFor(() => expect(cards()).toEqual(['Remark 1, and more']));
    expect(commentDrafts.of(sampleId(1))).toEqual([]);
  });

  it('W43 leave a remark to its field while that is open, and to the writer whether it is kept', async () => {
    const { studio } = await open([sampleComment(1), sampleComment(2)]);
    await screen.findByText('Remark 1');
    fireEvent.click(screen.getAllByRole('button', { name: /^Edit: Remark/ })[0]!);
    fireEvent.change(screen.getByRole('textbox', { name: 'Comment' }), { target: { value: 'Half a thought' } });
    act(() => setConnection('lost'));
    commentDrafts.keep({ ...sampleComment(2), baseText: 'Remark 2', text: 'Remark 2, and more' });
    act(() => setConnection('online'));
    await screen.findByText('Remark 2, and more');
    fireEvent.click(screen.getByRole('button', { name: 'Leave it' }));
    expect(cards()).toEqual(['Remark 1', 'Remark 2, and more']);
    expect(studio.bodiesOf('updateComment')).toEqual([{ revision: 1, text: 'Remark 2, and more' }]);
  });

  it('W43 keep a remark that is written in another tab only when that has gone', async () => {
    const locks = new FakeLocks();
    vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: locks } }));
    const leave = locks.holdElsewhere(`maobi.remark.${sampleComment(1).id}`);
    commentDrafts.keep({ ...sampleComment(1), baseText: 'Remark 1', text: 'Half' });
    commentDrafts.keep({ ...sampleComment(2), baseText: 'Remark 2', text: 'Remark 2, and more' });
    await open([sampleComment(1), sampleComment(2)]);
    await screen.findByText('Remark 2, and more');
    expect(cards()).toContain('Remark 1');
    commentDrafts.keep({ ...sampleComment(1), baseText: 'Remark 1', text: 'Half a thought' });
    leave();
    await waitFor(() => expect(cards()).toEqual(['Half a thought', 'Remark 2, and more']));
  });

  it('W44 show what another page has written', async () => {
    const { kept, queryClient } = await open([sampleComment(1)]);
    await screen.findByText('Remark 1');
    kept.set(sampleComment(2).id, sampleComment(2));
    applyEvent(queryClient, { type: 'comments', documentId: sampleId(1) });
    await waitFor(() => expect(cards()).toEqual(['Remark 1', 'Remark 2']));
  });

  it('W58 are named by their buttons', async () => {
    await open([sampleComment(1), { ...sampleComment(2), text: 'A long remark\nthat says far more than a button should' }]);
    const edit = await screen.findByRole('button', { name: 'Edit: A long remark that says far more than a …' });
    expect(edit.textContent).toBe('Edit');
    expect(screen.getAllByRole('button', { name: /^Delete: / })).toHaveLength(2);
  });

  it('W45 can be read in the bin, and not changed', async () => {
    await open([sampleComment(1)], { binnedAt: at });
    await screen.findByText('Remark 1');
    expect(screen.queryByRole('button', { name: /^Resolve: Remark/ })).toBeNull();
  });
});
