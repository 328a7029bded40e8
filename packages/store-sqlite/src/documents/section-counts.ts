import type { Id } from '@maobi/contract';
import { countText } from '@maobi/core';
import type { Queries } from '../database/connection.ts';

/** To be called whenever a version has become the one that counts, or a run has ended that wrote into it. */
export async function countAnew(queries: Queries, versionId: Id): Promise<void> {
  const section = await queries
    .selectFrom('section_version')
    .innerJoin('section', 'section.id', 'section_version.section_id')
    .select('section.id')
    .where('section_version.id', '=', versionId)
    .where('section.version_id', '=', versionId)
    .executeTakeFirst();
  if (!section) return;
  const count = countText(await endedText(queries, versionId));
  await queries.updateTable('section').set({ count }).where('id', '=', section.id).execute();
}

/** Makes every count true, whatever it was. */
export async function countAllAnew(queries: Queries): Promise<void> {
  await queries.transaction().execute(async (transaction) => {
    await transaction.updateTable('section').set({ count: 0 }).execute();
    const sections = await transaction.selectFrom('section').select('version_id').where('version_id', 'is not', null).execute();
    for (const { version_id: versionId } of sections) if (versionId !== null) await countAnew(transaction, versionId);
  });
}

/** What is still being written counts once its run has ended. */
async function endedText(queries: Queries, versionId: Id): Promise<string> {
  const version = await queries.selectFrom('section_version').select('text').where('id', '=', versionId).executeTakeFirstOrThrow();
  const runs = await queries
    .selectFrom('run')
    .select('text')
    .where('version_id', '=', versionId)
    .where('text', 'is not', null)
    .orderBy('seq')
    .execute();
  return version.text + runs.map(({ text }) => text).join('');
}
