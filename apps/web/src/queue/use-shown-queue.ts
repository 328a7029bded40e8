import type { QueueEntry } from '@maobi/contract';
import { useState } from 'react';
import { useJobAtWork, useQueue } from '../studio/queries.ts';

/**
 * The queue as it is shown. Between two texts of a job nothing is in it for some milliseconds: what was there stays until the next comes, or the page would
 * say for that time that nothing is written.
 */
export function useShownQueue(): readonly QueueEntry[] {
  const queue = useQueue();
  const job = useJobAtWork();
  const [last, setLast] = useState(queue);
  if (queue.length > 0 && queue !== last) setLast(queue);
  const isBetween = queue.length === 0 && job !== null && last.some(({ documentId }) => documentId === job.documentId);
  return isBetween ? last : queue;
}
