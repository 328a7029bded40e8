import type { PolishKind, Section } from '@maobi/contract';
import { drafts } from '../../conversation/composer/draft-store.ts';
import type { RunText } from '../../conversation/stream/use-run-view.ts';
import { polishTarget, type PolishTarget } from './polish-target.ts';

/** Up to three wordings of a passage, one of which is looked at. */
export interface Wordings {
  readonly target: PolishTarget;
  readonly kind: PolishKind;
  readonly instruction: string;
  readonly wordings: readonly RunText[];
  readonly index: number;
}

/** Wordings that were not decided on, as they lie in the browser: the studio has what their runs wrote. */
export interface KeptPolish {
  readonly sectionId: string;
  /** The passage, as it was, and where it began. */
  readonly passage: string;
  readonly start: number;
  readonly addsParagraph: boolean | null;
  readonly kind: PolishKind;
  readonly instruction: string;
  readonly wordings: readonly RunText[];
  readonly index: number;
}

/** More than a writer comes back to. */
const mostKept = 8;
const keyOf = (documentId: string) => `polish.${documentId}`;

export function readKept(documentId: string): KeptPolish[] {
  try {
    const kept: unknown = JSON.parse(drafts.read(keyOf(documentId)) || '[]');
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  } catch {
    return [];
  }
}

export function writeKept(documentId: string, kept: readonly KeptPolish[]): void {
  drafts.write(keyOf(documentId), kept.length === 0 ? '' : JSON.stringify(kept.slice(0, mostKept)));
}

function isKept(value: unknown): value is KeptPolish {
  if (typeof value !== 'object' || value === null) return false;
  const { sectionId, passage, start, kind, wordings, index } = value as Partial<Record<keyof KeptPolish, unknown>>;
  const isPlace = typeof sectionId === 'string' && typeof passage === 'string' && typeof start === 'number';
  return isPlace && typeof kind === 'string' && Array.isArray(wordings) && typeof index === 'number' && index in wordings;
}

export function keptPolish({ target, kind, instruction, wordings, index }: Wordings): KeptPolish {
  const { sectionId, markdown, passage } = target;
  return {
    sectionId,
    passage: markdown.slice(passage.start, passage.end),
    start: passage.start,
    addsParagraph: target.addsParagraph ?? null,
    kind,
    instruction,
    wordings: wordings.map(asBegun),
    index,
  };
}

/** What a run wrote is asked for again: after a reload, and whatever of it had been seen. */
function asBegun(wording: RunText): RunText {
  return wording.run === null ? wording : { text: '', lastSeq: 0, run: { ...wording.run, endedAt: null } };
}

/** The passage as it stands in its section now; `null`: it is gone, or cannot be changed at present. */
export function placedTarget(
  { sectionId, passage, start, addsParagraph }: Pick<KeptPolish, 'sectionId' | 'passage' | 'start' | 'addsParagraph'>,
  sections: readonly Section[],
): PolishTarget | null {
  const section = sections.find(({ id }) => id === sectionId);
  const at = nearest(section?.version?.text ?? '', passage, start);
  const target = section && at >= 0 ? polishTarget(section, { start: at, end: at + passage.length }) : null;
  return target && { ...target, ...(addsParagraph === null ? {} : { addsParagraph }) };
}

/** Those whose passage still stands somewhere, also where it cannot be changed at present. */
export function standing(kept: readonly KeptPolish[], sections: readonly Section[]): KeptPolish[] {
  return kept.filter(({ sectionId, passage }) => {
    const section = sections.find(({ id }) => id === sectionId);
    return section?.version?.run?.endedAt === null || section?.version?.text.includes(passage) === true;
  });
}

function nearest(text: string, passage: string, start: number): number {
  const [before, after] = [text.lastIndexOf(passage, start), text.indexOf(passage, start)];
  if (before < 0 || after < 0) return Math.max(before, after);
  return start - before <= after - start ? before : after;
}
