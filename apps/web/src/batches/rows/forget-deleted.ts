import { ClientError } from '@maobi/contract';
import { client } from '../../studio/client.ts';
import { forgetKept, keptBatchIds } from './kept-changes.ts';

/** Drops what this browser keeps for batches that were deleted: nothing can take it up any more. One that cannot be asked for is left. */
export async function forgetDeleted(signal: AbortSignal): Promise<void> {
  for (const id of keptBatchIds()) if (await isDeleted(id, signal)) forgetKept(id, signal);
}

async function isDeleted(id: string, signal: AbortSignal): Promise<boolean> {
  try {
    await client.call('getBatch', { params: { id }, signal });
    return false;
  } catch (error) {
    return error instanceof ClientError && error.body.code === 'not-found';
  }
}
