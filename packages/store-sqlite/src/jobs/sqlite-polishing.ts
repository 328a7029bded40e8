import type { Id, Run } from '@maobi/contract';
import {
  type FinishedSection,
  type NewRun,
  type PolishedParagraph,
  type PolishedSection,
  type PolishStore,
  StudioError,
} from '@maobi/core';
import type { Queries } from '../database/connection.ts';
import { touchDocument } from '../documents/document-rows.ts';
import { existingSection } from '../documents/section-rows.ts';
import { existingVersion, findVersion } from '../documents/version-rows.ts';
import { findRun, insertRun, runOf } from '../runs/run-rows.ts';
import { writtenRuns } from '../runs/written-runs.ts';
import { existingJob } from './job-rows.ts';

export class SqlitePolishing implements PolishStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  sections(jobId: Id): Promise<PolishedSection[]> {
    return this.#atOnce(async (queries) => {
      const sections = await queries.selectFrom('polished_section').selectAll().where('job_id', '=', jobId).execute();
      const paragraphs = await queries
        .selectFrom('polished_paragraph')
        .innerJoin('polished_section', (join) =>
          join
            .onRef('polished_section.job_id', '=', 'polished_paragraph.job_id')
            .onRef('polished_section.section_id', '=', 'polished_paragraph.section_id'),
        )
        .selectAll('polished_paragraph')
        .where('polished_paragraph.job_id', '=', jobId)
        .where('polished_section.is_done', '=', 0)
        .orderBy('place')
        .execute();
      const runIds = paragraphs.map(({ run_id: runId }) => runId);
      const runs = new Map((await writtenRuns(queries, (of) => of.where('run.id', 'in', runIds))).map((run) => [run.id, run]));
      return sections.map(({ section_id: sectionId, base_id: baseId, is_done: isDone }) => ({
        sectionId,
        baseId,
        isDone: isDone === 1,
        runs: paragraphs.flatMap(({ section_id: place, place: number, run_id: runId }) => {
          const run = place === sectionId ? runs.get(runId) : undefined;
          return run ? [{ place: number, state: run.state, text: run.writtenText }] : [];
        }),
      }));
    });
  }

  addRun({ jobId, sectionId, baseId, place }: PolishedParagraph, run: NewRun, now: string): Promise<Run> {
    return this.#atOnce(async (queries) => {
      const standing = await findRun(queries, run.id);
      if (standing) return runOf(standing);
      await existingJob(queries, jobId);
      const { document_id: documentId } = await existingSection(queries, sectionId);
      const added = await insertRun(queries, run, { documentId, versionId: null, now });
      await begin(queries, { jobId, sectionId, baseId });
      await queries
        .insertInto('polished_paragraph')
        .values({ job_id: jobId, section_id: sectionId, place, run_id: run.id })
        .onConflict((conflict) => conflict.columns(['job_id', 'section_id', 'place']).doUpdateSet({ run_id: run.id }))
        .execute();
      return runOf(added);
    });
  }

  finish(finished: FinishedSection): Promise<void> {
    const { jobId, sectionId, baseId, versionId, text, now } = finished;
    return this.#atOnce(async (queries) => {
      await existingJob(queries, jobId);
      const section = await existingSection(queries, sectionId);
      await begin(queries, finished);
      const done = await queries
        .updateTable('polished_section')
        .set({ is_done: 1 })
        .where('job_id', '=', jobId)
        .where('section_id', '=', sectionId)
        .where('is_done', '=', 0)
        .executeTakeFirst();
      if (text === null || done.numUpdatedRows === 0n) return;
      if ((await existingVersion(queries, baseId)).section_id !== sectionId) {
        throw new StudioError('invalid-request', 'The version belongs to another section.');
      }
      if (await findVersion(queries, versionId)) throw new StudioError('conflict', 'A version with this id is there already.');
      await queries
        .insertInto('section_version')
        .values({ id: versionId, section_id: sectionId, parent_id: baseId, root_id: versionId, source: 'polish', text, created_at: now })
        .execute();
      await queries.updateTable('section').set({ suggestion_id: versionId }).where('id', '=', sectionId).execute();
      await touchDocument(queries, section.document_id, now);
    });
  }

  #atOnce<T>(action: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#queries.transaction().execute(action);
  }
}

/** A section that was begun stays with the version it began with. */
async function begin(
  queries: Queries,
  { jobId, sectionId, baseId }: Pick<PolishedParagraph, 'jobId' | 'sectionId' | 'baseId'>,
): Promise<void> {
  await queries
    .insertInto('polished_section')
    .values({ job_id: jobId, section_id: sectionId, base_id: baseId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
