import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { sampleId, sampleSystem } from '../testing/samples.ts';
import { keys } from './keys.ts';
import { askEarly } from './queries.ts';

afterEach(() => void vi.unstubAllGlobals());

it.each(['/c/100%', '/documents/100%'])('Z1 asks for what can be had early, also at an address that cannot be read: %s', async (path) => {
  new FakeStudio({ getSystem: () => sampleSystem() });
  const queryClient = new QueryClient();
  await askEarly(queryClient, path);
  expect(queryClient.getQueryData(keys.system)).toBeDefined();
});

it('Z1 asks early for what an address names', async () => {
  const studio = new FakeStudio({ getConversation: () => ({}) as never, getDocument: () => ({}) as never });
  await askEarly(new QueryClient(), `/c/${sampleId(1)}`);
  await askEarly(new QueryClient(), `/documents/${sampleId(2)}`);
  expect(studio.calls.map(({ name, params }) => [name, params['id']])).toEqual([
    ['getConversation', sampleId(1)],
    ['getDocument', sampleId(2)],
  ]);
});

it('Z1 asks early for as many documents as the home page shows', async () => {
  const studio = new FakeStudio({
    listDocuments: () => ({ documents: [], total: 0 }),
    listBatches: () => ({ batches: [], total: 0 }),
    listConversations: () => ({ conversations: [], total: 0 }),
  });
  await askEarly(new QueryClient(), '/');
  expect(studio.calls.find(({ name }) => name === 'listDocuments')?.query.get('limit')).toBe('5');
});
