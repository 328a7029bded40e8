import type { OutlineRow } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleBatchSummary } from '../testing/batch-samples.ts';
import { sampleDocument, sampleDocumentSummary } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleEntry, sampleId, sampleModel, sampleSystem } from '../testing/samples.ts';
import { sampleTemplate } from '../testing/template-samples.ts';
import { useToasts } from '../toasts/toasts.ts';
import { HomePage } from './home-page.tsx';

const toasts = () => useToasts.getState().toasts.map(({ text }) => text);

afterEach(() => {
  cleanup();
  localStorage.clear();
  history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
});

type Answers = ConstructorParameters<typeof FakeStudio>[0];

async function openPage(answers: Answers = {}): Promise<FakeStudio> {
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [sampleModel('qwen')] }),
    listQueue: () => [],
    listDocuments: () => ({ documents: [], total: 0 }),
    listBatches: () => ({ batches: [], total: 0 }),
    listConversations: () => ({ conversations: [], total: 0 }),
    listTemplates: () => ({ templates: [sampleTemplate({ audience: 'students' })], problems: [] }),
    createDocument: () => sampleDocument(),
    replaceOutline: () => sampleDocument(),
    ...answers,
  });
  await renderStudio(<HomePage />);
  await screen.findByRole('region', { name: 'Begin with a template' });
  return studio;
}

const templatesRegion = () => screen.getByRole('region', { name: 'Begin with a template' });

