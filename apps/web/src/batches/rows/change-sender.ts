import { ClientError, type BatchDetail } from '@maobi/contract';
import type { QueryClient } from '@tanstack/react-query';
import { client } from '../../studio/client.ts';
import { useConnection } from '../../studio/connection.ts';
import { keys } from '../../studio/keys.ts';
import { showBatch } from '../show-batch.ts';
import { isOwn, possibleOf, withChanges, type BatchChange } from './apply-changes.ts';
import { firstRequest, withRoom } from './in-requests.ts';
import { KeptChanges } from './kept-changes.ts';

export interface Saves {
  /** What the studio does not have yet; it shows, and is kept in this browser. */
  readonly pending: readonly BatchChange[];
  /** Why it could not be saved, until it is; `null`: it is on its way. */
  readonly error: unknown;
}

export interface SaveReports {
  /** Nothing was saved; it is tried again with the next change, as soon as the studio is back, and every 20 seconds without a word. */
  readonly onFailed: (error: unknown) => void;
  /** The studio will never take these; everything else is saved. */
  readonly onRefused: (changes: readonly BatchChange[], error: unknown) => void;
  /** What was written into rows that are gone. */
  readonly onLost: (changes: readonly BatchChange[]) => void;
}

const mostConflicts = 5;
/** The studio may be there and have no room. */
const triedAgainAfterMs = 20_000;
/** Changes of more rows are sent once they are drawn: a request is made of them for as long again as it takes to draw them. */
const mostRowsAtOnce = 50;
const nothing: Saves = { pending: [], error: null };
const senders = new WeakMap<QueryClient, Map<string, ChangeSender>>();

/** The one that saves the changes of this batch, whatever page is open. */
export function changeSenderOf(cache: QueryClient, batchId: string): ChangeSender {
  const known = senders.get(cache) ?? new Map<string, ChangeSender>();
  senders.set(cache, known);
  const sender = known.get(batchId) ?? new ChangeSender(cache, batchId);
  known.set(batchId, sender);
  return sender;
}

/**
 * Saves changes of rows, of what counts for all of them and of the name one after the other, each against the newest revision. What comes meanwhile
 * goes along with the next. What cannot be saved stays, in this browser as well, until it can.
 */
export class ChangeSender {
  readonly #cache: QueryClient;
  readonly #id: string;
  readonly #kept: KeptChanges;
  readonly #listeners = new Set<() => void>();
  #saves = nothing;
  #reports: SaveReports | null = null;
  #work: Promise<void> | null = null;
  #stopWaiting: (() => void) | null = null;
  #nextTry: ReturnType<typeof setTimeout> | undefined;

  constructor(cache: QueryClient, id: string) {
    this.#cache = cache;
    this.#id = id;
    this.#kept = new KeptChanges(id);
  }

  readonly saves = (): Saves => this.#saves;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows changes and saves them. */
  push(changes: readonly BatchChange[], reports: SaveReports): void {
    this.#set({ ...this.#saves, pending: [...this.#saves.pending, ...withRoom(changes)] });
    void this.save(reports);
  }

