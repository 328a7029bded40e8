import type { BatchDetail, ListedJob } from '@maobi/contract';
import { useOpenBatch } from '../studio/queries.ts';

/** Of the rows that were asked for, how many are written, in percent; `null`: no batch is at work, `job` is something else. */
export function useBatchPercent(job: ListedJob | null): number | null {
  const batch = useOpenBatch();
  return batch ? batchPercent(batch, job) : null;
}

const atWork = new Set(['planning', 'reading', 'writing']);
const left = new Set([...atWork, 'waiting']);

/** Between two rows, and while one is planned, no job is at work. */
export function batchPercent({ rows }: Pick<BatchDetail, 'rows'>, job: Pick<ListedJob, 'documentId'> | null): number | null {
  if (job !== null && !rows.some(({ documentId }) => documentId === job.documentId)) return null;
  if (!rows.some(({ state }) => atWork.has(state))) return null;
  const leftCount = rows.filter(({ state }) => left.has(state)).length;
  const writtenCount = rows.filter(({ state }) => ['done', 'short', 'long'].includes(state)).length;
  return Math.floor((writtenCount / (writtenCount + leftCount)) * 100);
}
