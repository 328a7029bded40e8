import { StudioError } from '@maobi/core';

/**
 * Runs work on files of the models folder. Throws `disk-full`, or `data-folder-unusable` for anything else that the system
 * refuses, so that a failure of the disk is never taken for one of the network and tried again.
 */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (caught) {
    throw asDiskFailure(caught);
  }
}

/** What is not an error of the system, e.g. an abort, goes through unchanged. */
export function asDiskFailure(caught: unknown): unknown {
  const { code, syscall } = caught as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string' || typeof syscall !== 'string') return caught;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new StudioError('disk-full', 'The disk is full, so the download has stopped.', { cause: caught });
  }
  return new StudioError('data-folder-unusable', `The models folder cannot be used (${code}, ${syscall}).`, { cause: caught });
}