  /** Saves what is left. Resolves with whether everything is with the studio. */
  async save(reports: SaveReports): Promise<boolean> {
    this.#reports = reports;
    if (this.#saves.pending.length > 0) this.#work ??= this.#saveAll(reports);
    await this.#work;
    return this.#saves.pending.length === 0;
  }

  /** Hands over what was not saved before its tab was closed, now and whenever another is, until the signal fires. */
  takeOver(signal: AbortSignal, take: (changes: readonly BatchChange[]) => void): void {
    this.#kept.takeOver(signal, take);
  }

  async #saveAll(reports: SaveReports): Promise<void> {
    let most = Number.POSITIVE_INFINITY;
    try {
      if (rowCount(this.#saves.pending) > mostRowsAtOnce) await nextTask();
      while (this.#saves.pending.length > 0) most = await this.#saveSome(most, reports);
      this.#stopWaiting?.();
      this.#stopWaiting = null;
      clearTimeout(this.#nextTry);
    } catch (error) {
      this.#fail(error, reports);
    } finally {
      this.#work = null; // at once: the next change may come in this very moment
    }
  }

  /** Resolves with how many changes are to be tried next, at most: fewer, where one of them was refused. */
  async #saveSome(most: number, reports: SaveReports): Promise<number> {
    const part = firstRequest(firstOfOneKind(this.#saves.pending.slice(0, most)));
    try {
      const detail = await sent(part, await this.#standing());
      await this.#show(detail, () => this.#saves.pending.slice(part.length));
      return most * 2;
    } catch (error) {
      if (!isRefused(error)) throw error;
      return (await this.#sortOut(part, error, reports)) ? most : Math.ceil(part.length / 2);
    }
  }

  /** Takes out what the studio cannot carry out. False: which of these that is, only fewer of them can tell. */
  async #sortOut(part: readonly BatchChange[], refusal: unknown, reports: SaveReports): Promise<boolean> {
    const former = this.#known?.rows.map(({ id }) => id) ?? [];
    const standing = await client.call('getBatch', { params: { id: this.#id } }).catch((error: unknown) => {
      if (isRefused(error)) return null;
      throw error;
    });
    if (standing === null) {
      this.#drop(this.#saves.pending.length, refusal, reports);
      return true;
    }
    const { pending } = this.#saves;
    const { changes, lost } = possibleOf(standing.rows, pending, former);
    const isSame = changes.length === pending.length && changes.every((change, index) => change === pending[index]);
    await this.#show(standing, () => [...changes, ...this.#saves.pending.slice(pending.length)]);
    if (lost.length > 0) reports.onLost(lost);
    if (isSame && part.length === 1) this.#drop(1, refusal, reports);
    return !isSame || part.length === 1;
  }

  /** Of what is left, the first ones. */
  #drop(count: number, refusal: unknown, { onRefused }: SaveReports): void {
    const { pending } = this.#saves;
    this.#set({ ...this.#saves, pending: pending.slice(count) });
    onRefused(pending.slice(0, count), refusal);
  }

  #fail(error: unknown, reports: SaveReports): void {
    this.#set({ ...this.#saves, error });
    reports.onFailed(error);
    this.#stopWaiting ??= useConnection.subscribe(({ connection }) => {
      if (connection === 'online' && this.#reports) void this.save(this.#reports);
    });
    clearTimeout(this.#nextTry);
    // it was told that this goes on until it works
    this.#nextTry = setTimeout(() => void this.save({ ...reports, onFailed: () => undefined }), triedAgainAfterMs);
  }

  get #known(): BatchDetail | undefined {
    return this.#cache.getQueryData<BatchDetail>(keys.batch(this.#id));
  }

  /** How the batch stands, and what is left to save, in one moment: in between a change would show twice or not at all. */
  #show(detail: BatchDetail, leftOf: () => readonly BatchChange[]): Promise<void> {
    return showBatch(this.#cache, detail, () => this.#set({ pending: leftOf(), error: null }));
  }

  async #standing(): Promise<BatchDetail> {
    return this.#known ?? client.call('getBatch', { params: { id: this.#id } });
  }

  #set(saves: Saves): void {
    this.#saves = saves.pending.length === 0 ? nothing : saves;
    this.#kept.write(saves.pending);
    for (const listener of this.#listeners) listener();
  }
}

function rowCount(changes: readonly BatchChange[]): number {
  return changes.reduce((sum, change) => sum + (change.type === 'add' ? change.rows.length : 1), 0);
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** What goes in one request: changes of rows, or of the batch itself. */
function firstOfOneKind(changes: readonly BatchChange[]): readonly BatchChange[] {
  const end = changes.findIndex((change) => isOwn(change) !== changes.slice(0, 1).every(isOwn));
  return end < 0 ? changes : changes.slice(0, end);
}

async function sent(changes: readonly BatchChange[], known: BatchDetail): Promise<BatchDetail> {
  let standing = known;
  for (let conflicts = 1; ; conflicts += 1) {
    try {
      return await sentOnce(changes, standing);
    } catch (error) {
      if (!(error instanceof ClientError) || error.body.code !== 'conflict' || conflicts === mostConflicts) throw error;
      standing = await client.call('getBatch', { params: { id: known.id } });
    }
  }
}

function sentOnce(changes: readonly BatchChange[], standing: BatchDetail): Promise<BatchDetail> {
  const { id, revision } = standing;
  const ofRows = changes.filter((change) => !isOwn(change));
  if (ofRows.length > 0) return client.call('changeBatchRows', { params: { id }, body: { revision, changes: ofRows } });
  const { title, common } = withChanges(standing, changes);
  const changed = (type: BatchChange['type']) => changes.some((change) => change.type === type);
  const body = { revision, ...(changed('title') ? { title } : {}), ...(changed('common') ? { common } : {}) };
  return client.call('updateBatch', { params: { id }, body });
}

/** For good: the same would be refused again. */
function isRefused(error: unknown): boolean {
  return error instanceof ClientError && ['invalid-request', 'not-found', 'payload-too-large'].includes(error.body.code);
}
