import type { ListedJob, QueueEntry } from '@maobi/contract';

export type JobMove = 'first' | 'up' | 'down' | 'last';

/** Jobs that can change places: those that have not ended. */
export function openJobs(jobs: readonly ListedJob[]): ListedJob[] {
  return jobs.filter(({ endedAt }) => endedAt === null);
}

/** The job to go before (`null`: to the end) when this one is moved; `undefined`: it stands there already. */
export function targetOf(jobs: readonly ListedJob[], id: string, move: JobMove): string | null | undefined {
  const open = openJobs(jobs);
  const place = open.findIndex((job) => job.id === id);
  const isThere = move === 'first' || move === 'up' ? place <= 0 : place === open.length - 1;
  if (place < 0 || isThere) return undefined;
  if (move === 'first') return open[0]?.id;
  if (move === 'last') return null;
  return (move === 'up' ? open[place - 1] : open[place + 2])?.id ?? null;
}

/** The jobs after one was put before another, or last among those that have not ended. */
export function withMoved(jobs: readonly ListedJob[], id: string, before: string | null): ListedJob[] {
  const open = openJobs(jobs);
  const moved = open.find((job) => job.id === id);
  if (!moved || id === before) return [...jobs];
  const others = open.filter((job) => job !== moved);
  const place = before === null ? others.length : others.findIndex((job) => job.id === before);
  const ended = jobs.filter((job) => job.endedAt !== null);
  return [...others.slice(0, place), moved, ...others.slice(place), ...ended];
}

/** Where a job that is dropped on another one goes: behind it when it comes from above, as hands expect. */
export function dropTarget(jobs: readonly ListedJob[], id: string, onId: string): string | null | undefined {
  const open = openJobs(jobs);
  const [from, to] = [open.findIndex((job) => job.id === id), open.findIndex((job) => job.id === onId)];
  if (from < 0 || to < 0 || from === to) return undefined;
  return (from < to ? open[to + 1]?.id : onId) ?? null;
}

/** Whether a run is what a listed job does, or has just done; what the writer asked for in between is not. */
export function isOfJob({ documentId, urgency, action }: QueueEntry, jobs: readonly ListedJob[]): boolean {
  if (urgency !== 'job' || action === 'outline') return false;
  return jobs.some((job) => job.documentId === documentId);
}
