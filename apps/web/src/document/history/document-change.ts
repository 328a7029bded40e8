import type { Brief, DocumentDetail, OutlineRow, Section } from '@maobi/contract';
import { newId } from '../../studio/new-id.ts';

/** A text that counts for a section; `null`: none. */
type Standing = { readonly id: string; readonly text: string } | null;

interface TextChange {
  readonly sectionId: string;
  readonly heading: string;
  readonly before: Standing;
  /** `undefined`: whatever the model makes of it. */
  readonly after: Standing | undefined;
}

interface Naming {
  readonly title: string;
  readonly brief: Brief;
}

/** What one thing that the writer did changed of a document. */
export interface DocumentChange {
  /** `null`: the outline stayed as it was. */
  readonly rows: { readonly before: readonly OutlineRow[]; readonly after: readonly OutlineRow[] } | null;
  readonly texts: readonly TextChange[];
  readonly naming: { readonly before: Naming; readonly after: Naming } | null;
  /** Changes of one sitting in an editor are one. Default: it stands alone. */
  readonly sitting?: string | undefined;
}

/** What something is done to: what changed besides was changed elsewhere. */
export interface ChangeScope {
  readonly rows?: boolean;
  readonly sectionIds?: readonly string[];
  readonly naming?: boolean;
  readonly sitting?: string | undefined;
}

/** `null`: nothing. */
export function changeBetween(before: DocumentDetail, after: DocumentDetail, scope: ChangeScope): DocumentChange | null {
  const [rowsBefore, rowsAfter] = [rowsOf(before.sections), rowsOf(after.sections)];
  const rows = scope.rows && !isSame(rowsBefore, rowsAfter) ? { before: rowsBefore, after: rowsAfter } : null;
  const texts = (scope.sectionIds ?? []).flatMap((sectionId): TextChange[] => {
    const [was, is] = [sectionIn(before, sectionId), sectionIn(after, sectionId)];
    if (!was || !is || isSame(standingOf(was), standingOf(is))) return [];
    return [{ sectionId, heading: is.heading, before: standingOf(was), after: standingOf(is) }];
  });
  const [named, renamed] = [namingOf(before), namingOf(after)];
  const naming = scope.naming && !isSame(named, renamed) ? { before: named, after: renamed } : null;
  if (rows === null && texts.length === 0 && naming === null) return null;
  return { rows, texts, naming, ...(scope.sitting === undefined ? {} : { sitting: scope.sitting }) };
}

/** The model is let at a section's text. */
export function changeByModel(section: Section): DocumentChange {
  const text = { sectionId: section.id, heading: section.heading, before: standingOf(section), after: undefined };
  return { rows: null, texts: [text], naming: null };
}

/** Whether the document still is as a change has left it, as far as that goes. */
export function stillStands({ rows, texts, naming }: DocumentChange, detail: DocumentDetail): boolean {
  if (rows && !isSame(rows.after, rowsOf(detail.sections))) return false;
  if (naming && !isSame(naming.after, namingOf(detail))) return false;
  return texts.every(({ sectionId, before, after }) => {
    const section = sectionIn(detail, sectionId);
    if (!section) return false;
    // the model may not have written anything yet
    return after === undefined ? !isSame(before, standingOf(section)) : isSame(after, standingOf(section));
  });
}

/** One change out of two, where the second goes on from the first; `null`: they are two. */
export function joined(first: DocumentChange, second: DocumentChange): DocumentChange | null {
  if (first.sitting === undefined || first.sitting !== second.sitting) return null;
  const [was, is] = [first.texts[0], second.texts[0]];
  if (!was || !is || first.texts.length + second.texts.length !== 2) return null;
  return isSame(was.after, is.before) ? { ...second, texts: [{ ...is, before: was.before }] } : null;
}

/** Whether the second takes exactly the first back, as a button does that is offered with it. */
export function takesBack(first: DocumentChange, second: DocumentChange): boolean {
  const turned = {
    rows: second.rows && { before: second.rows.after, after: second.rows.before },
    naming: second.naming && { before: second.naming.after, after: second.naming.before },
  };
  if (!isSame(first.rows, turned.rows) || !isSame(first.naming, turned.naming)) return false;
  if (first.texts.length !== second.texts.length) return false;
  return first.texts.every(({ sectionId, before, after }) => {
    const back = second.texts.find((text) => text.sectionId === sectionId);
    if (!back || !isSame(back.after, before)) return false;
    return after === undefined || isSame(back.before, after);
  });
}

/** Whether a row of the outline that was away is there again with it. */
export function bringsBack({ rows }: DocumentChange, rowId: string): boolean {
  const has = (standing: readonly OutlineRow[]) => standing.some(({ id }) => id === rowId);
  return rows !== null && !has(rows.before) && has(rows.after);
}

/** What puts rows and texts back to where they stood before, as the studio is asked for it. */
export function waysBack({ rows, texts }: DocumentChange, { sections }: DocumentDetail) {
  const present = new Map(sections.map(({ id, version }) => [id, version?.id ?? null]));
  const baseOf = (sectionId: string) => present.get(sectionId) ?? null;
  // where the model went on in a version, or there was none, the text from before is a version of its own
  const isKept = (text: TextChange): text is TextChange & { readonly before: NonNullable<Standing> } =>
    text.before !== null && text.before.id !== baseOf(text.sectionId);
  const kept = texts.filter(isKept);
  const others = texts.filter((text) => !isKept(text));
  return {
    sections: rowsOf(rows?.before ?? sections),
    versions: kept.map(({ sectionId, before }) => ({ sectionId, versionId: before.id, baseId: baseOf(sectionId) })),
    texts: others.map(({ sectionId, before }) => ({ sectionId, id: newId(), baseId: baseOf(sectionId), text: before?.text ?? '' })),
  };
}

export function rowsOf(sections: readonly OutlineRow[]): OutlineRow[] {
  return sections.map(({ id, heading, points, target, isLocked }) => ({ id, heading, points: [...points], target, isLocked }));
}

function namingOf({ title, brief }: DocumentDetail): Naming {
  return { title, brief };
}

function standingOf({ version }: Section): Standing {
  return version && { id: version.id, text: version.text };
}

function sectionIn({ sections }: DocumentDetail, sectionId: string): Section | undefined {
  return sections.find(({ id }) => id === sectionId);
}

function isSame(first: unknown, second: unknown): boolean {
  return first === second || JSON.stringify(first) === JSON.stringify(second);
}
