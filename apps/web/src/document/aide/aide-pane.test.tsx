import { conversationOfSummary, type DocumentDetail, type EndpointBody } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { onProposal, type Proposal } from '../polish/proposals.ts';
import { endedRun, sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { keys } from '../../studio/keys.ts';
import { sampleConversation, sampleId, sampleSystem } from '../../testing/samples.ts';
import { DocumentActions } from '../document-actions.ts';
import { AidePane } from './aide-pane.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const text = 'Books are patient. They wait.';
const section = sampleSection(1, { version: sampleVersion(1, 1, { text }), count: 5, state: 'short' });
const at = '2026-11-01T00:00:00.000Z';

async function openAide(
  answers: ConstructorParameters<typeof FakeStudio>[0] = {},
  detail: DocumentDetail = sampleDocument({ sections: [section] }),
) {
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    listConversations: () => ({ conversations: [], total: 0 }),
    ...answers,
  });
  const shown: string[] = [];
  const actions = new DocumentActions(new QueryClient(), detail.id);
  const { queryClient } = await renderStudio(
    <AidePane
      detail={detail}
      section={detail.sections[0] ?? null}
      actions={actions}
      onShow={(id) => shown.push(id)}
      onShowVersions={() => undefined}
    />,
  );
  return { studio, shown, queryClient };
}

