import type { Id } from '@maobi/contract';
import { countText } from '@maobi/core';
import type { Queries } from '../database/connection.ts';
import { indexSection } from './document-index.ts';
import { endedTexts } from './version-rows.ts';

/**
 * Counts the text of a section and makes it searchable: to be called whenever a version has become the one that counts, or a run has ended
 * that wrote into it.
 */
export async function followText(queries: Queries, versionId: Id): Promise<void> {
  const sectionId = await countAnew(queries, versionId);
  if (sectionId !== null) await indexSection(queries, sectionId);
}

/** Makes every count true, whatever it was. */
export async function countAllAnew(queries: Queries): Promise<void> {
  await queries.transaction().execute(async (transaction) => {
    await transaction.updateTable('section').set({ count: 0 }).execute();
    const sections = await transaction.selectFrom('section').select('version_id').where('version_id', 'is not', null).execute();
    for (const { version_id: versionId } of sections) if (versionId !== null) await countAnew(transaction, versionId);
  });
}

/** The section in which this version counts; `null`: another one does. */
async function countAnew(queries: Queries, versionId: Id): Promise<Id | null> {
  const section = await queries
    .selectFrom('section_version')
    .innerJoin('section', 'section.id', 'section_version.section_id')
    .select('section.id')
    .where('section_version.id', '=', versionId)
    .where('section.version_id', '=', versionId)
    .executeTakeFirst();
  if (!section) return null;
  const texts = await endedTexts(queries, [versionId]);
  const count = countText(texts.get(versionId) ?? '');
  await queries.updateTable('section').set({ count }).where('id', '=', section.id).execute();
  return section.id;
}
