import { conversationOfSummary, type Message } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleId, sampleSystem } from '../testing/samples.ts';
import { ConversationPage } from './conversation-page.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const said = { conversationId: sampleId(7), createdAt: '2026-11-01T00:00:00.000Z', lastSeq: 0, run: null };
const messages: Message[] = [
  { ...said, id: sampleId(11), parentId: null, role: 'user', text: 'How should it end?' },
  { ...said, id: sampleId(12), parentId: sampleId(11), role: 'assistant', text: 'With a lamp.' },
  { ...said, id: sampleId(13), parentId: sampleId(12), role: 'user', text: 'And begin?' },
  { ...said, id: sampleId(14), parentId: sampleId(13), role: 'assistant', text: 'In the dark.' },
];

it('X9: when a turn is deleted the focus is in the field for the next question', async () => {
  let detail = { ...conversationOfSummary(sampleConversation(7, { activeLeafId: sampleId(14) })), messages };
  new FakeStudio({
    getSystem: () => sampleSystem(),
    getConversation: () => detail,
    updateConversation: ({ body }) => (detail = { ...detail, ...(body as object) }),
  });
  await renderStudio(<ConversationPage conversationId={sampleId(7)} />);
  const field = await screen.findByRole('textbox');
  const button = within(await screen.findByRole('group', { name: /And begin/ })).getByRole('button', { name: 'Delete from here' });
  button.focus();
  fireEvent.click(button);
  await waitFor(() => expect(button.isConnected).toBe(false));
  await waitFor(() => expect(document.activeElement).toBe(field));
});

it.each([
  [
    'the section',
    [{ kind: 'section', sectionId: sampleId(2002), number: 2, text: '' }],
    { sectionIds: [sampleId(2002)] },
    'outline, section 2',
  ],
  [
    'a section that is gone',
    [{ kind: 'section', sectionId: sampleId(2009), number: 9, text: '' }],
    { sectionIds: [sampleId(2009)] },
    'outline',
  ],
  ['no section', [], { sectionIds: [] }, 'outline'],
] as const)(
  'C5 a next question is about %s that the one above was about, which is said beside the way to the document',
  async (_what, about, context, parts) => {
    const asked = messages.map((message) => (message.role === 'user' ? { ...message, context: [...about] } : message));
    const detail = {
      ...conversationOfSummary(sampleConversation(7, { activeLeafId: sampleId(14) })),
      documentId: sampleId(1),
      messages: asked,
    };
    const studio = new FakeStudio({
      getSystem: () => sampleSystem(),
      getConversation: () => detail,
      sendMessage: () => ({ code: 'internal', message: 'broken', retryable: true }),
      getDocument: () => sampleDocument({ sections: [1, 2].map((number) => sampleSection(number)) }),
    });
    await renderStudio(<ConversationPage conversationId={sampleId(7)} />);
    const way = await screen.findByRole('link', { name: 'To ask about another part, go to “Libraries”' });
    expect(way.getAttribute('href')).toBe(`/documents/${sampleId(1)}`);
    expect(way.parentElement?.textContent).toContain(`Reads of the document: ${parts}. `);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Longer?' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(studio.bodiesOf('sendMessage')).toMatchObject([{ text: 'Longer?', context }]));
  },
);
