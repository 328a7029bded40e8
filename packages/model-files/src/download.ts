import { rename } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { modelSourceNames, type Download, type ModelSourceName } from '@maobi/contract';
import { gigabytes, StudioError } from '@maobi/core';
import { z } from 'zod';
import type { CatalogueEntry, CatalogueSource } from './catalogue.ts';
import { chooseSource, noSource, type ProbeLimits, type RefusedSource } from './choose-source.ts';
import { onDisk } from './disk-failure.ts';
import type { Network } from './guarded-fetch.ts';
import { readRecord, removeFile, syncFolder, writeRecord } from './json-record.ts';
import { markOf, type CheckRecord, type ModelFolder } from './model-folder.ts';
import { PartFile } from './part-file.ts';
import { openTransfer, type Transfer } from './transfer.ts';
import { TransferFailure } from './transfer-failure.ts';
import { withWatchdog } from './watchdog.ts';

export interface DownloadLimits extends ProbeLimits {
  /** So long without a byte, and the connection counts as dead. */
  readonly stallTimeoutMs: number;
  /** Tries at one source that bring nothing, one after the other, before it is given up. */
  readonly attempts: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** A try that brought at least this much counts as success: the tries start anew. */
  readonly progressBytes: number;
  /** Space that must stay free on the disk. */
  readonly reserveBytes: number;
  /** Free space is looked at, and the part brought to the disk, each time so much has arrived. */
  readonly checkEveryBytes: number;
}

export const defaultDownloadLimits: DownloadLimits = {
  probeStaggerMs: 1500,
  probeTimeoutMs: 8000,
  stallTimeoutMs: 30_000,
  attempts: 6,
  firstRetryMs: 500,
  longestRetryMs: 15_000,
  progressBytes: 1024 * 1024,
  reserveBytes: 2 * 1024 ** 3,
  checkEveryBytes: 256 * 1024 ** 2,
};

export interface DownloadSurroundings {
  readonly folder: ModelFolder;
  readonly network: Network;
  readonly limits: DownloadLimits;
  /** Free space on the disk of the models folder. */
  readonly freeBytes: () => Promise<number>;
}

export interface DownloadJob {
  readonly entry: CatalogueEntry;
  /** `null`: the first one that answers, and another when it fails. */
  readonly pinnedSource: ModelSourceName | null;
  readonly report: (progress: DownloadProgress) => void;
}

export interface DownloadProgress {
  readonly state: Extract<Download['state'], 'waiting' | 'downloading' | 'verifying'>;
  readonly source: ModelSourceName | null;
  readonly receivedBytes: number;
}

/** Beside a part: where its bytes come from. */
const partRecordSchema = z.object({
  source: z.enum(modelSourceNames),
  etag: z.string().nullable(),
  hubSha256: z.string().nullable(),
});
type PartRecord = z.infer<typeof partRecordSchema>;

/**
 * Brings one model file here and puts it in place only when it is whole and its hash is right. What has arrived stays in
 * the part file when it fails or is aborted, and the next run goes on there. Throws `offline`, `download-failed`,
 * `disk-full`, `data-folder-unusable`, `checksum-mismatch` (the part is removed then), or the signal's reason.
 */
export async function download(job: DownloadJob, surroundings: DownloadSurroundings, signal: AbortSignal): Promise<void> {
  try {
    await bringHere(job, surroundings, signal);
  } catch (caught) {
    // files and timers tell of the abort in errors of their own
    if (signal.aborted && !(caught instanceof StudioError)) throw signal.reason;
    throw caught;
  }
}

