import { conversationOfSummary, type ConversationDetail, type DocumentDetail, type Message } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { endedRun, sampleDocument } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleConversation, sampleId, sampleSystem } from '../../testing/samples.ts';
import { ConversationPage } from '../conversation-page.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const at = '2026-11-01T00:00:00.000Z';

const said = { conversationId: sampleId(7), createdAt: at, lastSeq: 0 };
const messages: Message[] = [
  { ...said, id: sampleId(11), parentId: null, role: 'user', text: 'How should it end?', run: null },
  {
    ...said,
    id: sampleId(12),
    parentId: sampleId(11),
    role: 'assistant',
    text: 'With a',
    run: endedRun(1, { action: 'answer', state: 'stopped' }),
  },
];
const asking = ['Continue', 'Answer again', 'Edit question'];
const offered = () => asking.filter((name) => screen.queryByRole('button', { name }) !== null);

async function open(conversation: Partial<ConversationDetail>, document: Partial<DocumentDetail> = {}) {
  let detail = { ...conversationOfSummary(sampleConversation(7, { activeLeafId: sampleId(12), ...conversation })), messages };
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
  ['it', { binnedAt: at }, {}, /^This conversation is in the bin\./],
  ['its document', { documentId: sampleId(1) }, { binnedAt: at }, /^The document of this conversation is in the bin\./],
])('C4 where %s lies in the bin a conversation offers to put it back, and to ask nothing', async (_where, conversation, document, note) => {
  await open(conversation, document);
  await screen.findByText(note);
  await screen.findByText('With a');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(offered()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Put back' }));
  await screen.findByRole('textbox');
  await waitFor(() => expect(screen.queryByText(note)).toBeNull());
  expect(offered()).toEqual(asking);
});
