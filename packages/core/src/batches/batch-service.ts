import type {
  Batch,
  BatchCost,
  BatchDetail,
  BatchRow,
  BatchSummary,
  EndpointBody,
  EndpointResponse,
  Id,
  StudioEvent,
  Template,
  WritingOptions,
} from '@maobi/contract';
import { contextTokensOf } from '../documents/context-tokens.ts';
import type { JobService } from '../documents/job-service.ts';
import { StudioError } from '../errors.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { sharedPasses } from '../estimates/side-by-side.ts';
import type { ModelService } from '../models/model-service.ts';
import type { StoredBatchRow } from '../ports/batch-store.ts';
import type { Engine } from '../ports/engine.ts';
import type { Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { TableFiles } from '../ports/table-files.ts';
import type { StudioBatches } from '../studio.ts';
import { batchCost } from './batch-cost.ts';
import { exportBatch } from './batch-export.ts';
import { likenessesOf, rowTexts } from './batch-texts.ts';
import type { BatchWriter } from './batch-writer.ts';
import { changedRows } from './change-rows.ts';
import { tableOf } from './read-columns.ts';
import { briefOfRow } from './row-brief.ts';
import { isWritten, rowView } from './row-view.ts';

export interface BatchServicePorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly models: ModelService;
  readonly estimator: RunEstimator;
  readonly engine: Engine;
  readonly jobs: JobService;
  readonly tables: TableFiles;
  readonly writer: BatchWriter;
  /** Throws `not-found`. */
  readonly templateOf: (id: string) => Promise<Template>;
  readonly publish: (event: StudioEvent) => void;
}

const usualLimit = 100;
/** Of rows that a batch is to write still, while it goes on and while it rests. */
const atWork: readonly BatchRow['state'][] = ['waiting', 'planning', 'reading', 'writing'];
const rowsAtRest: readonly BatchRow['state'][] = ['waiting'];

/** Tables whose rows become documents, all with one template. */
export class BatchService implements StudioBatches {
  readonly #ports: BatchServicePorts;

  constructor(ports: BatchServicePorts) {
    this.#ports = ports;
  }

  list({ inBin = false, limit = usualLimit }: Parameters<StudioBatches['list']>[0]): ReturnType<StudioBatches['list']> {
    return this.#ports.store.batches.list({ inBin, limit });
  }

  async create({ id, title = '', template, common = {}, rows = [] }: EndpointBody<'createBatch'>): Promise<BatchDetail> {
    const { store, surroundings, templateOf } = this.#ports;
    await templateOf(template);
    const cleaned = changedRows([], rows.length === 0 ? [] : [{ type: 'add', rows, before: null }]);
    await store.batches.create({ id, title, template, common, rows: cleaned, now: surroundings.now() });
    return this.#changed(id);
  }

