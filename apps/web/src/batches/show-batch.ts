import type { BatchDetail } from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import { keys } from '../studio/keys.ts';

/** Shows how a batch stands after what was done to it; `inThatMoment` changes what shows together with it. */
export async function showBatch(cache: QueryClient, detail: BatchDetail, inThatMoment?: () => void): Promise<void> {
  const queryKey = keys.batch(detail.id);
  await cache.cancelQueries({ queryKey }); // an answer still on its way may be older
  cache.setQueryData<BatchDetail>(queryKey, detail);
  inThatMoment?.();
  // or newer: rows may have been written since this one was
  void cache.invalidateQueries({ queryKey });
  void cache.invalidateQueries({ queryKey: keys.batchCost(detail.id) });
}
