import type { ErrorCode, Job } from '@maobi/contract';

/** Rows in a row that failed for a reason that may be their own, after which a batch rests. */
const mostFailures = 3;
/** What the next row would meet as well. */
const hopeless: readonly ErrorCode[] = ['model-suspect', 'model-not-installed', 'model-invalid', 'out-of-memory', 'disk-full', 'not-found'];

/** Whether a batch goes on to the next row after this one has failed. @param failures rows that failed one after the other, this one included */
export function goesOnAfter(error: NonNullable<Job['error']>, failures: number): boolean {
  return !hopeless.includes(error.code) && failures < mostFailures;
}
