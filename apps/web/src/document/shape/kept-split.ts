import { drafts } from '../../conversation/composer/draft-store.ts';

/** How a section is to be split: where, and what the second part is called. */
export interface Split {
  readonly at: number;
  readonly heading: string;
}

const keyOf = (sectionId: string) => `split.${sectionId}`;

/** Keeps it in this browser until the section is split; `null`: it is, or nothing was typed. */
export function keepSplit(sectionId: string, split: Split | null): void {
  drafts.write(keyOf(sectionId), split ? JSON.stringify(split) : '');
}

/** What was typed the last time; `null`: nothing, or the text cannot be cut there any more. */
export function keptSplit(sectionId: string, places: readonly number[]): Split | null {
  try {
    const kept: unknown = JSON.parse(drafts.read(keyOf(sectionId)) || 'null');
    if (typeof kept !== 'object' || kept === null || !('at' in kept) || !('heading' in kept)) return null;
    const { at, heading } = kept;
    return typeof at === 'number' && typeof heading === 'string' && places.includes(at) ? { at, heading } : null;
  } catch {
    return null;
  }
}
