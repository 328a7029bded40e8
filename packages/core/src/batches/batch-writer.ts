import type { Batch, Id, StudioEvent, Template, WritingOptions } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { StoredBatchRow } from '../ports/batch-store.ts';
import { Notifier } from '../runs/notifier.ts';
import { goesOnAfter } from './batch-rules.ts';
import { briefOfRow } from './row-brief.ts';
import { type RowEnd, type RowWritingPorts, writeRow } from './row-writing.ts';

export interface BatchWriterPorts extends Omit<RowWritingPorts, 'until'> {
  readonly templateOf: (id: string) => Promise<Template>;
  /** Tells every open page how this batch stands now. */
  readonly announce: (batchId: Id) => Promise<void>;
  /** Texts that are worth writing in the same passes at this moment. */
  readonly atOnce: () => number;
}

/** A batch whose rows are being written. */
interface OpenBatch {
  readonly rows: Map<Id, Promise<void>>;
  /** Rows in a row that failed. */
  failures: number;
  /** Why no further row is begun. */
  error: StudioError | null;
}

/** Until a batch goes on whose rest the store had no room for. */
const tryAgainMs = 5000;

/**
 * Writes the wanted rows of open batches in their order, as many side by side as are worth writing in the same passes, so that what they have in common
 * is read once. Everything it needs to know stands in the store: after a crash the same rules find the rows, and the places in them, where they stopped.
 */
export class BatchWriter {
  readonly #ports: BatchWriterPorts;
  readonly #atWork = new Map<Id, Promise<void>>();
  /** The batches that documents at work are written for. */
  readonly #batchOf = new Map<Id, Id>();
  /** Rows that were taken out of their table while they were written: brought back, they are still to be written. */
  readonly #takenAway = new Set<Id>();
  /** To be looked at once more when the work at hand is over. */
  readonly #again = new Set<Id>();
  /** Of documents, jobs and hours: whatever a row may wait for. */
  readonly #changes = new Notifier();
  /** Fires when the program ends: from then on nothing is begun. */
  readonly #ending = new AbortController();

  constructor(ports: BatchWriterPorts) {
    this.#ports = ports;
  }

  /** To be told of everything that changes. */
  observe({ type }: StudioEvent): void {
    if (type === 'document' || type === 'document-deleted' || type === 'jobs') this.#changes.notify();
  }

  /** The batch that a document is being written for; `null`: none. */
  batchOf(documentId: Id): Id | null {
    return this.#batchOf.get(documentId) ?? null;
  }