async function bringHere(job: DownloadJob, surroundings: DownloadSurroundings, signal: AbortSignal): Promise<void> {
  const { entry } = job;
  const { folder } = surroundings;
  const receivedBytes = (await markOf(folder.part(entry.id)))?.sizeBytes ?? 0;
  job.report({ state: receivedBytes > 0 ? 'verifying' : 'waiting', source: null, receivedBytes });
  const part = await PartFile.open(folder.part(entry.id), signal);
  try {
    if (part.sizeBytes > entry.sizeBytes) await part.empty();
    const record = await readRecord(folder.partRecord(entry.id), partRecordSchema);
    const run = new DownloadRun(job, surroundings, { part, record });
    await run.fetchAll(signal);
    await run.install();
  } finally {
    await part.close();
  }
}

/** Throws `disk-full` unless so much more can be stored and the reserve stays free. */
export async function requireSpace(missingBytes: number, { freeBytes, limits }: DownloadSurroundings): Promise<void> {
  const free = await freeBytes();
  const needed = missingBytes + limits.reserveBytes;
  if (free >= needed) return;
  const message = `The download needs ${gigabytes(missingBytes)} and ${gigabytes(limits.reserveBytes)} must stay free, but the disk has ${gigabytes(free)}.`;
  throw new StudioError('disk-full', message, { details: { missingBytes, freeBytes: free, reserveBytes: limits.reserveBytes } });
}

class DownloadRun {
  readonly #job: DownloadJob;
  readonly #surroundings: DownloadSurroundings;
  readonly #part: PartFile;
  #record: PartRecord | null;

  constructor(job: DownloadJob, surroundings: DownloadSurroundings, start: { part: PartFile; record: PartRecord | null }) {
    this.#job = job;
    this.#surroundings = surroundings;
    this.#part = start.part;
    this.#record = start.record;
  }

