import type { DocumentDetail, Section } from '@maobi/contract';
import { isActive, isRunning, sectionsToWrite, unitsLeft } from '../writing-progress.ts';

/** How much of a section's target one more paragraph has, about. */
const paragraphShare = 0.4;

/**
 * What the writing of a document would begin with. `begin`: where no length was asked for, the text from nothing; `extend`: there, one more
 * paragraph at its end.
 */
export type NextJob =
  | { readonly kind: 'resume' | 'outline' }
  | { readonly kind: 'write' | 'goOn' | 'begin'; readonly units: number; readonly sectionCount: number }
  | { readonly kind: 'extend'; readonly units: number; readonly section: Section };

/** `null`: it is being written already, or there is nothing left to write. */
export function nextJob(detail: DocumentDetail): NextJob | null {
  const { job, sections, brief, title } = detail;
  if (detail.binnedAt !== null || isRunning(detail.outlineRun)) return null;
  if (isActive(job)) return job.state === 'paused' ? { kind: 'resume' } : null;
  if (sections.length === 0) return { kind: 'outline' };
  const toWrite = sectionsToWrite(detail);
  const units = unitsLeft(toWrite, null);
  const isBegun = sections.some(({ count }) => count > 0);
  if (toWrite.length > 0 && (!brief.isOpenEnded || isBegun || title !== '')) {
    const kind = isBegun ? 'goOn' : brief.isOpenEnded ? 'begin' : 'write';
    return { kind, units, sectionCount: toWrite.length };
  }
  const last = brief.isOpenEnded ? sections.findLast(({ count, isLocked }) => count > 0 && !isLocked) : undefined;
  return last && toWrite.length === 0 ? { kind: 'extend', units: last.target * paragraphShare, section: last } : null;
}
