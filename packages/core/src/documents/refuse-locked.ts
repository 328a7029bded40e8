import type { Id } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { StoredSection } from '../ports/document-store.ts';

/** Throws `conflict` for a locked section. */
export function refuseLocked({ isLocked, heading }: Pick<StoredSection, 'isLocked' | 'heading'>): void {
  if (isLocked) throw new StudioError('conflict', `“${heading}” is locked.`, { hint: 'Unlock it first.' });
}

/**
 * Throws `conflict` where words would be given to the model that stand in a locked section and in no open one, wherever they are said to be from;
 * `not-found` for a section that the outline does not have.
 * @param sectionId absent: nothing is said about where the words are from
 */
export function refuseLockedPassage(sections: readonly StoredSection[], passage: string, sectionId: Id | undefined): void {
  if (sectionId !== undefined) {
    const named = sections.find(({ id }) => id === sectionId);
    if (!named) throw new StudioError('not-found', 'The outline has no such section.');
    refuseLocked(named);
  }
  const holding = sections.filter(({ version }) => version?.text.includes(passage));
  const [first] = holding;
  if (first && holding.every(({ isLocked }) => isLocked)) refuseLocked(first);
}
