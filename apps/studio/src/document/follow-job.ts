import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentDetail, Id, Job, RunEvent, Section, StudioClient } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { followRun } from '../terminal/follow-run.ts';

export type JobEvent =
  /** What is written from here on belongs to this section. */
  | { readonly type: 'section'; readonly section: Section; readonly number: number }
  | { readonly type: 'run'; readonly event: RunEvent }
  /** Its text is final as far as this job goes; it may have been trimmed since it was shown. */
  | { readonly type: 'section-ended'; readonly section: Section }
  /** It does not work yet: another job has its turn, or it waits for the night run. */
  | { readonly type: 'waiting'; readonly wait: NonNullable<Job['wait']> }
  | { readonly type: 'ended'; readonly document: DocumentDetail; readonly job: Job };

export interface FollowedJob {
  readonly documentId: Id;
  readonly jobId: Id;
  /** Runs that are not shown again: those that had ended before a job goes on. */
  readonly written: readonly Id[];
}

const lookAgainMs = 150;
const never = new AbortController().signal;

/**
 * What a job does, until it ends or rests. The studio decides what is written; this only watches. A fired `stop` makes the job rest, with all
 * text kept.
 */
export async function* followJob(
  client: StudioClient,
  { documentId, jobId, written }: FollowedJob,
  stop: AbortSignal,
): AsyncGenerator<JobEvent> {
  const pause = () => void client.call('pauseJob', { params: { id: jobId }, body: {} }).catch(() => undefined);
  if (stop.aborted) pause();
  stop.addEventListener('abort', pause, { once: true });
  const shown = new Set(written);
  let current: Id | null = null;
  let told: Job['wait'] = null;
  try {
    for (;;) {
      const document = await client.call('getDocument', { params: { id: documentId } });
      const next = sectionAtWork(document, jobId, shown);
      if (next && next.section.id !== current) {
        yield* endOf(current, document);
        current = next.section.id;
        yield { type: 'section', ...next };
      }
      if (next) {
        shown.add(next.runId);
        for await (const event of followRun(client, next.runId, never)) yield { type: 'run', event };
        continue;
      }
      const job = await jobOf(client, document, jobId);
      if (job.state !== 'open') {
        yield* endOf(current, document);
        yield { type: 'ended', document, job };
        return;
      }
      if (job.wait !== null && job.wait !== told) yield { type: 'waiting', wait: job.wait };
      told = job.wait;
      await delay(lookAgainMs);
    }
  } finally {
    stop.removeEventListener('abort', pause);
  }
}

/** A document shows its last job only: another one may have begun as soon as this one had ended. */
async function jobOf(client: StudioClient, { job }: DocumentDetail, jobId: Id): Promise<Job> {
  if (job?.id === jobId) return job;
  const { jobs } = await client.call('listJobs', {});
  const own = jobs.find(({ id }) => id === jobId);
  if (!own) throw new StudioError('not-found', 'The job is no longer known.', { hint: 'The text is kept: look at the document.' });
  return own;
}

interface SectionAtWork {
  readonly section: Section;
  /** In the outline, from 1. */
  readonly number: number;
  readonly runId: Id;
}

/** The section with a run of this job that was not shown yet. */
function sectionAtWork({ sections, job }: DocumentDetail, jobId: Id, shown: ReadonlySet<Id>): SectionAtWork | null {
  if (job?.id !== jobId) return null;
  for (const [index, section] of sections.entries()) {
    const run = section.version?.run;
    const isNews = run && !shown.has(run.id) && (run.endedAt === null || run.createdAt >= job.createdAt);
    if (isNews) return { section, number: index + 1, runId: run.id };
  }
  return null;
}

function* endOf(sectionId: Id | null, { sections }: DocumentDetail): Generator<JobEvent> {
  const section = sections.find(({ id }) => id === sectionId);
  if (section) yield { type: 'section-ended', section };
}
