import { drafts } from '../../conversation/composer/draft-store.ts';
import { newId } from '../../studio/new-id.ts';

/** What was typed into a section by hand and is not with the studio. */
export interface HandDraft {
  /** Of the editor that it was typed in; each keeps its own, in whichever tab. */
  readonly sitting: string;
  /** The version that it was typed on; `null`: there was none. */
  readonly baseId: string | null;
  readonly text: string;
}

const keyOf = (sectionId: string) => `section.${sectionId}`;

function read(sectionId: string): HandDraft[] {
  try {
    // one by itself is from before sittings had names
    const kept: unknown[] = [JSON.parse(drafts.read(keyOf(sectionId)) || '[]') as unknown].flat();
    return kept.flatMap((one) => draftIn(one) ?? []);
  } catch {
    return [];
  }
}

function draftIn(kept: unknown): HandDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { sitting, baseId, text } = kept as Partial<Record<keyof HandDraft, unknown>>;
  if (typeof text !== 'string') return null;
  return { sitting: typeof sitting === 'string' ? sitting : '', baseId: typeof baseId === 'string' ? baseId : null, text };
}

function write(sectionId: string, kept: readonly HandDraft[]): void {
  drafts.write(keyOf(sectionId), kept.length === 0 ? '' : JSON.stringify(kept));
}

function keep(sectionId: string, draft: HandDraft): void {
  write(sectionId, [...read(sectionId).filter(({ sitting }) => sitting !== draft.sitting), draft]);
}

function drop(sectionId: string, sitting: string): void {
  const kept = read(sectionId);
  const left = kept.filter((draft) => draft.sitting !== sitting);
  if (left.length < kept.length) write(sectionId, left);
}

/** Drafts of hand edits, kept in this browser. */
export const handDrafts = {
  of: read,
  keep,
  drop,
  /** Gives a draft that was left to another sitting, a new one; `null`: it is settled already. */
  take: (sectionId: string, { sitting }: HandDraft): HandDraft | null => {
    const left = read(sectionId).find((draft) => draft.sitting === sitting);
    if (!left) return null;
    const taken = { ...left, sitting: newId() };
    drop(sectionId, sitting);
    keep(sectionId, taken);
    return taken;
  },
};

/** What a draft is known by while its editor stands open. */
export const openSitting = (sitting: string) => `maobi.hand-edit.${sitting}`;
