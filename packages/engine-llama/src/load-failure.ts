import { refusedMemory, StudioError } from '@maobi/core';
import type { FilePlan } from './file-plan.ts';

/** What went wrong while a model was loaded, told as what it was: nothing had been written, and nothing is restarted. */
export function loadFailure(error: unknown, { need }: FilePlan): unknown {
  if (!(error instanceof StudioError)) return error;
  if (error.code === 'out-of-memory' || error.details?.['memoryRanOut'] === true) return refusedMemory(need, error);
  if (error.code !== 'engine-failed') return error;
  return new StudioError('engine-failed', error.message.replace('stopped unexpectedly', 'stopped while the model was loaded'), {
    cause: error.cause,
    hint: 'Try again. If it happens again, verify the file or choose another model.',
    details: { whileLoading: true },
  });
}
