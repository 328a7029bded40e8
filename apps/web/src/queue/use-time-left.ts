import type { QueueEntry } from '@maobi/contract';
import { useCallback } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { isAtWork } from './queue-order.ts';

/** From here on a time of day says more than a number of minutes. */
const longMs = 10 * 60_000;

/**
 * Says how long a run still takes, or when its turn comes; `null` when nobody can know. How long a text becomes is expected and not known, so it is
 * said as an estimate.
 */
export function useTimeLeft(): (entry: QueueEntry) => string | null {
  const { t } = useTranslation();
  const measures = useMeasures();
  return useCallback(
    (entry) => {
      const { waitingMs, readingMs, remainingMs } = entry.estimate;
      if (!isAtWork(entry)) {
        return waitingMs === null || waitingMs === 0 ? null : t('queue.turnIn', { duration: measures.roughDuration(waitingMs) });
      }
      if (remainingMs !== null && remainingMs >= longMs) {
        return t(entry.action === 'outline' ? 'queue.outlineBy' : 'queue.endsBy', { time: measures.timeIn(remainingMs) });
      }
      if (remainingMs !== null) return t('queue.endsIn', { duration: measures.roughDuration(remainingMs) });
      return entry.state === 'reading' && readingMs !== null ? t('queue.startsIn', { duration: measures.roughDuration(readingMs) }) : null;
    },
    [t, measures],
  );
}
