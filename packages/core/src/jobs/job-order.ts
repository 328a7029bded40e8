import type { Id, Job } from '@maobi/contract';
import type { StoredJob } from '../ports/job-store.ts';

/** Whether a job may work at this moment. */
export type MayWork = (job: Scope) => boolean;

/** What a job was asked to work on. */
export interface Scope {
  readonly sectionIds: readonly Id[] | null;
}

/** Whose turn it is, of jobs in their order: the first one's, and of the others `atOnce` in all that belong to its group. */
export function nextJobs(
  jobs: readonly StoredJob[],
  mayWork: MayWork,
  { atOnce, groupOf }: { readonly atOnce: number; readonly groupOf: (documentId: Id) => string | null },
): StoredJob[] {
  const able = jobs.filter((job) => job.state === 'open' && mayWork(job));
  const [first] = able;
  if (!first) return [];
  const group = isUrgent(first) ? null : groupOf(first.documentId);
  if (group === null) return [first];
  return able.filter((job) => !isUrgent(job) && groupOf(job.documentId) === group).slice(0, atOnce);
}

/** Why an open job does not work. @param currentIds the jobs at work; empty: there is none, so that one will begin at once */
export function waitOf(
  job: Pick<StoredJob, 'id' | 'state' | 'sectionIds'>,
  { currentIds, mayWork }: { readonly currentIds: readonly Id[]; readonly mayWork: MayWork },
): Job['wait'] {
  if (job.state !== 'open' || currentIds.includes(job.id)) return null;
  if (!mayWork(job)) return 'night';
  return currentIds.length === 0 ? null : 'turn';
}

/** Asked for single sections by a writer who sits in front of them: such a job goes first, and at any time of the day. */
export function isUrgent({ sectionIds }: Scope): boolean {
  return sectionIds !== null;
}
