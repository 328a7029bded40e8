import type { ListedJob } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { withMoved } from './job-order.ts';

/** What can be done to a job in the queue. Failures are shown. */
export interface JobActions {
  pause(job: ListedJob): Promise<void>;
  resume(job: ListedJob): Promise<void>;
  /** What was written is kept. */
  stop(job: ListedJob): Promise<void>;
  /** Shows the new order at once; the studio's own follows. */
  move(job: ListedJob, before: string | null): Promise<void>;
}

export function useJobActions(): JobActions {
  const cache = useQueryClient();
  const { t } = useTranslation();
  return useMemo(() => {
    const ask = () => cache.invalidateQueries({ queryKey: keys.jobs });
    const change = async (name: 'pauseJob' | 'resumeJob' | 'stopJob', { id }: ListedJob) => {
      try {
        await client.call(name, { params: { id }, body: {} });
      } catch (error) {
        showFailure(t, error);
      }
      await ask();
    };
    return {
      pause: (job) => change('pauseJob', job),
      resume: (job) => change('resumeJob', job),
      stop: (job) => change('stopJob', job),
      move: async ({ id }, before) => {
        await cache.cancelQueries({ queryKey: keys.jobs });
        cache.setQueryData<ListedJob[]>(keys.jobs, (jobs) => jobs && withMoved(jobs, id, before));
        try {
          cache.setQueryData<ListedJob[]>(keys.jobs, (await client.call('moveJob', { params: { id }, body: { before } })).jobs);
        } catch (error) {
          showFailure(t, error);
          await ask();
        }
      },
    };
  }, [cache, t]);
}
