import type { Document } from '@maobi/contract';
import { StudioError } from '../errors.ts';

/** Throws `conflict` for a document in the bin: nothing is written there. */
export function refuseBinned({ binnedAt }: Pick<Document, 'binnedAt'>): void {
  if (binnedAt === null) return;
  throw new StudioError('conflict', 'The document lies in the bin.', { hint: 'Restore it first; its text is kept.' });
}
