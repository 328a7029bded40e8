import { conversationOfSummary } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleEntry, sampleId } from '../testing/samples.ts';
import { Toaster } from '../toasts/toaster.tsx';
import { ConversationSidebar } from './conversation-sidebar.tsx';

const conversations = [3, 2, 1].map((number) => sampleConversation(number));
const folder = { id: sampleId(900), name: '教育专栏', createdAt: '2026-11-01T00:00:00.000Z' };

function studio(answers: ConstructorParameters<typeof FakeStudio>[0] = {}) {
  return new FakeStudio({
    listConversations: ({ query }) => {
      const listed = query.get('folder') === folder.id ? conversations.slice(0, 1) : conversations;
      return { conversations: listed, total: listed.length };
    },
    listFolders: () => ({ folders: [folder] }),
    listQueue: () => [],
    ...answers,
  });
}
const sidebar = (
  <>
    <ConversationSidebar openId={null} />
    <Toaster />
  </>
);

// nothing is laid out here, and a list without height would show no rows
beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 });
});
afterAll(() => {
  Reflect.deleteProperty(HTMLElement.prototype, 'clientHeight');
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the list of conversations', () => {
  it('shows what is waiting and what is being written', async () => {
    studio({ listQueue: () => [sampleEntry(1, { state: 'writing' }), sampleEntry(2, { position: 1 })] });
    await renderStudio(sidebar);
    await screen.findByText('Writing');
    expect(screen.getByRole('link', { name: /Conversation 1/ }).textContent).toContain('Writing');
    expect(screen.getByRole('link', { name: /Conversation 2/ }).textContent).toContain('Waiting, 1 ahead');
  });

  it('narrows to a folder', async () => {
    studio();
    await renderStudio(sidebar);
    await screen.findByRole('link', { name: /Conversation 1/ });
    fireEvent.click(screen.getByRole('button', { name: '教育专栏' }));
    await waitFor(() => expect(screen.getAllByRole('link', { name: /Conversation \d/ })).toHaveLength(1));
    expect(screen.getByRole('link', { name: /Conversation 3/ })).toBeTruthy();
  });

  it('puts a conversation into the bin without asking, and back on undo', async () => {
    const fake = studio({
      binConversation: () => ({ ...conversationOfSummary(sampleConversation(2)), binnedAt: '2026-11-02T00:00:00.000Z' }),
      restoreConversation: () => conversationOfSummary(sampleConversation(2)),
    });
    await renderStudio(sidebar);
    const link = await screen.findByRole('link', { name: /Conversation 2/ });
    link.focus();
    fireEvent.keyDown(link, { key: 'Delete' });
    await waitFor(() => expect(screen.queryByRole('link', { name: /Conversation 2/ })).toBeNull());
    // X9
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('link', { name: /Conversation 1/ })));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(fake.calls.some((call) => call.name === 'restoreConversation')).toBe(true));
  });

  it('X13 moves a conversation into a folder by its menu as well', async () => {
    const fake = studio({ updateConversation: () => ({ ...conversationOfSummary(sampleConversation(2)), folderId: folder.id }) });
    await renderStudio(sidebar);
    fireEvent.click(await screen.findByRole('button', { name: /^Actions.*Conversation 2/ }));
    fireEvent.click(await screen.findByRole('menuitemradio', { name: '教育专栏' }));
    await waitFor(() => expect(fake.bodiesOf('updateConversation')).toEqual([{ revision: 1, folderId: folder.id }]));
  });

  it('renames where the name stands, over a change made elsewhere meanwhile', async () => {
    let isFirst = true;
    const fake = studio({
      updateConversation: () => {
        if (!isFirst) return { ...conversationOfSummary(sampleConversation(2)), title: '新标题', revision: 6 };
        isFirst = false;
        return { code: 'conflict', message: 'changed', retryable: false };
      },
      getConversation: () => ({ ...conversationOfSummary(sampleConversation(2)), revision: 5, messages: [] }),
    });
    await renderStudio(sidebar);
    fireEvent.keyDown(await screen.findByRole('link', { name: /Conversation 2/ }), { key: 'F2' });
    const field = screen.getByRole('textbox', { name: 'Title' });
    fireEvent.change(field, { target: { value: '新标题' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await screen.findByRole('link', { name: /新标题/ });
    expect(fake.bodiesOf('updateConversation')).toEqual([
      { revision: 1, title: '新标题' },
      { revision: 5, title: '新标题' },
    ]);
  });

  it('searches when the writer pauses, not while pinyin is composed, and marks the words found', async () => {
    const fake = studio({
      search: () => ({
        documents: [],
        comments: [],
        hits: [
          {
            conversationId: sampleId(1),
            messageId: sampleId(70),
            title: '未来的学校',
            documentTitle: '学校的一百年',
            parts: [
              { text: '重塑未来', match: false },
              { text: '教育', match: true },
            ],
            updatedAt: folder.createdAt,
          },
          { conversationId: sampleId(77), messageId: null, title: '', documentTitle: '夜校', parts: [], updatedAt: folder.createdAt },
        ],
      }),
    });
    await renderStudio(sidebar);
    const field = screen.getByRole('textbox', { name: 'Search all conversations' });
    fireEvent.compositionStart(field);
    fireEvent.change(field, { target: { value: 'jiaoyu' } });
    fireEvent.change(field, { target: { value: '教育' } });
    fireEvent.compositionEnd(field);
    const hit = await screen.findByRole('link', { name: /未来的学校/ });
    expect(within(hit).getByText('教育').tagName).toBe('MARK');
    expect(within(hit).getByText('About “学校的一百年”')).toBeTruthy();
    expect(screen.getAllByText('About “夜校”')).toHaveLength(1);
    expect(hit.getAttribute('href')).toBe(`/c/${sampleId(1)}#${sampleId(70)}`);
    expect(fake.calls.filter((call) => call.name === 'search').map((call) => call.query.get('q'))).toEqual(['教育']);
  });
});