  /** Goes on with a batch that is open; at work already, nothing happens. */
  begin(id: Id): void {
    if (this.#ending.signal.aborted) return;
    if (this.#atWork.has(id)) return void this.#again.add(id);
    const work = this.#carryOut(id)
      .catch((error: unknown) => this.#rest(id, StudioError.from(error)))
      .catch((error: unknown) =>
        this.#ports.surroundings.log.error({ batchId: id, error: String(error) }, 'the end of a batch was not told'),
      )
      .finally(() => {
        this.#atWork.delete(id);
        if (this.#again.delete(id)) this.begin(id);
      });
    this.#atWork.set(id, work);
  }

  /** Open batches went on when the program ended: the writer has asked for them. */
  async resumeOpen(): Promise<void> {
    for (const id of await this.#ports.store.batches.open()) this.begin(id);
  }

  /** Pauses what is at work for a batch that is no longer open; what was written is kept. Resolves when it rests. */
  async halt(id: Id): Promise<void> {
    this.#changes.notify(); // it may wait for its hours, with nothing to stop
    for (let work = this.#atWork.get(id); work; work = this.#atWork.get(id)) {
      const seen = this.#changes.version;
      await this.#pauseRows(id);
      // a run may begin between the look and this: it is found the next time
      await Promise.race([work, this.#changes.changedSince(seen, this.#ending.signal)]);
    }
  }

  async #pauseRows(id: Id): Promise<void> {
    const rows = await this.#ports.store.batches.rows(id);
    for (const row of rows.filter(({ isWanted }) => isWanted)) await this.#endWork(row, 'pause');
  }

  /** Ends what was begun for a row that nobody waits for any more: its document stays, free for other work. */
  async stopRow(row: StoredBatchRow): Promise<void> {
    this.#changes.notify();
    await this.#endWork(row, 'stop');
  }

  /** Stops a row that is taken out of its table. */
  async takeAway(row: StoredBatchRow): Promise<void> {
    this.#takenAway.add(row.id);
    await this.stopRow(row);
  }

  async #endWork({ documentId, document }: StoredBatchRow, how: 'pause' | 'stop'): Promise<void> {
    const { store, jobs, runs } = this.#ports;
    if (documentId === null || document === null) return;
    const run = await store.documents.latestRun(documentId, 'outline');
    if (run && run.endedAt === null) await runs.stop(run.id);
    const job = await store.jobs.latest(documentId, 'write');
    if (job?.state === 'open' || (how === 'stop' && job?.state === 'paused')) await jobs[how](job.id);
  }

  /** From here on no row is begun; to be called before runs are interrupted. Open batches go on at the next start. */
  prepareShutDown(): void {
    this.#ending.abort();
  }

  /** Resolves when no row is worked on any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#atWork.values());
  }

  async #carryOut(id: Id): Promise<void> {
    const open: OpenBatch = { rows: new Map(), failures: 0, error: null };
    const noteError = (error: unknown): boolean => {
      open.error ??= StudioError.from(error);
      return false;
    };
    while (open.error === null && (await this.#goesOn(id, open).catch(noteError)));
    if (open.error) {
      await this.#rest(id, open.error);
      await this.#pauseRows(id);
    }
    await Promise.all(open.rows.values());
  }

  /** Begins a row where there is a place for one, else waits until there is. False: nothing more is to be begun. */
  async #goesOn(id: Id, open: OpenBatch): Promise<boolean> {
    const { store, atOnce } = this.#ports;
    const { signal } = this.#ending;
    const change = this.#changes.changedSince(this.#changes.version, signal);
    const afterChange = () => Promise.race([...open.rows.values(), change]).then(() => true);
    if (open.rows.size > 0 && open.rows.size >= atOnce()) return afterChange();
    const batch = await store.batches.summary(id);
    if (signal.aborted || !batch || batch.state !== 'open' || batch.binnedAt !== null) return false;
    const row = (await store.batches.rows(id)).find(({ id: rowId, isWanted }) => isWanted && !open.rows.has(rowId));
    if (row) {
      await this.#beginRow(row, batch, open);
      return true;
    }
    if (open.rows.size > 0) return afterChange();
    return this.#again.delete(id) || !(await this.#isFinished(id));
  }

  async #beginRow(row: StoredBatchRow, batch: Batch, open: OpenBatch): Promise<void> {
    await this.#ports.announce(batch.id);
    this.#takenAway.delete(row.id);
    const documents: Id[] = [];
    const onDocument = (documentId: Id): void => {
      documents.push(documentId);
      this.#batchOf.set(documentId, batch.id);
    };
    const work = this.#write(row, batch, onDocument)
      .catch(failedWith)
      .then((end) => this.#noteEnd(row, batch.id, { end, open }))
      .catch((error: unknown) => {
        open.error ??= StudioError.from(error);
      })
      .finally(() => {
        open.rows.delete(row.id);
        for (const documentId of documents) this.#batchOf.delete(documentId);
      });
    open.rows.set(row.id, work);
  }

  async #noteEnd(row: StoredBatchRow, id: Id, { end, open }: { readonly end: RowEnd; readonly open: OpenBatch }): Promise<void> {
    if (end.type === 'ending' || this.#ending.signal.aborted) return;
    open.failures = end.type === 'failed' ? open.failures + 1 : 0;
    await this.#keep(id, row, end);
    if (end.type === 'failed' && !goesOnAfter(end.error, open.failures)) open.error ??= StudioError.fromBody(end.error);
  }

  async #write(row: StoredBatchRow, { id, template, common }: Batch, onDocument: (documentId: Id) => void): Promise<RowEnd> {
    const { store, templateOf } = this.#ports;
    const { brief } = briefOfRow(row.cells, common, await templateOf(template));
    if (brief === null) return { type: 'halted' }; // it was changed since it was asked for, and says itself what is wrong
    const options: WritingOptions = await store.batches.options(id);
    const isStillWanted = (): Promise<boolean> => this.#isWanted(id, row.id);
    return writeRow(
      { batchId: id, row, brief, options, isStillWanted, onDocument },
      { ...this.#ports, until: (isTrue) => this.#until(isTrue) },
    );
  }

  async #isWanted(id: Id, rowId: Id): Promise<boolean> {
    const { batches } = this.#ports.store;
    const batch = await batches.summary(id);
    if (batch?.state !== 'open' || batch.binnedAt !== null) return false;
    // its document may have been taken away meanwhile: nothing is planned or written in the bin
    return (await batches.rows(id)).some((row) => row.id === rowId && row.isWanted && row.document?.isBinned === false);
  }

  /** Nothing is left to write, so it rests; false: more was asked for in this very moment. */
  async #isFinished(id: Id): Promise<boolean> {
    const { store, surroundings } = this.#ports;
    await this.#rest(id, null);
    const batch = await store.batches.summary(id);
    if (!batch || batch.waitingCount === 0) return true;
    await store.batches.setState(id, { state: 'open', now: surroundings.now() });
    return false;
  }

  /** A row that was halted with its batch goes on with it, one that was taken away when it comes back; one that was stopped for itself is left alone. */
  async #keep(id: Id, row: StoredBatchRow, end: RowEnd): Promise<void> {
    const { store, announce } = this.#ports;
    const batch = await store.batches.summary(id);
    const wasTakenAway = this.#takenAway.delete(row.id);
    const goesOnLater = end.type === 'halted' && (wasTakenAway || batch?.state !== 'open');
    const error = end.type === 'failed' && !end.isKept ? end.error : null;
    await store.batches.setRow(row.id, goesOnLater ? {} : { isWanted: false, error });
    await announce(id);
  }

  /** @param error why, with rows left to write; `null`: all are written */
  async #rest(id: Id, error: StudioError | null): Promise<void> {
    const { store, surroundings, announce, jobs } = this.#ports;
    if (error) surroundings.log.warn({ batchId: id, code: error.code, cause: String(error.cause ?? '') }, error.message);
    const rest = { state: error ? 'paused' : 'idle', error: error?.toBody() ?? null, now: surroundings.now() } as const;
    await store.batches.setState(id, rest).catch((failure: unknown) => {
      if (StudioError.from(failure).code !== 'not-found') surroundings.after(tryAgainMs, () => this.begin(id)); // it is open as before
    });
    await announce(id);
    await jobs.noteIdle();
  }

  async #until(isTrue: () => Promise<boolean>): Promise<boolean> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      const seen = this.#changes.version; // before it looks, so that no change falls in between
      if (await isTrue()) return true;
      await this.#changes.changedSince(seen, signal);
    }
    return false;
  }
}

function failedWith(caught: unknown): RowEnd {
  return { type: 'failed', error: StudioError.from(caught).toBody(), isKept: false };
}
