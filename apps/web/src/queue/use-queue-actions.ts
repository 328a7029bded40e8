import type { QueueEntry } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { putQueue } from '../studio/live-events.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { neighbour, withSwapped, type Direction } from './queue-order.ts';

/** What can be done to a run in the queue. Failures are shown. */
export interface QueueActions {
  /** Resolves with whether it was stopped. What was written is kept. */
  stop(entry: QueueEntry): Promise<boolean>;
  /** Shows the new order at once; the studio's own follows. */
  move(entries: readonly QueueEntry[], entry: QueueEntry, direction: Direction): Promise<void>;
}

export function useQueueActions(): QueueActions {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  return useMemo(
    () => ({
      stop: async ({ runId }) => {
        try {
          putQueue(queryClient, await client.call('stopQueued', { params: { id: runId }, body: {} }));
          return true;
        } catch (error) {
          showFailure(t, error);
          return false;
        }
      },
      move: async (entries, entry, direction) => {
        const other = neighbour(entries, entry, direction);
        if (!other) return;
        putQueue(queryClient, withSwapped(entries, entry, other));
        const [first, second] = direction === 'earlier' ? [entry, other] : [other, entry];
        try {
          putQueue(queryClient, await client.call('moveRun', { params: { id: first.runId }, body: { before: second.runId } }));
        } catch (error) {
          showFailure(t, error);
          void queryClient.invalidateQueries({ queryKey: keys.queue });
        }
      },
    }),
    [queryClient, t],
  );
}
