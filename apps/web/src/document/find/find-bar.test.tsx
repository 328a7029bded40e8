import type { DocumentDetail, EndpointBody } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import i18next from 'i18next';
import { useMemo, useRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useDocument } from '../../studio/queries.ts';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { FindWorkerHere } from '../../testing/find-worker-here.ts';
import { Toaster } from '../../toasts/toaster.tsx';
import { DocumentActions } from '../document-actions.ts';
import { FindBar } from './find-bar.tsx';

const goTo = vi.fn<() => void>();

beforeEach(() => {
  vi.stubGlobal('Worker', FindWorkerHere);
  Element.prototype.scrollIntoView = goTo;
  goTo.mockClear();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const texts = ['A spring and a spring.', 'One more spring.', 'A locked spring.'];
const documentOf = (words: readonly string[]): DocumentDetail =>
  sampleDocument({
    sections: words.map((text, index) =>
      sampleSection(index + 1, { version: sampleVersion(index + 1, index + 1, { text }), state: 'done', isLocked: index === 2 }),
    ),
  });

function OpenBar({ documentId }: { readonly documentId: string }) {
  const page = useRef<HTMLDivElement>(null);
  const cache = useQueryClient();
  const actions = useMemo(() => new DocumentActions(cache, documentId), [cache, documentId]);
  const sections = useDocument(documentId).data?.sections ?? [];
  const nothing = () => undefined;
  return (
    <div ref={page}>
      {sections.map(({ id }) => (
        <section key={id} data-section-id={id} />
      ))}
      <FindBar
        {...{ page, sections, actions, isReadOnly: false }}
        request={useMemo(() => ({ mode: 'replace' }), [])}
        onMode={nothing}
        onClose={nothing}
      />
      <Toaster />
    </div>
  );
}

async function openBar(answers: ConstructorParameters<typeof FakeStudio>[0] = {}) {
  const kept = documentOf(texts);
  const studio = new FakeStudio({ getDocument: () => kept, ...answers });
  const { queryClient } = await renderStudio(<OpenBar documentId={kept.id} />);
  const find = (words: string) => fireEvent.change(screen.getByRole('textbox', { name: 'Find' }), { target: { value: words } });
  return { studio, kept, find, actions: new DocumentActions(queryClient, kept.id) };
}
const replaceAll = () => screen.getByRole('button', { name: 'Replace all' });

describe('the bar that finds', () => {
  it('W9: replaces in all open sections with one request, holds its buttons meanwhile, and stays where it is', async () => {
    const after = documentOf(['A spring! and a spring!.', 'One more spring!.', texts[2]!]);
    const { studio, kept, find } = await openBar({ replaceTexts: () => after, replaceOutline: () => kept });
    find('spring');
    await screen.findByText('1 of 4');
    fireEvent.change(screen.getByRole('textbox', { name: 'Replace with' }), { target: { value: 'spring!' } });
    await waitFor(() => expect(goTo).toHaveBeenCalled());
    goTo.mockClear();
    fireEvent.click(replaceAll());
    expect(replaceAll().getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('Replacing…').tagName).toBe('OUTPUT');
    fireEvent.click(replaceAll());
    await screen.findByText('Replaced 3 times in 2 sections. Locked sections and those being written were left alone.');
    await screen.findByText('1 of 4');
    expect(replaceAll().getAttribute('aria-disabled')).toBe('false');
    expect(goTo).not.toHaveBeenCalled();
    const bodies = studio.bodiesOf('replaceTexts') as EndpointBody<'replaceTexts'>[];
    expect(bodies.map(({ texts: sent }) => sent.map(({ id: _id, ...text }) => text))).toEqual([
      [
        { sectionId: kept.sections[0]!.id, baseId: kept.sections[0]!.version!.id, text: 'A spring! and a spring!.' },
        { sectionId: kept.sections[1]!.id, baseId: kept.sections[1]!.version!.id, text: 'One more spring!.' },
      ],
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(studio.bodiesOf('replaceOutline')).toHaveLength(1));
    expect(studio.bodiesOf('replaceOutline')[0]).toMatchObject({
      versions: bodies[0]!.texts.map(({ id, sectionId, baseId }) => ({ sectionId, versionId: baseId, baseId: id })),
    });
  });

  it('W52: offers to take back what was replaced no longer than it stands', async () => {
    const after = documentOf(['A spring! and a spring!.', 'One more spring!.', texts[2]!]);
    const { kept, find, actions } = await openBar({ replaceTexts: () => after, replaceOutline: () => kept });
    find('spring');
    await screen.findByText('1 of 4');
    fireEvent.change(screen.getByRole('textbox', { name: 'Replace with' }), { target: { value: 'spring!' } });
    fireEvent.click(replaceAll());
    await screen.findByRole('button', { name: 'Undo' });
    await act(() => actions.stepInHistory('undo'));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('W9: keeps the focus on a button when nothing is left to replace, so that Esc still closes the bar', async () => {
    const { studio, find } = await openBar({ replaceTexts: () => documentOf(['A and a.', 'One more.', 'Locked.']) });
    find('spring');
    await screen.findByText('1 of 4');
    replaceAll().focus();
    fireEvent.click(replaceAll());
    await screen.findByText('Not found');
    expect(document.activeElement).toBe(replaceAll());
    expect(replaceAll().matches(':disabled')).toBe(false);
    fireEvent.click(replaceAll());
    expect(studio.bodiesOf('replaceTexts')).toHaveLength(1);
  });

  it('W9: looks for other words from the place that the writer has gone to', async () => {
    const { find } = await openBar();
    find('spring');
    await screen.findByText('1 of 4');
    const next = screen.getByRole('button', { name: 'Next' });
    fireEvent.click(next);
    fireEvent.click(next);
    await screen.findByText('3 of 4');
    find('a');
    expect(await screen.findByText('4 of 4')).toBeTruthy();
  });

  it('W9: says that nothing was replaced when a section has changed meanwhile, and looks at the document again', async () => {
    const conflict = { code: 'conflict', message: 'changed', retryable: false } as const;
    const { studio, find } = await openBar({ replaceTexts: () => conflict });
    find('spring');
    await screen.findByText('1 of 4');
    fireEvent.click(replaceAll());
    await screen.findByText('A section has just changed, so nothing was replaced. Press once more.');
    expect(studio.calls.filter(({ name }) => name === 'getDocument')).toHaveLength(2);
  });

  it('W9: says in the language of the page what is wrong with an expression', async () => {
    const { find } = await openBar();
    fireEvent.click(screen.getByRole('button', { name: 'Regular expression' }));
    find('([');
    expect((await screen.findByRole('alert')).textContent).toContain('A [ of this regular expression is not closed with ].');
    await act(() => i18next.changeLanguage('zh'));
    fireEvent.change(screen.getByRole('textbox', { name: '找什么' }), { target: { value: '(春天' } });
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('正则表达式里的 ( 没有用 ) 收尾。'));
    expect(screen.getByRole('alert').textContent).not.toMatch(/[a-z]{2}/iu);
  });
});