  /** Goes from source to source until everything is here. */
  async fetchAll(signal: AbortSignal): Promise<void> {
    const { entry, pinnedSource } = this.#job;
    let left = this.#sourcesInOrder().filter((source) => pinnedSource === null || source.name === pinnedSource);
    const refused: RefusedSource[] = [];
    while (this.#missingBytes > 0) {
      if (left.length === 0) throw noSource(refused);
      this.#report('waiting', null);
      const source = await chooseSource(entry, left, this.#surroundings, signal);
      try {
        await this.#fetchFrom(source, signal);
      } catch (failure) {
        if (!(failure instanceof TransferFailure)) throw failure;
        refused.push({ source, failure });
        left = left.filter((other) => other !== source);
      }
    }
  }

  /** Compares the hash and moves the file into its place, so that it is there whole or not at all. */
  async install(): Promise<void> {
    const { entry } = this.#job;
    const { folder } = this.#surroundings;
    this.#report('verifying', this.#record?.source ?? null);
    const expected = entry.sha256 ?? this.#record?.hubSha256 ?? null;
    const sha256 = this.#part.sha256();
    if (expected !== null && sha256 !== expected) {
      await removeFile(this.#part.path);
      await removeFile(folder.partRecord(entry.id));
      throw new StudioError(
        'checksum-mismatch',
        `The downloaded file of ${entry.name} is not the one the catalogue names: its sha256 is wrong.`,
      );
    }
    await this.#part.sync();
    // before the file is in its place, where whoever looks would see one that nobody has verified; a rename leaves the mark as it is
    const mark = await markOf(this.#part.path);
    const checkedAgainst = entry.sha256 !== null ? 'catalogue' : expected !== null ? 'hub' : null;
    if (mark) await writeRecord(folder.check(entry.id), { ...mark, sha256, checkedAgainst } satisfies CheckRecord);
    await onDisk(() => rename(this.#part.path, folder.model(entry.id)));
    await syncFolder(folder.path);
    await removeFile(folder.partRecord(entry.id));
  }

  get #missingBytes(): number {
    return this.#job.entry.sizeBytes - this.#part.sizeBytes;
  }

  /** The source that the part came from goes first: it can go on without any doubt. */
  #sourcesInOrder(): CatalogueSource[] {
    const { sources } = this.#job.entry;
    const known = this.#part.sizeBytes > 0 ? this.#record?.source : undefined;
    return [...sources.filter(({ name }) => name === known), ...sources.filter(({ name }) => name !== known)];
  }

  /** Tries one source, again and again while it brings something. */
  async #fetchFrom(source: CatalogueSource, signal: AbortSignal): Promise<void> {
    const { limits } = this.#surroundings;
    let failures = 0;
    while (this.#missingBytes > 0) {
      const before = this.#part.sizeBytes;
      try {
        await this.#attempt(source, signal);
      } catch (failure) {
        if (!(failure instanceof TransferFailure) || failure.kind === 'unusable') throw failure;
        failures = this.#part.sizeBytes - before >= limits.progressBytes ? 1 : failures + 1;
        if (failures >= limits.attempts) throw failure;
        this.#report('waiting', source.name);
        const pauseMs = failure.retryAfterMs ?? Math.min(limits.longestRetryMs, limits.firstRetryMs * 2 ** (failures - 1));
        await delay(pauseMs, undefined, { signal });
      }
    }
  }

  /** One connection. Throws `TransferFailure` unless everything is here afterwards. */
  async #attempt(source: CatalogueSource, outer: AbortSignal): Promise<void> {
    const { network, limits } = this.#surroundings;
    await requireSpace(this.#missingBytes, this.#surroundings);
    if (!this.#mayContinue(source)) await this.#part.empty();
    await withWatchdog(limits.stallTimeoutMs, outer, async ({ signal, heard }) => {
      const transfer = await openTransfer(this.#request(source), network, signal);
      if (transfer.kind === 'complete') return;
      if (transfer.kind === 'stale') {
        await this.#startOver();
        throw new TransferFailure('network', 'the file there has changed');
      }
      await this.#prepare(source, transfer);
      this.#report('downloading', source.name);
      await this.#receive(transfer.body, source, heard);
    });
    if (this.#missingBytes > 0) throw new TransferFailure('network', 'the connection was closed early');
  }

  /** Bytes of one source may be completed by another only when a hash will prove that both have the same file. */
  #mayContinue(source: CatalogueSource): boolean {
    if (this.#job.entry.sha256 !== null) return true;
    return this.#record?.source === source.name && this.#record.etag !== null;
  }

  #request(source: CatalogueSource) {
    const { sizeBytes, sha256 } = this.#job.entry;
    const etag = this.#record?.source === source.name ? this.#record.etag : null;
    return { url: source.url, offset: this.#part.sizeBytes, etag, sizeBytes, sha256 };
  }

  async #startOver(): Promise<void> {
    await this.#part.empty();
    this.#record = null;
    await removeFile(this.#surroundings.folder.partRecord(this.#job.entry.id));
  }

  /** Notes where the bytes come from before the first of them is stored. */
  async #prepare(source: CatalogueSource, transfer: Extract<Transfer, { body: unknown }>): Promise<void> {
    if (transfer.kind === 'starts-over') await this.#part.empty();
    this.#record = { source: source.name, etag: transfer.etag, hubSha256: transfer.hubSha256 };
    await writeRecord(this.#surroundings.folder.partRecord(this.#job.entry.id), this.#record);
  }

  async #receive(body: AsyncIterable<Uint8Array>, source: CatalogueSource, heard: () => void): Promise<void> {
    const { checkEveryBytes } = this.#surroundings.limits;
    let sinceCheck = 0;
    for await (const chunk of body) {
      heard();
      if (chunk.byteLength > this.#missingBytes) {
        await this.#startOver();
        throw new TransferFailure('unusable', 'it sends more than the file has');
      }
      await this.#part.append(chunk);
      this.#report('downloading', source.name);
      sinceCheck += chunk.byteLength;
      if (sinceCheck < checkEveryBytes) continue;
      sinceCheck = 0;
      await this.#part.sync();
      await requireSpace(this.#missingBytes, this.#surroundings);
    }
  }

  #report(state: DownloadProgress['state'], source: ModelSourceName | null): void {
    this.#job.report({ state, source, receivedBytes: this.#part.sizeBytes });
  }
}
