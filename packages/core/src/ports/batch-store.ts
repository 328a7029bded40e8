import type { Batch, BatchSummary, Brief, Cells, Id, Job, Run, WritingOptions } from '@maobi/contract';
import type { StoredSection } from './document-store.ts';

/**
 * Part of the store port: tables whose rows become documents. How far a row is stands nowhere but in its document, job and runs. As everywhere in
 * the store every method is one transaction, times and ids come from the caller, and repeating a call with the same id changes nothing and
 * returns what stands there.
 */
export interface BatchStore {
  /** The last changed first. */
  list(query: { readonly inBin: boolean; readonly limit: number }): Promise<{ batches: BatchSummary[]; total: number }>;
  /** `null` when there is none. */
  summary(id: Id): Promise<BatchSummary | null>;
  create(batch: NewBatch): Promise<Batch>;
  /** Throws `conflict` when the stored revision is another (details: `revision`), `not-found` when it is unknown. */
  update(id: Id, change: BatchChange): Promise<Batch>;
  bin(id: Id, now: string): Promise<Batch>;
  restore(id: Id, now: string): Promise<Batch>;
  /** For good, with its rows; their documents stay. Throws `conflict` when it is not in the bin. */
  delete(id: Id): Promise<void>;
  /** In their order, with what became of them. Throws `not-found`. */
  rows(id: Id): Promise<StoredBatchRow[]>;
  /**
   * Makes these rows, in this order, the batch. A row that is not named goes; one that stays, or comes back after it went, keeps its document, its
   * error, and whether it is to be written. Throws `conflict` for another revision, and for a row that belongs to another batch.
   */
  replaceRows(id: Id, change: RowsChange): Promise<Batch>;
  /** These of its rows are to be written, with those that are already. */
  want(id: Id, rowIds: readonly Id[]): Promise<void>;
  /** None of its rows is to be written any more, nor one that went and may come back. */
  wantNone(id: Id): Promise<void>;
  /** What becomes of a row, also of one that went and may come back; an unknown one is left alone. */
  setRow(rowId: Id, change: BatchRowChange): Promise<void>;
  setState(id: Id, change: BatchStateChange): Promise<Batch>;
  /** As it was set last; empty at first. */
  options(id: Id): Promise<WritingOptions>;
  /** Those that are open, in the order they came, outside the bin. */
  open(): Promise<Id[]>;
  /** Of all its rows' documents outside the bin, in the order of the rows and of their outlines. */
  sections(id: Id): Promise<StoredSection[]>;
  /** Of all runs that have ended and belong to its rows' documents. */
  usage(id: Id): Promise<{ promptTokens: number; cachedTokens: number }>;
}

export interface NewBatch {
  readonly id: Id;
  readonly title: string;
  readonly template: string;
  readonly common: Cells;
  readonly rows: readonly NewBatchRow[];
  readonly now: string;
}

export interface NewBatchRow {
  readonly id: Id;
  readonly cells: Cells;
}

export interface BatchChange {
  readonly revision: number;
  readonly title?: string;
  readonly template?: string;
  readonly common?: Cells;
  readonly now: string;
}

export interface RowsChange {
  readonly revision: number;
  readonly rows: readonly NewBatchRow[];
  readonly now: string;
}

export interface BatchRowChange {
  readonly documentId?: Id | null;
  readonly isWanted?: boolean;
  /** Why it could not even begin. What happened to its job stands there. */
  readonly error?: Job['error'];
}

export interface BatchStateChange {
  readonly state: Batch['state'];
  readonly error?: Batch['error'];
  /** Absent: as they were. */
  readonly options?: WritingOptions;
  readonly now: string;
}

export interface StoredBatchRow extends NewBatchRow {
  /** The document it became, or is about to become. */
  readonly documentId: Id | null;
  readonly isWanted: boolean;
  readonly error: Job['error'];
  /** `null`: it is not there (yet, or any more). */
  readonly document: RowDocument | null;
}

/** What a row is judged by. */
export interface RowDocument {
  readonly title: string;
  readonly brief: Brief;
  readonly isBinned: boolean;
  /** In the order of the outline. */
  readonly sections: readonly { readonly target: number; readonly count: number }[];
  /** The last one that writes; what polishes says nothing about how far the text is. */
  readonly job: Pick<Job, 'state' | 'error'> | null;
  /** The last one that has not ended. */
  readonly run: Pick<Run, 'id' | 'state' | 'action'> | null;
}
