import { conversationOfSummary } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sampleDocument } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleConversation, sampleId, sampleSystem } from '../testing/samples.ts';
import { TopBar } from './top-bar.tsx';
import type { Place } from './use-place.ts';

const inDocument: Place = { kind: 'document', isHome: false, conversationId: null, documentId: sampleId(1), list: null };
const inConversation: Place = { kind: 'writing', isHome: false, conversationId: sampleId(7), documentId: null, list: 'conversations' };

let isPhone = true;
beforeEach(() => {
  isPhone = true;
  vi.stubGlobal('matchMedia', () => ({ matches: isPhone, addEventListener: () => {}, removeEventListener: () => {} }));
});
afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
});

async function showBar(engine: Partial<ReturnType<typeof sampleSystem>['engine']>, place = inDocument): Promise<void> {
  new FakeStudio({
    getSystem: () => sampleSystem({ engine: { ...sampleSystem().engine, ...engine } }),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    getDocument: () => sampleDocument(),
    getConversation: () => ({ ...conversationOfSummary(sampleConversation(7, {})), messages: [] }),
  });
  const { queryClient } = await renderStudio(
    <TopBar place={place} list={{ isOpen: false, toggle: () => {}, set: () => {} }} onSearch={() => {}} />,
  );
  await screen.findByRole('button', { name: /^(Libraries|Conversation 7)$/ });
  await waitFor(() => expect(queryClient.isFetching()).toBe(0));
}

it('Y25 tells a phone beside the name of a document how far the model is loaded', async () => {
  await showBar({ state: 'loading', percent: 37.6 });
  expect(await screen.findByRole('button', { name: 'Engine: Loading model 38%' })).toBeDefined();
});

it('Y25 tells it there also while the engine is started anew', async () => {
  await showBar({ state: 'restarting' });
  expect(await screen.findByRole('button', { name: 'Engine: Restarting' })).toBeDefined();
});

it('Y25 leaves a name on a phone all the room once the engine can write', async () => {
  await showBar({ state: 'ready' });
  expect(screen.queryByRole('button', { name: /^Engine/ })).toBeNull();
});

it('Y25 tells a phone beside the title of a conversation what the engine does, and nothing while it does nothing', async () => {
  await showBar({ state: 'loading', percent: 5 }, inConversation);
  expect(await screen.findByRole('button', { name: 'Engine: Loading model 5%' })).toBeDefined();
  cleanup();
  await showBar({ state: 'ready' }, inConversation);
  expect(screen.queryByRole('button', { name: /^Engine/ })).toBeNull();
});

it('Y25 always tells it where there is room', async () => {
  isPhone = false;
  await showBar({ state: 'ready' });
  expect(await screen.findByRole('button', { name: 'Engine: Ready' })).toBeDefined();
});

it('Y25 leaves the name of what is open room in the narrowest bar: other pages are behind one button there, and none twice', async () => {
  isPhone = false;
  history.replaceState(null, '', `/documents/${sampleId(1)}`);
  await showBar({ state: 'ready' });
  const narrowest = (name: string) => !screen.getByRole('link', { name }).classList.contains('not-in-narrowest-bar');
  expect(['Home', 'Documents', 'Conversations', 'Templates'].filter(narrowest)).toEqual(['Home', 'Documents']);
  fireEvent.click(screen.getAllByRole('button', { name: 'More' }).at(-1) as HTMLElement);
  await screen.findByRole('menuitem', { name: 'Conversations' });
  expect(screen.queryByRole('menuitem', { name: 'Documents' })).toBeNull();
});