describe('the home page', () => {
  it('Y1 says to a new writer what to do first', async () => {
    await openPage();
    expect(await screen.findByRole('heading', { name: 'New here' })).toBeTruthy();
    expect(screen.getByText(/Nothing is being written/)).toBeTruthy();
  });

  it('Y1 shows what was written last and how far it is, and conversations', async () => {
    await openPage({
      listDocuments: () => ({ documents: [sampleDocumentSummary(1, { title: 'Rivers', count: 200 })], total: 1 }),
      listConversations: () => ({ conversations: [sampleConversation(2, { title: 'On letters' })], total: 1 }),
    });
    const document = await screen.findByRole('link', { name: /Rivers/ });
    expect(document.getAttribute('href')).toBe(`/documents/${sampleDocumentSummary(1).id}`);
    expect(document.textContent).toMatch(/200 \/ 600 words.*Go on/);
    expect(screen.getByRole('link', { name: /On letters/ }).getAttribute('href')).toBe(`/c/${sampleId(2)}`);
    expect(screen.queryByRole('heading', { name: 'New here' })).toBeNull();
  });

  it('Y1 B7 shows a batch among them as one thing, in the order of the last changes', async () => {
    const batch = sampleBatchSummary(7, { title: 'Old things', rowCount: 5, writtenCount: 2, updatedAt: '2026-11-01T00:01:30.000Z' });
    await openPage({
      listDocuments: () => ({ documents: [2, 1].map((number) => sampleDocumentSummary(number)), total: 2 }),
      listBatches: () => ({ batches: [batch], total: 1 }),
    });
    const recent = (await screen.findByRole('link', { name: /Old things/ })).closest('ul');
    const links = within(recent as HTMLElement).getAllByRole('link');
    expect(links.map(({ textContent }) => /Document \d|Old things/.exec(textContent)?.[0])).toEqual([
      'Document 2',
      'Old things',
      'Document 1',
    ]);
    expect(links[1]?.textContent).toMatch(/2 of 5 texts written.*Go on/);
    expect(links[1]?.getAttribute('href')).toBe(`/batches/${batch.id}`);
  });

  it('Y1 says to nobody who has a batch that they are new', async () => {
    await openPage({ listBatches: () => ({ batches: [sampleBatchSummary(7)], total: 1 }) });
    await screen.findByRole('link', { name: /of 5 texts/ });
    expect(screen.queryByRole('heading', { name: 'New here' })).toBeNull();
  });

  it('Y1 says when what is being written is done', async () => {
    const estimate = { waitingMs: 0, readingMs: 0, remainingMs: 45 * 60_000 };
    await openPage({
      listQueue: () => [sampleEntry(3, { title: 'Harbour', state: 'writing', estimate }), sampleEntry(4, { state: 'waiting' })],
    });
    const running = within(await screen.findByRole('complementary'));
    expect((await running.findByText(/done around then/)).textContent).toMatch(/\d{2}:\d{2}|\w{3}/);
    expect(running.getByRole('link', { name: 'Harbour' })).toBeTruthy();
    expect(running.getByRole('link', { name: 'See the queue' }).getAttribute('href')).toBe('/queue');
  });

  it.each([
    [{ action: 'outline' }, 'outline ready around then', 'Planning'],
    [{ action: 'draft' }, 'this section done around then', 'Writing'],
  ] as const)('Y1 says of a document only when the run is done: %o', async (fields, end, does) => {
    const estimate = { waitingMs: 0, readingMs: 0, remainingMs: 45 * 60_000 };
    const place = { conversationId: null, documentId: sampleId(1), urgency: 'job' } as const;
    await openPage({ listQueue: () => [sampleEntry(3, { ...place, ...fields, title: 'Harbour', state: 'writing', estimate })] });
    const running = await screen.findByRole('complementary');
    await waitFor(() => expect(running.textContent).toContain(end));
    expect(running.textContent).toContain(does);
  });

  it('Y5 begins with a template of an audience', async () => {
    await openPage();
    fireEvent.click(within(templatesRegion()).getByRole('button', { name: 'A letter' }));
    expect(location.pathname).toBe('/documents');
  });

  it('Y1 offers each audience first what it needs most often', async () => {
    const office = ['email', 'launch-speech-outline', 'meeting-minutes', 'project-plan', 'weekly-report'];
    const templates = office.map((id) => sampleTemplate({ id, audience: 'office', name: { zh: id, en: id } }));
    await openPage({ listTemplates: () => ({ templates, problems: [] }) });
    const offered = within(within(templatesRegion()).getByRole('group', { name: 'Office' })).getAllByRole('button');
    expect(offered.map(({ textContent }) => textContent)).toEqual(['weekly-report', 'email', 'meeting-minutes', 'project-plan']);
  });

  it('Y4 makes a document of a file, with its sections and texts', async () => {
    const studio = await openPage();
    const file = new File(['# Bridges\n\n## Stone\n\nOld ones.\n\n## Wood\n'], 'bridges.md', { type: 'text/markdown' });
    fireEvent.drop(screen.getByRole('heading', { name: 'Write something new' }), { dataTransfer: { types: ['Files'], files: [file] } });
    await waitFor(() => expect(location.pathname).toMatch(/^\/documents\//));
    expect(studio.bodiesOf('createDocument')).toMatchObject([{ title: 'Bridges', brief: { topic: 'Bridges', language: 'en' } }]);
    const [outline] = studio.bodiesOf('replaceOutline') as [{ sections: OutlineRow[]; texts: object[] }];
    expect(outline.sections).toMatchObject([{ heading: 'Stone' }, { heading: 'Wood' }]);
    expect(outline.texts).toMatchObject([{ sectionId: outline.sections[0]?.id, baseId: null, text: 'Old ones.' }]);
    expect(studio.bodiesOf('addVersion')).toEqual([]);
  });

  it('Y4 reads a file in an old encoding, says so, and asks no length of a text that is written', async () => {
    const studio = await openPage();
    const drop = (bytes: readonly number[], name: string) => {
      const files = [new File([new Uint8Array(bytes)], name)];
      fireEvent.drop(screen.getByRole('heading', { name: 'Write something new' }), { dataTransfer: { types: ['Files'], files } });
    };
    // 国家博物馆的早晨。
    drop([0xb9, 0xfa, 0xbc, 0xd2, 0xb2, 0xa9, 0xce, 0xef, 0xb9, 0xdd, 0xb5, 0xc4, 0xd4, 0xe7, 0xb3, 0xbf, 0xa1, 0xa3], '早晨.txt');
    await waitFor(() => expect(toasts().at(-1)).toBe('Read as GB18030.'));
    expect(studio.bodiesOf('createDocument')).toMatchObject([{ title: '早晨', brief: { language: 'zh', isOpenEnded: true } }]);
    expect(studio.bodiesOf('replaceOutline')).toMatchObject([{ texts: [{ text: '国家博物馆的早晨。' }] }]);
    drop([...new TextEncoder().encode('1. One\n2. Two\n')], 'outline.md');
    await waitFor(() => expect(studio.bodiesOf('createDocument')).toHaveLength(2));
    expect(studio.bodiesOf('createDocument')[1]).not.toHaveProperty('brief.isOpenEnded');
  });

  it('Y4 says why a file cannot be opened, and makes nothing of it', async () => {
    const studio = await openPage();
    const drop = (file: File) =>
      fireEvent.drop(screen.getByRole('heading', { name: 'Write something new' }), { dataTransfer: { types: ['Files'], files: [file] } });
    drop(new File(['x'], 'report.docx'));
    await waitFor(() => expect(toasts().at(-1)).toMatch(/“report.docx” cannot be opened: only Markdown and plain text can/));
    drop(new File([new Uint8Array([0xff, 0xfe, 0x41])], 'old.txt'));
    await waitFor(() => expect(toasts().at(-1)).toMatch(/is no text, or none in UTF-8/));
    drop(new File([' \n'], 'empty.txt'));
    await waitFor(() => expect(toasts().at(-1)).toMatch(/no text in “empty.txt”/));
    expect(studio.bodiesOf('createDocument')).toEqual([]);
  });

  it('begins with a blank page', async () => {
    const studio = await openPage();
    fireEvent.click(screen.getByRole('button', { name: 'A blank page' }));
    await waitFor(() => expect(studio.bodiesOf('replaceOutline')).toMatchObject([{ sections: [{ heading: 'Text' }] }]));
    expect(studio.bodiesOf('createDocument')).toMatchObject([{ brief: { topic: 'Untitled', isOpenEnded: true } }]);
    expect(studio.bodiesOf('createDocument')[0]).not.toHaveProperty('title');
    await waitFor(() => expect(location.pathname).toMatch(/^\/documents\//));
  });
});
