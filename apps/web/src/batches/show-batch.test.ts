import type { BatchDetail } from '@maobi/contract';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { sampleBatchSummary } from '../testing/batch-samples.ts';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { BatchActions } from './batch-actions.ts';
import { changeSenderOf } from './rows/change-sender.ts';

const quiet = { onFailed: () => undefined, onRefused: () => undefined, onLost: () => undefined };

it.each([
  ['to its start', (cache: QueryClient, id: string) => new BatchActions(cache, id).start()],
  ['to a change', (cache: QueryClient, id: string) => changeSenderOf(cache, id).push([{ type: 'title', title: 'as it was named' }], quiet)],
])('shows what became of a batch while the answer %s was on its way', async (_, act) => {
  const batch = (title: string): BatchDetail => ({
    ...sampleBatchSummary(1, { title }),
    usage: { promptTokens: 0, cachedTokens: 0 },
    rows: [],
  });
  const { id } = batch('');
  const answer = () => batch('as it was then');
  new FakeStudio({ startBatch: answer, updateBatch: answer, getBatch: () => batch('as it stands') });
  const cache = new QueryClient();
  const queryFn = () => client.call('getBatch', { params: { id } });
  const leave = new QueryObserver(cache, {
    queryKey: keys.batch(id),
    queryFn,
    staleTime: Infinity,
    initialData: batch('as it was'),
  }).subscribe(() => {});
  void act(cache, id);
  await vi.waitFor(() => expect(cache.getQueryData<BatchDetail>(keys.batch(id))?.title).toBe('as it stands'));
  leave();
});
