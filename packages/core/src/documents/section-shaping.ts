import {
  countText,
  type EndpointBody,
  type Id,
  maxMessageLength,
  maxSections,
  mostPoints,
  type OutlineRow,
  partsAt,
  splitPlaces,
  usableTarget,
} from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { NewVersion, StoredSection } from '../ports/document-store.ts';
import type { Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import { rowOf } from './outline-merge.ts';
import { refuseLocked } from './refuse-locked.ts';
import { requireQuiet } from './section-view.ts';

interface ShapingPorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
}

/** Cuts a section in two (S8). Returns the document; a split that was made already is left as it is. */
export async function splitSection(id: Id, split: EndpointBody<'splitSection'>, { store, surroundings }: ShapingPorts): Promise<Id> {
  const { documents } = store;
  const section = await documents.section(id);
  const { documentId, version } = section;
  const standing = await documents.sections(documentId);
  if (standing.some((each) => each.version?.id === split.secondVersionId)) return documentId;
  requireOpen(section);
  if (standing.length >= maxSections) throw refusal('invalid-request', tooManySections, 'Merge two sections first.');
  if (version?.id !== split.baseId) throw changedElsewhere(version?.id ?? null);
  if (!splitPlaces(version.text).includes(split.at)) {
    throw refusal('invalid-request', 'No paragraph begins at this place.', 'Split where a paragraph begins, behind the first one.');
  }
  const { first, second, heading } = partsAt(version.text, split.at, split.heading);
  const [target, secondTarget] = dividedTarget(section.target, countText(first), countText(second));
  const now = surroundings.now();
  const added = { id: split.newSectionId, heading, points: [], target: secondTarget, isLocked: false };
  const rows = standing.flatMap((each) => (each.id === id ? [{ ...rowOf(each), target }, added] : [rowOf(each)]));
  const text = { source: 'user', now } as const;
  const versions: NewVersion[] = [
    { ...text, id: split.firstVersionId, sectionId: id, text: first, baseId: split.baseId },
    { ...text, id: split.secondVersionId, sectionId: split.newSectionId, text: second, baseId: null },
  ];
  await documents.replaceOutline(documentId, { revision: split.revision, rows, versions, now });
  return documentId;
}

/** Makes one of a section and the next (S9). Returns the document; a merge that was made already is left as it is. */
export async function mergeSections(id: Id, merge: EndpointBody<'mergeSections'>, { store, surroundings }: ShapingPorts): Promise<Id> {
  const { documents } = store;
  const section = await documents.section(id);
  const { documentId } = section;
  const standing = await documents.sections(documentId);
  const next = standing[standing.findIndex((each) => each.id === id) + 1];
  if (next?.id !== merge.nextId) {
    const isMade = !standing.some((each) => each.id === merge.nextId) && section.version?.id === merge.versionId;
    if (isMade) return documentId;
    throw refusal('conflict', 'The section is no longer followed by that one.', 'Look at the outline and try again.');
  }
  for (const [each, baseId] of [
    [section, merge.baseId],
    [next, merge.nextBaseId],
  ] as const) {
    requireOpen(each);
    if ((each.version?.id ?? null) !== baseId) throw changedElsewhere(each.version?.id ?? null);
  }
  const now = surroundings.now();
  const merged = mergedRow(section, next);
  const rows = standing.filter((each) => each.id !== next.id).map((each) => (each.id === id ? merged : rowOf(each)));
  const text = joinedText(section, next);
  const isNew = text !== null && text !== section.version?.text;
  const versions = isNew ? [{ id: merge.versionId, sectionId: id, source: 'user', text, baseId: merge.baseId, now } as const] : [];
  await documents.replaceOutline(documentId, { revision: merge.revision, rows, versions, now });
  return documentId;
}

const tooManySections = `A document has at most ${maxSections} sections.`;

/** In proportion to what each part counts. */
function dividedTarget(target: number, first: number, second: number): [number, number] {
  const share = usableTarget((target * first) / Math.max(1, first + second));
  return [share, usableTarget(target - share)];
}

function mergedRow(section: StoredSection, next: StoredSection): OutlineRow {
  const points = [...section.points, ...next.points];
  if (points.length > mostPoints) {
    throw refusal(
      'invalid-request',
      `The two sections have more than ${mostPoints} points together.`,
      'Take some of their points out first.',
    );
  }
  return { ...rowOf(section), points, target: usableTarget(section.target + next.target) };
}

/** `null`: nothing is written in either. */
function joinedText({ version }: StoredSection, { version: next }: StoredSection): string | null {
  const texts = [version, next].flatMap((each) => (each && each.text.trim() !== '' ? [each.text] : []));
  if (texts.length < 2) return texts[0] ?? null;
  const joined = `${texts[0]?.trimEnd()}\n\n${texts[1]?.replace(/^\s*\n/u, '')}`;
  if (joined.length <= maxMessageLength) return joined;
  throw refusal('invalid-request', 'The two texts are too long for one section.', 'Leave them apart.');
}

function requireOpen(section: StoredSection): void {
  refuseLocked(section);
  requireQuiet(section);
}

function changedElsewhere(versionId: Id | null): StudioError {
  return new StudioError('conflict', 'The text of the section was changed elsewhere in the meantime.', { details: { versionId } });
}

function refusal(code: 'conflict' | 'invalid-request', what: string, hint: string): StudioError {
  return new StudioError(code, what, { hint });
}
