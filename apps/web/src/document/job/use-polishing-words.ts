import type { Job } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures } from '../../language/measures.ts';
import { percentOf } from '../../queue-page/use-job-words.ts';
import { useJobs } from '../../studio/queries.ts';

interface PolishingWords {
  readonly text: string;
  readonly note: string | null;
  /** `null`: not known yet. */
  readonly percent: number | null;
}

/** How far a job that polishes is, and when it will be done as far as that is known (J12). */
export function usePolishingWords(job: Job | null): PolishingWords {
  const { t } = useTranslation();
  const measures = useMeasures();
  const listed = useJobs().data?.find(({ id }) => id === job?.id);
  const percent = listed ? percentOf(listed) : null;
  const remainingMs = listed?.estimate.remainingMs ?? null;
  return {
    percent,
    text: percent === null ? t('document.summary.polishing') : t('document.summary.polishingAt', { percent }),
    note: remainingMs === null ? null : t('jobs.endsAt', { time: measures.timeIn(remainingMs) }),
  };
}
