import type { Download, ModelSourceName } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import type { CatalogueEntry } from './catalogue.ts';
import { download, requireSpace, type DownloadProgress, type DownloadSurroundings } from './download.ts';
import { removeFile } from './json-record.ts';
import { markOf } from './model-folder.ts';
import { ProgressMeter } from './progress-meter.ts';

/** Listeners hear of progress this often while there is some, and once a second while there is none: then the speed falls. */
const tellEveryMs = 250;
const silentTicks = 4;

interface Running {
  readonly controller: AbortController;
  readonly meter: ProgressMeter;
  readonly ended: Promise<void>;
  readonly ticker: NodeJS.Timeout;
  progress: DownloadProgress;
  ticksSinceTold: number;
  hasNews: boolean;
}

/** Why a download was aborted on purpose: an outcome, not a failure. */
class Paused extends Error {
  override readonly name = 'Paused';
}

/** The downloads of this process: at most one per model. What is only on the disk counts as paused. */
export class Downloads implements AsyncDisposable {
  readonly #surroundings: DownloadSurroundings;
  readonly #tell: (id: string) => void;
  readonly #running = new Map<string, Running>();
  readonly #failures = new Map<string, StudioError>();

  /** @param tell called when what `describe` says of a model has changed */
  constructor(surroundings: DownloadSurroundings, tell: (id: string) => void) {
    this.#surroundings = surroundings;
    this.#tell = tell;
  }

  /** Starts or resumes; does nothing when it runs already. Throws `disk-full`. */
  async start(entry: CatalogueEntry, pinnedSource: ModelSourceName | null): Promise<void> {
    if (this.#running.has(entry.id)) return;
    await requireSpace(entry.sizeBytes - (await this.#receivedBytes(entry.id)), this.#surroundings);
    if (this.#running.has(entry.id)) return; // another call came first while the disk was asked
    this.#failures.delete(entry.id);
    const controller = new AbortController();
    const meter = new ProgressMeter();
    const report = (progress: DownloadProgress) => this.#note(entry.id, progress);
    const ended = Promise.resolve()
      .then(() => download({ entry, pinnedSource, report }, this.#surroundings, controller.signal))
      .catch((caught: unknown) => this.#keepFailure(entry.id, caught))
      .finally(() => {
        clearInterval(ticker);
        this.#running.delete(entry.id);
        this.#tell(entry.id);
      });
    const ticker = setInterval(() => this.#tick(entry.id), tellEveryMs);
    const progress: DownloadProgress = { state: 'waiting', source: pinnedSource, receivedBytes: 0 };
    this.#running.set(entry.id, { controller, meter, ended, ticker, progress, ticksSinceTold: 0, hasNews: false });
    // whoever asks through `settled` hears of the failure; nobody else has to
    ended.catch(() => undefined);
  }

  /** Waits for the end of a download under way. Throws what made it fail, or `conflict` when it was paused. */
  async settled(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (running) return running.ended;
    const failure = this.#failures.get(id);
    if (failure) throw failure;
  }

  /** Stops it and keeps what has arrived. */
  async pause(id: string): Promise<void> {
    const running = this.#running.get(id);
    running?.controller.abort(new Paused());
    await running?.ended.catch(() => undefined);
  }

  /** Stops it and deletes what has arrived. */
  async cancel(id: string): Promise<void> {
    await this.pause(id);
    this.#failures.delete(id);
    await removeFile(this.#surroundings.folder.part(id));
    await removeFile(this.#surroundings.folder.partRecord(id));
  }

  /** What the studio shows of it; `null` when nothing is under way and nothing has arrived. */
  async describe(entry: CatalogueEntry): Promise<Download | null> {
    const running = this.#running.get(entry.id);
    const totalBytes = entry.sizeBytes;
    if (running) {
      const { state, source, receivedBytes } = running.progress;
      const bytesPerSecond = state === 'downloading' ? running.meter.bytesPerSecond : 0;
      const remainingMs = state === 'downloading' ? running.meter.remainingMs(totalBytes - receivedBytes) : null;
      return { state, source, receivedBytes, totalBytes, bytesPerSecond, remainingMs, error: null };
    }
    const receivedBytes = Math.min(await this.#receivedBytes(entry.id), totalBytes);
    const failure = this.#failures.get(entry.id);
    if (!failure && receivedBytes === 0) return null;
    const still = { source: null, receivedBytes, totalBytes, bytesPerSecond: 0, remainingMs: null };
    return failure ? { ...still, state: 'failed', error: failure.toBody() } : { ...still, state: 'paused', error: null };
  }

  /** Pauses everything: what has arrived is kept. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.pause(id)));
  }

  async #receivedBytes(id: string): Promise<number> {
    return (await markOf(this.#surroundings.folder.part(id)))?.sizeBytes ?? 0;
  }

  #keepFailure(id: string, caught: unknown): never {
    if (caught instanceof Paused) {
      throw new StudioError('conflict', 'The download was paused; what has arrived is kept.', { hint: 'Pull the model again to go on.' });
    }
    const failure = StudioError.from(caught);
    this.#failures.set(id, failure);
    throw failure;
  }

  #note(id: string, progress: DownloadProgress): void {
    const running = this.#running.get(id);
    if (!running) return;
    const isOtherState = progress.state !== running.progress.state || progress.source !== running.progress.source;
    running.progress = progress;
    running.hasNews = true;
    if (progress.state === 'downloading') running.meter.record(progress.receivedBytes);
    else running.meter.reset();
    if (isOtherState) this.#tellNow(id, running);
  }

  #tick(id: string): void {
    const running = this.#running.get(id);
    if (!running) return;
    running.ticksSinceTold += 1;
    if (running.hasNews || running.ticksSinceTold >= silentTicks) this.#tellNow(id, running);
  }

  #tellNow(id: string, running: Running): void {
    running.hasNews = false;
    running.ticksSinceTold = 0;
    this.#tell(id);
  }
}
