import type { Batch, BatchSummary, Id, WritingOptions } from '@maobi/contract';
import {
  type BatchChange,
  type BatchRowChange,
  type BatchStateChange,
  type BatchStore,
  type NewBatch,
  type NewBatchRow,
  type RowDocument,
  type RowsChange,
  type StoredBatchRow,
  type StoredSection,
  StudioError,
} from '@maobi/core';
import { countOf, sectionsOf, shownSection } from './memory-document-state.ts';
import type { MemoryBatch, MemoryBatchRow, MemoryState } from './memory-state.ts';

export class MemoryBatches implements BatchStore {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async list({ inBin, limit }: { inBin: boolean; limit: number }): Promise<{ batches: BatchSummary[]; total: number }> {
    const matching = [...this.#state.batches.values()].filter(({ batch }) => (batch.binnedAt !== null) === inBin);
    const sorted = matching.reverse().sort((one, other) => other.batch.updatedAt.localeCompare(one.batch.updatedAt));
    return { batches: sorted.slice(0, limit).map((stored) => this.#summarize(stored)), total: matching.length };
  }

  async summary(id: Id): Promise<BatchSummary | null> {
    const stored = this.#state.batches.get(id);
    return stored ? this.#summarize(stored) : null;
  }

  async create({ id, title, template, common, rows, now }: NewBatch): Promise<Batch> {
    const standing = this.#state.batches.get(id);
    if (standing) return structuredClone(standing.batch);
    this.#refuseForeign(id, rows);
    const times = { createdAt: now, updatedAt: now, binnedAt: null };
    const batch: Batch = { id, title, template, common: structuredClone(common), state: 'idle', error: null, revision: 1, ...times };
    const stored: MemoryBatch = { batch, options: {}, rows: [], removed: [] };
    this.#state.batches.set(id, stored);
    stored.rows = rows.map((row) => newRow(row));
    return structuredClone(batch);
  }

  async update(id: Id, { revision, title, template, common, now }: BatchChange): Promise<Batch> {
    this.#requireRevision(id, revision);
    return this.#change(id, {
      ...(title === undefined ? {} : { title }),
      ...(template === undefined ? {} : { template }),
      ...(common === undefined ? {} : { common }),
      revision: revision + 1,
      updatedAt: now,
    });
  }

  async bin(id: Id, now: string): Promise<Batch> {
    const { batch } = this.#batch(id);
    return batch.binnedAt === null ? this.#change(id, { binnedAt: now, updatedAt: now }) : structuredClone(batch);
  }

  async restore(id: Id, now: string): Promise<Batch> {
    const { batch } = this.#batch(id);
    return batch.binnedAt === null ? structuredClone(batch) : this.#change(id, { binnedAt: null, updatedAt: now });
  }

  async delete(id: Id): Promise<void> {
    const { batch } = this.#batch(id);
    if (batch.binnedAt === null) throw new StudioError('conflict', 'Only a batch in the bin can be deleted for good.');
    this.#state.batches.delete(id);
  }

  async rows(id: Id): Promise<StoredBatchRow[]> {
    return this.#batch(id).rows.map((row) => ({ ...structuredClone(row), document: this.#documentOf(row) }));
  }

  async replaceRows(id: Id, { revision, rows, now }: RowsChange): Promise<Batch> {
    this.#requireRevision(id, revision);
    this.#refuseForeign(id, rows);
    const stored = this.#batch(id);
    const known = new Map(allRowsOf(stored).map((row) => [row.id, row]));
    stored.rows = rows.map((row) => ({ ...(known.get(row.id) ?? newRow(row)), cells: structuredClone(row.cells) }));
    for (const { id: rowId } of rows) known.delete(rowId);
    stored.removed = [...known.values()];
    return this.#change(id, { revision: revision + 1, updatedAt: now });
  }

