import type { Id } from '@maobi/contract';
import { type NewVersion, type StoredVersion, StudioError } from '@maobi/core';
import type { Queries } from '../database/connection.ts';
import { findRun, insertRun } from '../runs/run-rows.ts';
import { touchDocument } from './document-rows.ts';
import { followText } from './section-counts.ts';
import { existingSection, type SectionRow } from './section-rows.ts';
import { existingVersion, findVersion, shownVersion } from './version-rows.ts';

export async function addVersion(queries: Queries, version: NewVersion): Promise<StoredVersion> {
  const { id, sectionId, source, text, baseId, rootId = id, run, suggestionId, now } = version;
  const standing = await findVersion(queries, id);
  if (standing?.section_id === sectionId) return shownVersion(queries, standing);
  const section = await existingSection(queries, sectionId);
  if (standing) throw new StudioError('conflict', 'A version with this id belongs to another section.');
  checkBase(section, baseId);
  if (rootId !== id) await checkPlace(queries, sectionId, rootId);
  if (run && (await findRun(queries, run.id))) throw new StudioError('conflict', 'A run with this id writes into another text.');
  const row = await queries
    .insertInto('section_version')
    .values({ id, section_id: sectionId, parent_id: baseId, root_id: rootId, source, text, created_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (run) await insertRun(queries, run, { documentId: section.document_id, versionId: id, now });
  await makeCount(queries, section, id, now);
  if (suggestionId !== undefined) await settleSuggestion(queries, sectionId, suggestionId);
  return shownVersion(queries, row);
}

interface Choice {
  readonly versionId: Id;
  readonly baseId: Id | null;
  readonly now: string;
}

export async function chooseVersion(queries: Queries, sectionId: Id, { versionId, baseId, now }: Choice): Promise<void> {
  const section = await existingSection(queries, sectionId);
  await checkPlace(queries, sectionId, versionId);
  if (section.version_id === versionId) return;
  checkBase(section, baseId);
  await makeCount(queries, section, versionId, now);
  await settleSuggestion(queries, sectionId, versionId);
}

export async function dismissSuggestion(queries: Queries, sectionId: Id, suggestionId: Id, now: string): Promise<void> {
  const section = await existingSection(queries, sectionId);
  if (section.suggestion_id !== suggestionId) return;
  await settleSuggestion(queries, sectionId, suggestionId);
  await touchDocument(queries, section.document_id, now);
}

/** Another suggestion that has come meanwhile stays. */
async function settleSuggestion(queries: Queries, sectionId: Id, suggestionId: Id): Promise<void> {
  await queries
    .updateTable('section')
    .set({ suggestion_id: null })
    .where('id', '=', sectionId)
    .where('suggestion_id', '=', suggestionId)
    .execute();
}

function checkBase({ version_id: versionId }: SectionRow, baseId: Id | null): void {
  if (versionId === baseId) return;
  throw new StudioError('conflict', 'The text of the section was changed elsewhere in the meantime.', { details: { versionId } });
}

/** Throws `not-found` for an unknown version and `invalid-request` for one of another section. */
async function checkPlace(queries: Queries, sectionId: Id, versionId: Id): Promise<void> {
  const version = await existingVersion(queries, versionId);
  if (version.section_id !== sectionId) throw new StudioError('invalid-request', 'The version belongs to another section.');
}

async function makeCount(queries: Queries, section: SectionRow, versionId: Id, now: string): Promise<void> {
  await queries.updateTable('section').set({ version_id: versionId }).where('id', '=', section.id).execute();
  await followText(queries, versionId);
  await touchDocument(queries, section.document_id, now);
}
