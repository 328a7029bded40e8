import type { ListedJob } from '@maobi/contract';
import { useMemo } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';

/** What a job does, and when it will have done it, in words. */
export interface JobWords {
  stateOf(job: ListedJob): string;
  /** When it is done, or begins; `null`: there is nothing to say. */
  timeOf(job: ListedJob): string | null;
}

export function useJobWords(): JobWords {
  const { t } = useTranslation();
  const measures = useMeasures();
  return useMemo(
    () => ({
      stateOf: ({ state, wait, kind }) => {
        if (state !== 'open') return t(`jobs.state.${state}`);
        if (wait !== null) return t(`jobs.state.${wait}`);
        return kind === 'polish' ? t('jobs.state.polishing') : t('jobs.state.atWork');
      },
      timeOf: ({ state, wait, estimate: { waitingMs, remainingMs } }) => {
        if (state === 'open' && wait !== null && waitingMs !== null && waitingMs > 0) {
          return t('jobs.beginsAt', { time: measures.timeIn(waitingMs) });
        }
        if (remainingMs === null) return t('jobs.noTime');
        if (state === 'open' && wait === null) return t('jobs.endsAt', { time: measures.timeIn(remainingMs) });
        return t('jobs.takes', { duration: measures.roughDuration(remainingMs) });
      },
    }),
    [t, measures],
  );
}

/** Of what it was asked to do, in whole percent; `null`: that is not known. */
export function percentOf({ progress }: Pick<ListedJob, 'progress'>): number | null {
  if (progress === null || progress.total === 0) return null;
  return Math.min(100, Math.floor((progress.done / progress.total) * 100));
}
