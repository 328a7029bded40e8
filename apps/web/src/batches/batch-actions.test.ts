import type { BatchDetail } from '@maobi/contract';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { sampleBatchSummary } from '../testing/batch-samples.ts';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { BatchActions } from './batch-actions.ts';

it('shows what became of a batch while the answer to its start was on its way', async () => {
  const batch = (title: string): BatchDetail => ({
    ...sampleBatchSummary(1, { title }),
    usage: { promptTokens: 0, cachedTokens: 0 },
    rows: [],
  });
  const { id } = batch('');
  new FakeStudio({ startBatch: () => batch('as it began'), getBatch: () => batch('as it stands') });
  const cache = new QueryClient();
  const queryFn = () => client.call('getBatch', { params: { id } });
  const leave = new QueryObserver(cache, {
    queryKey: keys.batch(id),
    queryFn,
    staleTime: Infinity,
    initialData: batch('as it was'),
  }).subscribe(() => {});
  await new BatchActions(cache, id).start();
  await vi.waitFor(() => expect(cache.getQueryData<BatchDetail>(keys.batch(id))?.title).toBe('as it stands'));
  leave();
});
