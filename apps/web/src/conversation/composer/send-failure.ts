import { ClientError } from '@maobi/contract';

/** Whether a question was refused because the conversation no longer fits into the context. */
export function isContextTooLong(error: unknown): boolean {
  return error instanceof ClientError && error.body.code === 'context-too-long';
}
