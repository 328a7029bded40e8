import { ClientError } from '@maobi/contract';

/** Whether the same may be done another time: the studio did not answer, or has no room or too much to do at the moment. */
export function mayWorkLater(error: unknown): error is ClientError {
  return error instanceof ClientError && error.body.retryable;
}