  async get(id: Id): Promise<BatchDetail> {
    const { store } = this.#ports;
    const { rowCount: _rows, writtenCount: _written, waitingCount: _waiting, ...batch } = await this.#require(id);
    const [rows, usage] = await Promise.all([this.#rows(batch), store.batches.usage(id)]);
    return { ...batch, rows, usage };
  }

  async update(id: Id, { revision, title, template, common }: EndpointBody<'updateBatch'>): Promise<BatchDetail> {
    const { store, surroundings, templateOf } = this.#ports;
    if (template !== undefined) await templateOf(template);
    const fields = {
      ...(title === undefined ? {} : { title }),
      ...(template === undefined ? {} : { template }),
      ...(common === undefined ? {} : { common }),
    };
    await store.batches.update(id, { revision, ...fields, now: surroundings.now() });
    return this.#changed(id);
  }

  /** What is being written for a row that goes stops; its document stays. A row that comes back goes on as it was. */
  async changeRows(id: Id, { revision, changes }: EndpointBody<'changeBatchRows'>): Promise<BatchDetail> {
    const { store, surroundings, writer } = this.#ports;
    const standing = await store.batches.rows(id);
    const rows = changedRows(standing, changes);
    const batch = await store.batches.replaceRows(id, { revision, rows, now: surroundings.now() });
    const kept = new Set(rows.map((row) => row.id));
    for (const gone of standing.filter((row) => isInHand(row) && !kept.has(row.id))) await writer.takeAway(gone);
    const before = new Set(standing.map((row) => row.id));
    const hasMore = rows.some((row) => !before.has(row.id));
    const waitsAgain = hasMore && (await store.batches.rows(id)).some((row) => row.isWanted && !before.has(row.id));
    return waitsAgain && batch.state !== 'paused' && batch.binnedAt === null ? this.#begin(batch, []) : this.#changed(id);
  }

  async start(id: Id, { rowIds, options }: EndpointBody<'startBatch'>): Promise<BatchDetail> {
    const batch = await this.#require(id);
    const rows = await this.#rows(batch);
    requireKnown(rows, rowIds);
    const chosen = rows.filter((row) => needsWriting(row) && (rowIds === undefined || rowIds.includes(row.id)));
    return this.#begin(
      batch,
      chosen.map((row) => row.id),
      options,
    );
  }

  async retryRow(id: Id, rowId: Id, { options }: EndpointBody<'retryBatchRow'>): Promise<BatchDetail> {
    const batch = await this.#require(id);
    const row = (await this.#rows(batch)).find((known) => known.id === rowId);
    if (!row) throw new StudioError('not-found', 'The batch has no such row.');
    const [problem] = row.problems;
    if (problem) throw new StudioError('invalid-request', problem.message, { hint: problem.hint, details: { column: problem.column } });
    await this.#requireReady(batch, options);
    if (isWritten(row) && !row.isEdited) await this.#ports.store.batches.setRow(rowId, { documentId: null });
    return this.#begin(batch, [rowId], options);
  }

  async extendRows(id: Id, { rowIds, options }: EndpointBody<'extendBatchRows'>): Promise<BatchDetail> {
    const batch = await this.#require(id);
    await this.#requireReady(batch, options);
    const rows = await this.#rows(batch);
    requireKnown(rows, rowIds);
    const short = rows.filter((row) => row.state === 'short' && (rowIds === undefined || rowIds.includes(row.id)));
    const wanted = { ...(options === undefined ? {} : { options }), isFirst: short.length === 1 };
    for (const { documentId } of short) if (documentId !== null) await this.#ports.jobs.extendShort(documentId, wanted);
    return this.#changed(id);
  }

  async pause(id: Id): Promise<BatchDetail> {
    const { state } = await this.#require(id);
    if (state === 'open') await this.#halt(id);
    return this.#changed(id);
  }

  async resume(id: Id): Promise<BatchDetail> {
    const batch = await this.#require(id);
    if (batch.waitingCount === 0)
      throw new StudioError('conflict', 'No row waits to be written.', { hint: 'Start the rows that are missing.' });
    return this.#begin(batch, []);
  }

  async stop(id: Id): Promise<BatchDetail> {
    const { store, surroundings, writer } = this.#ports;
    const { state } = await this.#require(id);
    if (state === 'open') await this.#halt(id);
    for (const row of (await store.batches.rows(id)).filter(isInHand)) await writer.stopRow(row);
    await store.batches.wantNone(id);
    await store.batches.setState(id, { state: 'idle', now: surroundings.now() });
    return this.#changed(id);
  }

  async bin(id: Id): Promise<BatchDetail> {
    const { store, surroundings } = this.#ports;
    const { state } = await this.#require(id);
    if (state === 'open') await this.#halt(id);
    await store.batches.bin(id, surroundings.now());
    return this.#changed(id);
  }

  async restore(id: Id): Promise<BatchDetail> {
    await this.#ports.store.batches.restore(id, this.#ports.surroundings.now());
    return this.#changed(id);
  }

  async delete(id: Id): Promise<void> {
    await this.#ports.store.batches.delete(id);
    this.#ports.publish({ type: 'batch-deleted', id });
  }

  async estimate(id: Id): Promise<BatchCost> {
    const { models, estimator, engine, store, jobs, templateOf } = this.#ports;
    const batch = await this.#require(id);
    const template = await templateOf(batch.template);
    const underWay = batch.state === 'open' ? atWork : rowsAtRest;
    const missing = (await this.#rows(batch)).filter((row) => needsWriting(row) || underWay.includes(row.state));
    const briefs = missing.flatMap(({ cells }) => briefOfRow(cells, batch.common, template).brief ?? []);
    const model = await models.choose((await store.batches.options(id)).model ?? null);
    const writer = { model, sectionWords: await models.sectionWords(model), contextTokens: contextTokensOf(model, engine) };
    const atOnce = Math.min(briefs.length, await models.expectedTextsAtOnce(model));
    const cost = batchCost(briefs, template, writer, sharedPasses(estimator, Math.max(1, atOnce)));
    const documentIds = missing.flatMap(({ documentId }) => documentId ?? []);
    return { ...cost, waitingMs: await jobs.waitingMs(documentIds) };
  }

  async likenesses(id: Id): Promise<EndpointResponse<'listLikenesses'>['likenesses']> {
    return likenessesOf(await rowTexts(id, this.#ports.store));
  }

  async readTable({ name, text, bytes, template }: EndpointBody<'readTable'>): Promise<EndpointResponse<'readTable'>> {
    const { tables, templateOf } = this.#ports;
    const known = await templateOf(template);
    const cells = bytes === undefined ? await tables.parse(text ?? '') : await tables.read(bytesOf(bytes), name);
    return tableOf(cells, known);
  }

  async export(id: Id, { format, language }: Parameters<StudioBatches['export']>[1]): ReturnType<StudioBatches['export']> {
    const { store, tables, templateOf } = this.#ports;
    const batch = await this.#require(id);
    const template = await templateOf(batch.template);
    return exportBatch({ batch, template, texts: await rowTexts(id, store), format, language }, tables, (name) => store.images.read(name));
  }

  /** Tells every open page how this batch stands now. */
  async announce(id: Id): Promise<void> {
    const batch = await this.#ports.store.batches.summary(id);
    if (batch) this.#ports.publish({ type: 'batch', batch });
  }

  /** Adds these rows to those that wait already, and lets it go on. */
  async #begin(batch: Batch, rowIds: readonly Id[], options?: WritingOptions): Promise<BatchDetail> {
    const { store, surroundings, writer } = this.#ports;
    const { id, state: before } = batch;
    await this.#requireReady(batch, options);
    // what was at work for it comes to rest first, or its end would be taken for that of a row that was stopped for itself
    if (before !== 'open') await writer.halt(id);
    await store.batches.want(id, rowIds);
    const state = (await this.#require(id)).waitingCount > 0 ? 'open' : 'idle';
    await store.batches.setState(id, { state, ...(options === undefined ? {} : { options }), now: surroundings.now() });
    writer.begin(id);
    return this.#changed(id);
  }

  /** Throws where it cannot be written: now, not in the middle of the night, and before anything is changed. */
  async #requireReady({ binnedAt }: Batch, options: WritingOptions | undefined): Promise<void> {
    if (binnedAt !== null)
      throw new StudioError('conflict', 'The batch lies in the bin.', { hint: 'Restore it first; its rows are kept.' });
    if (options?.model !== undefined) await this.#ports.models.choose(options.model);
  }

  async #halt(id: Id): Promise<void> {
    const { store, surroundings, writer } = this.#ports;
    await store.batches.setState(id, { state: 'paused', now: surroundings.now() });
    await writer.halt(id);
  }

  async #rows({ id, template, common }: Batch): Promise<BatchRow[]> {
    const known = await this.#ports.templateOf(template).catch(() => null); // a template of the writer's own may be gone
    return (await this.#ports.store.batches.rows(id)).map((row) => rowView(row, common, known));
  }

  async #changed(id: Id): Promise<BatchDetail> {
    await this.announce(id);
    return this.get(id);
  }

  async #require(id: Id): Promise<BatchSummary> {
    const batch = await this.#ports.store.batches.summary(id);
    if (!batch) throw new StudioError('not-found', 'There is no such batch.');
    return batch;
  }
}

function requireKnown(rows: readonly BatchRow[], rowIds: readonly Id[] | undefined): void {
  if (rowIds?.some((rowId) => !rows.some((row) => row.id === rowId))) throw new StudioError('not-found', 'The batch has no such row.');
}

/** It is to be written, or a job works on its document. */
function isInHand({ isWanted, document }: StoredBatchRow): boolean {
  return isWanted || document?.job?.state === 'open' || document?.job?.state === 'paused';
}

/** It can be written, and is not yet, or not as it stands now. */
function needsWriting(row: BatchRow): boolean {
  if (row.problems.length > 0) return false;
  return row.state === 'empty' || row.state === 'stopped' || row.state === 'failed' || (isWritten(row) && row.isEdited);
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);
}
