import type { Batch, BatchSummary, Id, WritingOptions } from '@maobi/contract';
import {
  type BatchChange,
  type BatchRowChange,
  type BatchStateChange,
  type BatchStore,
  type NewBatch,
  type RowsChange,
  type StoredBatchRow,
  type StoredSection,
  StudioError,
} from '@maobi/core';
import { sql } from 'kysely';
import type { Queries } from '../database/connection.ts';
import { toJson } from '../database/json.ts';
import { shownSections } from '../documents/section-rows.ts';
import { batchOf, batchSummaries, batchSummaryOf, existingBatch, optionsOf, requireRevision } from './batch-rows.ts';
import { replaceRows } from './replace-rows.ts';
import { rowsOfBatch, usageOfBatch } from './row-documents.ts';

export class SqliteBatches implements BatchStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  list({ inBin, limit }: { inBin: boolean; limit: number }): Promise<{ batches: BatchSummary[]; total: number }> {
    const binned = inBin ? 'is not' : 'is';
    return this.#atOnce(async (queries) => {
      const shown = batchSummaries(queries).where('batch.binned_at', binned, null);
      const rows = await shown.orderBy('batch.updated_at', 'desc').orderBy('batch.seq', 'desc').limit(limit).execute();
      const { total } = await queries
        .selectFrom('batch')
        .select(sql<number>`count(*)`.as('total'))
        .where('binned_at', binned, null)
        .executeTakeFirstOrThrow();
      return { batches: rows.map(batchSummaryOf), total };
    });
  }

  async summary(id: Id): Promise<BatchSummary | null> {
    const row = await batchSummaries(this.#queries).where('batch.id', '=', id).executeTakeFirst();
    return row ? batchSummaryOf(row) : null;
  }

  create({ id, title, template, common, rows, now }: NewBatch): Promise<Batch> {
    return this.#atOnce(async (queries) => {
      const standing = await queries.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirst();
      if (standing) return batchOf(standing);
      const times = { created_at: now, updated_at: now };
      const said = { common: JSON.stringify(common), options: '{}' };
      await queries
        .insertInto('batch')
        .values({ id, title, template, ...said, state: 'idle', revision: 1, ...times })
        .execute();
      await replaceRows(queries, id, { rows, now });
      return batchOf(await existingBatch(queries, id));
    });
  }

  update(id: Id, { revision, title, template, common, now }: BatchChange): Promise<Batch> {
    return this.#atOnce(async (queries) => {
      await requireRevision(queries, id, revision);
      return changed(queries, id, {
        revision: revision + 1,
        ...(title === undefined ? {} : { title }),
        ...(template === undefined ? {} : { template }),
        ...(common === undefined ? {} : { common: JSON.stringify(common) }),
        updated_at: now,
      });
    });
  }

  bin(id: Id, now: string): Promise<Batch> {
    return this.#move(id, { isBinned: true, now });
  }

  restore(id: Id, now: string): Promise<Batch> {
    return this.#move(id, { isBinned: false, now });
  }

  delete(id: Id): Promise<void> {
    return this.#atOnce(async (queries) => {
      const { binned_at: binnedAt } = await existingBatch(queries, id);
      if (binnedAt === null) throw new StudioError('conflict', 'Only a batch in the bin can be deleted for good.');
      await queries.deleteFrom('batch').where('id', '=', id).execute();
    });
  }

  rows(id: Id): Promise<StoredBatchRow[]> {
    return this.#atOnce(async (queries) => {
      await existingBatch(queries, id);
      return rowsOfBatch(queries, id);
    });
  }

  replaceRows(id: Id, { revision, rows, now }: RowsChange): Promise<Batch> {
    return this.#atOnce(async (queries) => {
      await requireRevision(queries, id, revision);
      await replaceRows(queries, id, { rows, now });
      return changed(queries, id, { revision: revision + 1, updated_at: now });
    });
  }

  want(id: Id, rowIds: readonly Id[]): Promise<void> {
    return this.#atOnce(async (queries) => {
      await existingBatch(queries, id);
      if (rowIds.length === 0) return;
      const wanted = queries.updateTable('batch_row').set({ is_wanted: 1 }).where('batch_id', '=', id).where('id', 'in', rowIds);
      await wanted.where('removed_at', 'is', null).execute();
    });
  }

  wantNone(id: Id): Promise<void> {
    return this.#atOnce(async (queries) => {
      await existingBatch(queries, id);
      await queries.updateTable('batch_row').set({ is_wanted: 0 }).where('batch_id', '=', id).where('is_wanted', '=', 1).execute();
    });
  }

  async setRow(rowId: Id, { documentId, isWanted, error }: BatchRowChange): Promise<void> {
    const fields = {
      ...(documentId === undefined ? {} : { document_id: documentId }),
      ...(isWanted === undefined ? {} : { is_wanted: isWanted ? 1 : 0 }),
      ...(error === undefined ? {} : { error: toJson(error) }),
    };
    if (Object.keys(fields).length === 0) return;
    await this.#queries.updateTable('batch_row').set(fields).where('id', '=', rowId).execute();
  }

  setState(id: Id, { state, error = null, options, now }: BatchStateChange): Promise<Batch> {
    return this.#atOnce(async (queries) => {
      await existingBatch(queries, id);
      const chosen = options === undefined ? {} : { options: JSON.stringify(options) };
      return changed(queries, id, { state, error: toJson(error), ...chosen, updated_at: now });
    });
  }

  async options(id: Id): Promise<WritingOptions> {
    return optionsOf(await existingBatch(this.#queries, id));
  }

  async open(): Promise<Id[]> {
    const rows = await this.#queries
      .selectFrom('batch')
      .select('id')
      .where('state', '=', 'open')
      .where('binned_at', 'is', null)
      .orderBy('seq')
      .execute();
    return rows.map(({ id }) => id);
  }

  sections(id: Id): Promise<StoredSection[]> {
    return this.#atOnce(async (queries) => {
      await existingBatch(queries, id);
      const rows = await queries
        .selectFrom('batch_row')
        .innerJoin('document', 'document.id', 'batch_row.document_id')
        .innerJoin('section', 'section.document_id', 'document.id')
        .selectAll('section')
        .where('batch_row.batch_id', '=', id)
        .where('batch_row.removed_at', 'is', null)
        .where('document.binned_at', 'is', null)
        .where('section.removed_at', 'is', null)
        .orderBy('batch_row.position')
        .orderBy('section.position')
        .execute();
      return shownSections(queries, rows);
    });
  }

  usage(id: Id): Promise<{ promptTokens: number; cachedTokens: number }> {
    return usageOfBatch(this.#queries, id);
  }

  #atOnce<T>(action: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#queries.transaction().execute(action);
  }

  #move(id: Id, { isBinned, now }: { isBinned: boolean; now: string }): Promise<Batch> {
    return this.#atOnce(async (queries) => {
      const standing = await existingBatch(queries, id);
      if ((standing.binned_at !== null) === isBinned) return batchOf(standing);
      return changed(queries, id, { binned_at: isBinned ? now : null, updated_at: now });
    });
  }
}

type Fields = Partial<Omit<Parameters<typeof batchOf>[0], 'seq' | 'id'>>;

async function changed(queries: Queries, id: Id, fields: Fields): Promise<Batch> {
  return batchOf(await queries.updateTable('batch').set(fields).where('id', '=', id).returningAll().executeTakeFirstOrThrow());
}
