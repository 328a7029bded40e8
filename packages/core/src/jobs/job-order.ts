import type { Id, Job } from '@maobi/contract';
import type { StoredJob } from '../ports/job-store.ts';

/** Whether a job may work at this moment. */
export type MayWork = (job: Scope) => boolean;

/** What a job was asked to work on. */
export interface Scope {
  readonly sectionIds: readonly Id[] | null;
}

/** Whose turn it is, of jobs in their order. */
export function nextJob(jobs: readonly StoredJob[], mayWork: MayWork): StoredJob | null {
  return jobs.find((job) => job.state === 'open' && mayWork(job)) ?? null;
}

/** Why an open job does not work. @param currentId the job at work; `null`: there is none, so that one will begin at once */
export function waitOf(
  job: Pick<StoredJob, 'id' | 'state' | 'sectionIds'>,
  { currentId, mayWork }: { readonly currentId: Id | null; readonly mayWork: MayWork },
): Job['wait'] {
  if (job.state !== 'open' || job.id === currentId) return null;
  if (!mayWork(job)) return 'night';
  return currentId === null ? null : 'turn';
}

/** Asked for single sections by a writer who sits in front of them: such a job goes first, and at any time of the day. */
export function isUrgent({ sectionIds }: Scope): boolean {
  return sectionIds !== null;
}