describe('the aide', () => {
  it('shows the next prompt word for word, with its tokens and what reading it takes (P6)', async () => {
    const messages = [
      { role: 'system' as const, text: 'You are Maobi.' },
      { role: 'user' as const, text: 'Write section 1.' },
    ];
    await openAide({
      getSectionPrompt: () => ({ action: 'draft', model: 'demo', messages, tokens: 1200, heldTokens: 1000, readingMs: 4000 }),
    });
    fireEvent.click(screen.getByRole('tab', { name: 'Prompt' }));
    await screen.findByText('Write section 1.');
    expect(screen.getByText(/1,200 tokens, 1,000 of them need no reading, about 4 s to read/)).toBeTruthy();
  });

  it('tells no time for a prompt of which nothing is left to read', async () => {
    const messages = [{ role: 'user' as const, text: 'Write section 1.' }];
    await openAide({
      getSectionPrompt: () => ({ action: 'draft', model: 'demo', messages, tokens: 1200, heldTokens: 1200, readingMs: 400 }),
    });
    fireEvent.click(screen.getByRole('tab', { name: 'Prompt' }));
    const cost = await screen.findByText(/1,200 of them need no reading/);
    expect(cost.textContent).not.toContain('to read');
  });

  it('lists what was found without a model, and leads to its place (K4)', async () => {
    const place = { sectionId: section.id, start: 0, end: 18, text: 'Books are patient.' };
    const { shown } = await openAide({
      checkDocument: () => ({ findings: [{ kind: 'stock-phrases', place, other: null, point: null }], typography: [] }),
    });
    fireEvent.click(screen.getByRole('tab', { name: 'Checks' }));
    fireEvent.click(await screen.findByRole('button', { name: /Books are patient\./ }));
    expect(screen.getByText('Name something particular instead.')).toBeTruthy();
    expect(shown).toEqual([section.id]);
  });

  it('asks about the section in view, says what was read, and lays the answer below it before the writer (C1, C3)', async () => {
    const proposals: Proposal[] = [];
    const stop = onProposal((proposal) => proposals.push(proposal));
    const run = endedRun(1, { action: 'answer', usage: { promptTokens: 300, cachedTokens: 200, writtenTokens: 20 } });
    const conversation = {
      title: '',
      folderId: null,
      documentId: sampleId(1),
      revision: 1,
      activeLeafId: null,
      createdAt: at,
      updatedAt: at,
      binnedAt: null,
    };
    let refused = 1;
    const { studio, shown } = await openAide({
      sendMessage: ({ params, body }) => {
        const sent = body as EndpointBody<'sendMessage'>;
        if (refused-- > 0) return { code: 'not-found' as const, message: 'no model', retryable: false };
        const message = { conversationId: params['id'] ?? '', createdAt: at, lastSeq: 0 };
        const context = [{ kind: 'section' as const, sectionId: section.id, number: 1, text: 'Text of section 1' }];
        const user = { ...message, id: sent.id, parentId: null, role: 'user' as const, text: sent.text, run: null, context };
        return {
          user,
          answer: { ...message, id: sent.answerId, parentId: sent.id, role: 'assistant', text: 'They wait for years.', run },
          run,
        };
      },
      getConversation: ({ params }) => ({ ...conversation, id: params['id'] ?? '', messages: [] }),
    });
    const field = await screen.findByRole('textbox', { name: 'Ask about this document' });
    fireEvent.change(field, { target: { value: 'How should it end?' } });
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    expect(studio.bodiesOf('sendMessage')).toEqual([]);
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(studio.bodiesOf('sendMessage')).toHaveLength(1));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', false));
    expect(field).toHaveProperty('value', 'How should it end?');
    fireEvent.keyDown(field, { key: 'Enter' });
    await screen.findByText('Read: section 1');
    expect(studio.bodiesOf('createConversation')).toEqual([]);
    const asked = { text: 'How should it end?', context: { sectionIds: [section.id] }, conversation: { documentId: sampleId(1) } };
    const [first, second] = studio.bodiesOf('sendMessage');
    expect(first).toMatchObject(asked);
    expect(second).toEqual(first);
    expect(screen.getByText(/Read 100 tokens, wrote 20\. The other 200 were held/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Add to the end of section 1' }));
    stop();
    expect(shown).toEqual([section.id]);
    expect(proposals).toMatchObject([
      { place: 'below', text: 'They wait for years.', target: { passage: { start: 0, end: text.length } } },
    ]);
  });

  it('Y29 has an empty field after a first question, also where news of its conversation comes before the answer to sending it', async () => {
    let listed: ReturnType<typeof sampleConversation>[] = [];
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const { studio, queryClient } = await openAide({
      listConversations: () => ({ conversations: listed, total: listed.length }),
      getConversation: ({ params }) => ({ ...conversationOfSummary(sampleConversation(7, { id: params['id'] ?? '' })), messages: [] }),
      sendMessage: async ({ params, body }) => {
        const { id, answerId, text: words } = body as EndpointBody<'sendMessage'>;
        listed = [sampleConversation(7, { id: params['id'] ?? '', documentId: sampleId(1) })];
        await arrived;
        const message = { conversationId: params['id'] ?? '', createdAt: at, lastSeq: 0 };
        const run = endedRun(1, { action: 'answer' });
        const user = { ...message, id, parentId: null, role: 'user' as const, text: words, run: null };
        return { user, answer: { ...message, id: answerId, parentId: id, role: 'assistant', text: 'So.', run }, run };
      },
    });
    const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Ask about this document' });
    fireEvent.change(field(), { target: { value: 'How should it end?' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    await waitFor(() => expect(studio.bodiesOf('sendMessage')).toHaveLength(1));
    await queryClient.invalidateQueries({ queryKey: keys.documentConversations(sampleId(1)) });
    await screen.findByRole('option', { name: /Conversation 7/ });
    arrive();
    await waitFor(() => expect(field().value).toBe(''));
    await screen.findByText('So.');
    expect(field().value).toBe('');
  });

  it('reads what was said about a document in the bin, and neither asks nor changes anything (C4, S7)', async () => {
    const summary = sampleConversation(7, { documentId: sampleId(1), activeLeafId: sampleId(12) });
    const said = { conversationId: summary.id, createdAt: at, lastSeq: 0 };
    const run = endedRun(1, { action: 'answer', state: 'stopped' });
    const messages = [
      { ...said, id: sampleId(11), parentId: null, role: 'user' as const, text: 'How should it end?', run: null },
      { ...said, id: sampleId(12), parentId: sampleId(11), role: 'assistant' as const, text: 'With a', run },
    ];
    const conversations = {
      listConversations: () => ({ conversations: [summary], total: 1 }),
      getConversation: () => ({ ...conversationOfSummary(summary), messages }),
    };
    const possible = ['Continue', 'Copy', 'Add to the end of section 1', 'New'];
    const offered = () => possible.filter((name) => screen.queryByRole('button', { name }) !== null);
    await openAide(conversations);
    await screen.findByText('With a');
    expect(offered()).toEqual(possible);
    expect(screen.getByRole('textbox')).toBeTruthy();
    cleanup();
    await openAide(conversations, sampleDocument({ sections: [section], binnedAt: at }));
    await screen.findByText('With a');
    expect(offered()).toEqual(['Copy']);
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByText(/^The document is in the bin/)).toBeTruthy();
  });

  it('starts the engine anew with one press, and says that nothing is lost', async () => {
    const { studio } = await openAide({ restartEngine: () => sampleSystem().engine });
    fireEvent.click(screen.getByRole('button', { name: 'Restart engine' }));
    await waitFor(() => expect(studio.bodiesOf('restartEngine')).toEqual([{}]));
  });
});
