import { conversationOfSummary, type ConversationDetail, type DocumentDetail } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleConversation, sampleId, sampleSystem } from '../../testing/samples.ts';
import { ConversationPage } from '../conversation-page.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const at = '2026-11-01T00:00:00.000Z';

async function open(conversation: Partial<ConversationDetail>, document: Partial<DocumentDetail> = {}) {
  let detail = { ...conversationOfSummary(sampleConversation(7, conversation)), messages: [] };
  let standing = sampleDocument(document);
  new FakeStudio({
    getSystem: () => sampleSystem(),
    getConversation: () => detail,
    getDocument: () => standing,
    restoreConversation: () => (detail = { ...detail, binnedAt: null }),
    restoreDocument: () => (standing = { ...standing, binnedAt: null }),
  });
  await renderStudio(<ConversationPage conversationId={sampleId(7)} />);
}

it.each([
  { where: 'it lies in the bin', conversation: { binnedAt: at }, document: {}, note: /^This conversation is in the bin\./ },
  {
    where: 'its document lies in the bin',
    conversation: { documentId: sampleId(1) },
    document: { binnedAt: at },
    note: /^The document of this conversation is in the bin\./,
  },
])('C4 a conversation offers to put back instead of asking where $where', async ({ conversation, document, note }) => {
  await open(conversation, document);
  await screen.findByText(note);
  expect(screen.queryByRole('textbox')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Put back' }));
  await screen.findByRole('textbox');
  await waitFor(() => expect(screen.queryByText(note)).toBeNull());
});
