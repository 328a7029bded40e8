import { conversationOfSummary } from '@maobi/contract';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleId } from '../testing/samples.ts';
import { ConversationTitle } from './conversation-title.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(documentId: string | null) {
  const conversation = conversationOfSummary(sampleConversation(7, { documentId }));
  new FakeStudio({ getConversation: () => ({ ...conversation, messages: [] }), getDocument: () => sampleDocument() });
  await renderStudio(<ConversationTitle conversationId={sampleId(7)} />);
  await screen.findByText('Conversation 7');
}

it('Y21 names the document that a conversation is about, and leads there', async () => {
  await open(sampleId(1));
  const link = await screen.findByRole('link', { name: 'Back to the document “Libraries”' });
  expect(link.getAttribute('href')).toBe(`/documents/${sampleId(1)}`);
  expect(link.textContent).toBe('Libraries');
});

it('Y21 names none where a conversation is about none', async () => {
  await open(null);
  expect(screen.queryByRole('link')).toBeNull();
});
