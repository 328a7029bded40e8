import type { ListedJob } from '@maobi/contract';

/** A job that took less is one that the writer waited for in front of the screen. */
const longMs = 60_000;

/** Long jobs that were open and now have ended by themselves, or stopped with an error, of two looks at the list. */
export function endedLongJobs(before: readonly ListedJob[], now: readonly ListedJob[], nowMs: number): ListedJob[] {
  return now.filter((job) => {
    const wasOpen = before.some(({ id, state }) => id === job.id && state === 'open');
    const hasEnded = job.state === 'done' || job.state === 'failed' || (job.state === 'paused' && job.error !== null);
    return wasOpen && hasEnded && nowMs - Date.parse(job.createdAt) >= longMs;
  });
}