  async want(id: Id, rowIds: readonly Id[]): Promise<void> {
    for (const row of this.#batch(id).rows) row.isWanted ||= rowIds.includes(row.id);
  }

  async wantNone(id: Id): Promise<void> {
    for (const row of allRowsOf(this.#batch(id))) row.isWanted = false;
  }

  async setRow(rowId: Id, { documentId, isWanted, error }: BatchRowChange): Promise<void> {
    const row = this.#allRows().find(({ id }) => id === rowId);
    if (!row) return;
    if (documentId !== undefined) row.documentId = documentId;
    if (isWanted !== undefined) row.isWanted = isWanted;
    if (error !== undefined) row.error = structuredClone(error);
  }

  async setState(id: Id, { state, error = null, options, now }: BatchStateChange): Promise<Batch> {
    const stored = this.#batch(id);
    if (options !== undefined) stored.options = structuredClone(options);
    return this.#change(id, { state, error, updatedAt: now });
  }

  async options(id: Id): Promise<WritingOptions> {
    return structuredClone(this.#batch(id).options);
  }

  async open(): Promise<Id[]> {
    const all = [...this.#state.batches.values()].map(({ batch }) => batch);
    return all.filter(({ state, binnedAt }) => state === 'open' && binnedAt === null).map(({ id }) => id);
  }

  async sections(id: Id): Promise<StoredSection[]> {
    const standing = this.#batch(id).rows.filter((row) => this.#documentOf(row)?.isBinned === false);
    return standing.flatMap(({ documentId }) =>
      sectionsOf(this.#state, documentId ?? '').map((section) => shownSection(this.#state, section)),
    );
  }

  async usage(id: Id): Promise<{ promptTokens: number; cachedTokens: number }> {
    const documentIds = new Set(this.#batch(id).rows.map(({ documentId }) => documentId));
    const usages = [...this.#state.runs.values()].flatMap(({ run }) => (documentIds.has(run.documentId) && run.usage ? run.usage : []));
    return {
      promptTokens: usages.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
      cachedTokens: usages.reduce((sum, { cachedTokens }) => sum + cachedTokens, 0),
    };
  }

  #batch(id: Id): MemoryBatch {
    const stored = this.#state.batches.get(id);
    if (!stored) throw new StudioError('not-found', 'There is no such batch.');
    return stored;
  }

  #allRows(): MemoryBatchRow[] {
    return [...this.#state.batches.values()].flatMap(allRowsOf);
  }

  #change(id: Id, fields: Partial<Batch>): Batch {
    const stored = this.#batch(id);
    stored.batch = { ...stored.batch, ...structuredClone(fields) };
    return structuredClone(stored.batch);
  }

  #requireRevision(id: Id, revision: number): void {
    const { batch } = this.#batch(id);
    if (batch.revision === revision) return;
    throw new StudioError('conflict', 'The batch was changed elsewhere in the meantime.', { details: { revision: batch.revision } });
  }

  #refuseForeign(batchId: Id, rows: readonly NewBatchRow[]): void {
    const ids = new Set(rows.map(({ id }) => id));
    if (ids.size < rows.length) throw new StudioError('invalid-request', 'Each row needs its own id.');
    const others = [...this.#state.batches.values()].filter(({ batch }) => batch.id !== batchId);
    if (others.some((other) => allRowsOf(other).some(({ id }) => ids.has(id)))) {
      throw new StudioError('conflict', 'A row with this id belongs to another batch.');
    }
  }

  #documentOf({ documentId }: MemoryBatchRow): RowDocument | null {
    const stored = documentId === null ? undefined : this.#state.documents.get(documentId);
    if (!stored || documentId === null) return null;
    const { title, brief, binnedAt } = stored.document;
    const job = [...this.#state.jobs.values()].filter((other) => other.documentId === documentId && other.task.kind === 'write').at(-1);
    const run = [...this.#state.runs.values()]
      .map((other) => other.run)
      .filter((other) => other.documentId === documentId && !other.endedAt)
      .at(-1);
    return structuredClone({
      title,
      brief,
      isBinned: binnedAt !== null,
      sections: sectionsOf(this.#state, documentId).map((section) => ({
        target: section.row.target,
        count: countOf(this.#state, section),
      })),
      job: job ? { state: job.state, error: job.error } : null,
      run: run ? { id: run.id, state: run.state, action: run.action } : null,
    });
  }

  #summarize({ batch, rows }: MemoryBatch): BatchSummary {
    const documents = rows.map((row) => this.#documentOf(row));
    return {
      ...structuredClone(batch),
      rowCount: rows.length,
      writtenCount: documents.filter((document) => document?.isBinned === false && document.job?.state === 'done').length,
      waitingCount: rows.filter(({ isWanted }) => isWanted).length,
    };
  }
}

function allRowsOf({ rows, removed }: MemoryBatch): MemoryBatchRow[] {
  return [...rows, ...removed];
}

function newRow({ id, cells }: NewBatchRow): MemoryBatchRow {
  return { id, cells: structuredClone(cells), documentId: null, isWanted: false, error: null };
}
