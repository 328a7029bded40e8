import type { Id } from '@maobi/contract';
import { type StoredSection, type StoredSuggestion, type StoredVersion, StudioError } from '@maobi/core';
import type { Selectable } from 'kysely';
import type { Queries } from '../database/connection.ts';
import type { Tables } from '../database/tables.ts';
import { versionsById } from './version-rows.ts';

export type SectionRow = Selectable<Tables['section']>;

/** Also one that was taken away. */
export async function existingSection(queries: Queries, id: Id): Promise<SectionRow> {
  const row = await queries.selectFrom('section').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new StudioError('not-found', 'There is no such section.');
  return row;
}

/** In the order of the outline, in a fixed number of queries however many they are. */
export async function sectionsOfDocument(queries: Queries, documentId: Id): Promise<StoredSection[]> {
  const rows = await queries
    .selectFrom('section')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .execute();
  return shownSections(queries, rows);
}

/** With the versions that count, and what is suggested in place of them. */
export async function shownSections(queries: Queries, rows: readonly SectionRow[]): Promise<StoredSection[]> {
  const shown = await versionsById(
    queries,
    rows.flatMap(({ version_id: versionId, suggestion_id: suggestionId }) => [versionId ?? [], suggestionId ?? []].flat()),
  );
  const suggested = shown.filter(({ id }) => rows.some((row) => row.suggestion_id === id));
  const bases = await versionsById(
    queries,
    suggested.flatMap(({ parentId }) => parentId ?? []),
  );
  const byId = new Map([...shown, ...bases].map((version) => [version.id, version]));
  return rows.map((row) => sectionOf(row, byId));
}

function suggestionOf({ suggestion_id: id }: SectionRow, versions: ReadonlyMap<Id, StoredVersion>): StoredSuggestion | null {
  const version = versions.get(id ?? '');
  const base = versions.get(version?.parentId ?? '');
  return version && base ? { id: version.id, text: version.text, baseText: base.text } : null;
}

function sectionOf(row: SectionRow, versions: ReadonlyMap<Id, StoredVersion>): StoredSection {
  return {
    id: row.id,
    documentId: row.document_id,
    heading: row.heading,
    points: JSON.parse(row.points) as string[],
    target: row.target,
    isLocked: row.is_locked === 1,
    version: versions.get(row.version_id ?? '') ?? null,
    suggestion: suggestionOf(row, versions),
    isRemoved: row.removed_at !== null,
  };
}
