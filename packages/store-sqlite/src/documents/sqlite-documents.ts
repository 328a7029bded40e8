import type { Document, DocumentHit, DocumentSummary, Id, Run, RunAction } from '@maobi/contract';
import {
  type DocumentChange,
  type DocumentQuery,
  type DocumentStore,
  type NewDocument,
  type NewVersion,
  type OutlineChange,
  type StoredSection,
  type StoredVersion,
  StudioError,
} from '@maobi/core';
import type { Queries } from '../database/connection.ts';
import { runOf } from '../runs/run-rows.ts';
import { indexDocument, searchDocuments } from './document-index.ts';
import { listDocuments } from './document-list.ts';
import { changeDocument, documentAt, documentOf, existingDocument, findDocument, summaries, summaryOf } from './document-rows.ts';
import { nameFirstSection, replaceOutline } from './outline-changes.ts';
import { removeDocument } from './remove-document.ts';
import { existingSection, sectionsOfDocument, shownSections } from './section-rows.ts';
import { addVersion, chooseVersion, dismissSuggestion } from './version-changes.ts';
import { existingVersion, shownVersion, versionsOfSection } from './version-rows.ts';

export class SqliteDocuments implements DocumentStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  list(query: DocumentQuery): Promise<{ documents: DocumentSummary[]; total: number }> {
    return this.#atOnce((queries) => listDocuments(queries, query));
  }

  async summary(id: Id): Promise<DocumentSummary | null> {
    const row = await summaries(this.#queries).where('id', '=', id).executeTakeFirst();
    return row ? summaryOf(row) : null;
  }

  create({ id, title, brief, batchId = null, now }: NewDocument): Promise<Document> {
    return this.#atOnce(async (queries) => {
      const standing = await findDocument(queries, id);
      if (standing) return documentOf(standing);
      const row = await queries
        .insertInto('document')
        .values({ id, title, brief: JSON.stringify(brief), batch_id: batchId, revision: 1, created_at: now, updated_at: now })
        .returningAll()
        .executeTakeFirstOrThrow();
      await indexDocument(queries, row);
      return documentOf(row);
    });
  }

  update(id: Id, { revision, title, brief, firstHeading, now }: DocumentChange): Promise<Document> {
    return this.#atOnce(async (queries) => {
      await documentAt(queries, id, revision);
      const row = await changeDocument(queries, id, {
        ...(title === undefined ? {} : { title }),
        ...(brief === undefined ? {} : { brief: JSON.stringify(brief) }),
        updated_at: now,
      });
      await indexDocument(queries, row);
      if (firstHeading !== undefined) await nameFirstSection(queries, id, firstHeading);
      return documentOf(row);
    });
  }

  bin(id: Id, now: string): Promise<Document> {
    return this.#move(id, { isBinned: true, now });
  }

  restore(id: Id, now: string): Promise<Document> {
    return this.#move(id, { isBinned: false, now });
  }

  delete(id: Id): Promise<void> {
    return this.#atOnce(async (queries) => {
      const standing = await existingDocument(queries, id);
      if (standing.binned_at === null) throw new StudioError('conflict', 'Only a document in the bin can be deleted for good.');
      await removeDocument(queries, standing);
    });
  }

  sections(id: Id): Promise<StoredSection[]> {
    return this.#atOnce(async (queries) => {
      await existingDocument(queries, id);
      return sectionsOfDocument(queries, id);
    });
  }

  section(id: Id): Promise<StoredSection> {
    return this.#atOnce(async (queries) => {
      const [section] = await shownSections(queries, [await existingSection(queries, id)]);
      if (!section) throw new StudioError('not-found', 'There is no such section.');
      return section;
    });
  }

  replaceOutline(id: Id, change: OutlineChange): Promise<Document> {
    return this.#atOnce((queries) => replaceOutline(queries, id, change));
  }

  versions(sectionId: Id): Promise<StoredVersion[]> {
    return this.#atOnce(async (queries) => {
      await existingSection(queries, sectionId);
      return versionsOfSection(queries, sectionId);
    });
  }

  version(id: Id): Promise<StoredVersion> {
    return this.#atOnce(async (queries) => shownVersion(queries, await existingVersion(queries, id)));
  }

  addVersion(version: NewVersion): Promise<StoredVersion> {
    return this.#atOnce((queries) => addVersion(queries, version));
  }

  chooseVersion(sectionId: Id, choice: { versionId: Id; baseId: Id | null; now: string }): Promise<void> {
    return this.#atOnce((queries) => chooseVersion(queries, sectionId, choice));
  }

  dismissSuggestion(sectionId: Id, suggestionId: Id, now: string): Promise<void> {
    return this.#atOnce((queries) => dismissSuggestion(queries, sectionId, suggestionId, now));
  }

  async latestRun(id: Id, action: RunAction): Promise<Run | null> {
    const row = await this.#queries
      .selectFrom('run')
      .selectAll()
      .where('document_id', '=', id)
      .where('action', '=', action)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ? runOf(row) : null;
  }

  async unusedOutlines(): Promise<Run[]> {
    const rows = await this.#queries
      .selectFrom('document')
      .innerJoin('run', 'run.document_id', 'document.id')
      .leftJoin('run as used', 'used.id', 'document.outline_run_id')
      .selectAll('run')
      .where('run.action', '=', 'outline')
      .where('run.ended_at', 'is not', null)
      .where((where) => where.or([where('document.outline_run_id', 'is', null), where('run.seq', '>', where.ref('used.seq'))]))
      .orderBy('run.seq')
      .execute();
    return rows.map(runOf);
  }

  search(query: string, limit: number): Promise<DocumentHit[]> {
    return this.#atOnce((queries) => searchDocuments(queries, query, limit));
  }

  #atOnce<T>(action: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#queries.transaction().execute(action);
  }

  #move(id: Id, { isBinned, now }: { isBinned: boolean; now: string }): Promise<Document> {
    return this.#atOnce(async (queries) => {
      const standing = await existingDocument(queries, id);
      if ((standing.binned_at !== null) === isBinned) return documentOf(standing);
      const row = await queries
        .updateTable('document')
        .set({ binned_at: isBinned ? now : null, updated_at: now })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return documentOf(row);
    });
  }
}
