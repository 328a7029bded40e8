import type { Section } from '@maobi/contract';
import type { Passage } from './find-passage.ts';

/** A passage of a section's text that is to be worded anew. */
export interface PolishTarget {
  readonly sectionId: string;
  readonly baseId: string;
  /** The whole text that `passage` stands in. */
  readonly markdown: string;
  readonly passage: Passage;
  /** What goes on behind the passage is a paragraph of its own. Default: as the passage ends. */
  readonly addsParagraph?: boolean;
}

/** A passage as what can be polished; `null`: it is locked, being written, or empty. */
export function polishTarget({ id, version, isLocked }: Section, passage: Passage): PolishTarget | null {
  if (!version || isLocked || version.run?.endedAt === null || version.text.slice(passage.start, passage.end).trim() === '') return null;
  return { sectionId: id, baseId: version.id, markdown: version.text, passage };
}
