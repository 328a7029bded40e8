import { countText, type Id, type NightSummary } from '@maobi/contract';
import type { JobWork, StoredJob } from '../ports/job-store.ts';
import type { Store } from '../ports/store.ts';

/** Ended jobs that are looked through for failures. */
const endedJobsRead = 100;

interface Night {
  readonly startedAt: string;
  readonly endedAt: string;
  /** Jobs and rows of batches that still have something to do. */
  readonly leftCount: number;
}

/**
 * What jobs did in this time, and what failed, read from what the store holds: nothing is counted along the way, so nothing is lost by a crash.
 * `null`: nothing was to be done.
 */
export async function nightSummary(store: Store, { startedAt, endedAt, leftCount }: Night): Promise<NightSummary | null> {
  const work = await store.night.work(startedAt, endedAt);
  const failed = (await store.jobs.list(endedJobsRead)).filter((job) => hasFailedIn(job, { startedAt, endedAt }));
  const ids = [...new Set([...work, ...failed].map(({ documentId }) => documentId))];
  if (ids.length === 0 && leftCount === 0) return null;
  const documents = await Promise.all(ids.map((id) => documentOf(store, id, work)));
  return {
    startedAt,
    endedAt,
    documents: documents.filter((document) => document !== null),
    leftCount,
    workedMs: sum(work, ({ timings }) => (timings?.readingMs ?? 0) + (timings?.writingMs ?? 0)),
    usage: {
      promptTokens: sum(work, ({ usage }) => usage?.promptTokens ?? 0),
      cachedTokens: sum(work, ({ usage }) => usage?.cachedTokens ?? 0),
      writtenTokens: sum(work, ({ usage }) => usage?.writtenTokens ?? 0),
    },
    isSeen: false,
  };
}

/** Whether two summaries of the same night tell the writer the same. */
export function tellsTheSame(one: NightSummary | null, other: NightSummary | null): boolean {
  return one?.startedAt === other?.startedAt && JSON.stringify(one?.documents) === JSON.stringify(other?.documents);
}

function hasFailedIn({ error, endedAt }: StoredJob, night: Pick<Night, 'startedAt' | 'endedAt'>): boolean {
  return error !== null && endedAt !== null && endedAt >= night.startedAt && endedAt < night.endedAt;
}

async function documentOf(store: Store, documentId: Id, work: readonly JobWork[]): Promise<NightSummary['documents'][number] | null> {
  const [summary, job] = await Promise.all([store.documents.summary(documentId), store.jobs.latest(documentId)]);
  if (!summary || !job) return null;
  const own = work.filter((run) => run.documentId === documentId);
  return {
    documentId,
    title: summary.title || summary.brief.topic,
    sectionCount: new Set(own.map(({ sectionId }) => sectionId)).size,
    words: sum(own, ({ text }) => countText(text)),
    jobState: job.state,
    error: job.error,
  };
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
