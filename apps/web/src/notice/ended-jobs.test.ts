import { describe, expect, it } from 'vitest';
import { sampleListedJob } from '../testing/document-samples.ts';
import { endedLongJobs } from './ended-jobs.ts';

const nowMs = Date.parse('2026-11-01T00:05:00.000Z');
const error = { code: 'engine-failed', message: 'It broke.', retryable: true } as const;

describe('a notice that a job has ended', () => {
  it('is given when it has ended by itself or broke off, and was not stopped by the writer', () => {
    const before = [1, 2, 3, 4, 5].map((number) => sampleListedJob(number));
    const now = [
      sampleListedJob(1, { state: 'done' }),
      sampleListedJob(2, { state: 'failed', error }),
      sampleListedJob(3, { state: 'paused', error }),
      sampleListedJob(4, { state: 'paused' }),
      sampleListedJob(5, { state: 'stopped' }),
      sampleListedJob(6, { state: 'done' }),
    ];
    expect(endedLongJobs(before, now, nowMs)).toEqual(now.slice(0, 3));
    expect(endedLongJobs(now, now, nowMs)).toEqual([]);
  });

  it('is not given for a job that took less than a minute', () => {
    const createdAt = new Date(nowMs - 59_000).toISOString();
    expect(endedLongJobs([sampleListedJob(1, { createdAt })], [sampleListedJob(1, { createdAt, state: 'done' })], nowMs)).toEqual([]);
  });
});
