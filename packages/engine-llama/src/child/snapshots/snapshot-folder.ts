import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { TurnLock } from '../../turn-lock.ts';
import { commonLength } from '../sequences/common-length.ts';
import { FolderPatience } from './folder-patience.ts';
import { piecesOf } from './file-pieces.ts';
import { readOwnFile } from '../../read-own-file.ts';
import { copyStateForSequences } from './sequence-state-file.ts';
import { parseRecord, recordText, type SnapshotRecord } from './snapshot-record.ts';

/** What writes the state of a sequence. */
export interface StateWriter {
  saveStateToFile(path: string): Promise<unknown>;
}

/** What takes over a state. */
export interface StateReader {
  loadStateFromFile(path: string, risk: { acceptRisk: true }): Promise<void>;
}

export interface SaveOptions {
  /** When the state was used last; it is not written where those used later leave no room. By default just now. */
  readonly usedAtMs?: number;
  /** Ends the wait for a turn; what is being written is written to its end. */
  readonly signal?: AbortSignal;
}

interface Snapshot extends SnapshotRecord {
  readonly name: string;
  usedAtMs: number;
}

interface SnapshotFolderOptions {
  readonly folder: string;
  readonly capBytes: number;
  readonly key: string;
  readonly sequences: number;
  readonly bytesPerToken: number;
  readonly loadsUnmarked: boolean;
}

/** A state that is no good here, whatever becomes of the folder. */
class UselessState extends Error {}

const readOnlyCodes = ['EROFS', 'EACCES', 'EPERM'];
const ourFile = /^[0-9a-f-]{36}\.(?:json|state|part|loading)$/u;

/**
 * States on disk. A snapshot is two files of one name: `.state`, written by native code, and `.json`, its record, which is
 * written last and removed first. While a state is loaded its record is called `.loading`: what is still called so at the next
 * start crashed the process, and goes. Files that are not ours are left alone. Where nothing can be written, what is there is
 * used as it is.
 */
export class SnapshotFolder {
  readonly #folder: string;
  readonly #capBytes: number;
  readonly #key: string;
  readonly #sequences: number;
  #bytesPerToken: number;
  readonly #loadsUnmarked: boolean;
  readonly #complain: (text: string) => void;
  /** One file is worked on at a time: two that fetch the same one would take each other's mark for damage. */
  readonly #turns = new TurnLock();
  readonly #patience = new FolderPatience();
  /** Could not be fetched for a reason that does not lie in them. */
  readonly #leftAlone = new Set<Snapshot>();
  #mostTokens = Infinity;
  #lastUseMs = 0;
  #snapshots: Snapshot[] = [];
  #isRead = false;

  /**
   * @param options.key only snapshots with this key are looked at; others count for the cap and go when they are the oldest
   * @param options.sequences of the context; a state from one with another number is rewritten before it is fetched
   * @param options.bytesPerToken of a state, as computed: one that would not stay within the cap is not written at all
   * @param options.loadsUnmarked whether states are fetched from a folder in which their loading cannot be marked: not after a crash
   * @param complain told in one sentence when snapshots cannot be kept, which costs time and nothing else, and when they can be again
   */
  constructor(options: SnapshotFolderOptions, complain: (text: string) => void) {
    this.#folder = options.folder;
    this.#capBytes = options.capBytes;
    this.#key = options.key;
    this.#sequences = options.sequences;
    this.#bytesPerToken = options.bytesPerToken;
    this.#loadsUnmarked = options.loadsUnmarked;
    this.#complain = complain;
    try {
      this.#open();
    } catch (error) {
      this.#noteFailure(error);
    }
  }

  /** `false` for a while after the folder turned out to be full, read-only or no folder. What stands in it is still used. */
  get canSave(): boolean {
    return this.#patience.mayTry;
  }

  /** Only states of at most so many tokens are used from now on: others need a larger context, and stay for it. */
  limitTokens(mostTokens: number): void {
    this.#mostTokens = mostTokens;
  }

  /** Tokens that the best snapshot has in common with these, at the start. */
  shared(tokens: readonly number[]): number {
    return this.#best(tokens).shared;
  }

  /** Takes note that what the best snapshot for these tokens holds is used, in memory or from here: it shall not be the first to make way. */
  noteUse(tokens: readonly number[]): void {
    const { snapshot } = this.#best(tokens);
    if (snapshot) this.#touch(snapshot, this.#justNow());
  }

  /**
   * Writes the state of these tokens. Snapshots that are only a beginning of it are not needed any more.
   * @returns whether it is there now
   */
  save(sequence: StateWriter, tokens: readonly number[], { usedAtMs = this.#justNow(), signal }: SaveOptions = {}): Promise<boolean> {
    return this.#turns.run(() => this.#save(sequence, tokens, usedAtMs), signal);
  }

  /**
   * Fetches the best snapshot for these tokens. `false` when it could not be: one that is no good is removed, one that cannot be used just
   * now is left alone until the folder can be written again.
   * @param signal ends it before the state is taken over
   */
  load(sequence: StateReader, tokens: readonly number[], signal: AbortSignal): Promise<boolean> {
    return this.#turns.run(() => this.#load(sequence, tokens, signal), signal);
  }

  async #save(sequence: StateWriter, tokens: readonly number[], usedAtMs: number): Promise<boolean> {
    if (!this.canSave) return false;
    if (this.shared(tokens) === tokens.length) return true;
    if (!this.#hasRoom(tokens, usedAtMs)) return false;
    const name = randomUUID();
    try {
      this.#open();
      await sequence.saveStateToFile(this.#path(name, 'part'));
      const record = await this.#keep(name, tokens);
      this.#bytesPerToken = Math.max(this.#bytesPerToken, record.stateBytes / tokens.length);
      for (const snapshot of this.#coveredBy(tokens)) this.#remove(snapshot);
      const snapshot = { ...record, name, usedAtMs };
      this.#snapshots.push(snapshot);
      this.#touch(snapshot, usedAtMs);
      this.#prune();
      this.#noteSuccess();
      return this.#snapshots.includes(snapshot);
    } catch (error) {
      this.#discard(name);
      this.#noteFailure(error);
      return false;
    }
  }

  /** Whether a state would stay within the cap beside those that were used later. */
  #hasRoom(tokens: readonly number[], usedAtMs: number): boolean {
    const covered = this.#coveredBy(tokens);
    const usedLater = this.#snapshots.filter((other) => other.usedAtMs > usedAtMs && !covered.includes(other));
    return totalBytes(usedLater) + tokens.length * this.#bytesPerToken <= this.#capBytes;
  }

  #coveredBy(tokens: readonly number[]): readonly Snapshot[] {
    return this.#ours.filter((other) => commonLength(other.tokens, tokens) === other.tokens.length);
  }

  async #load(sequence: StateReader, tokens: readonly number[], signal: AbortSignal): Promise<boolean> {
    let { snapshot } = this.#best(tokens);
    if (!snapshot) return false;
    try {
      const isFitting = snapshot.sequences === this.#sequences;
      if (!isFitting) this.#open();
      const path = this.#path(snapshot.name, 'state');
      const isWhole = statSync(path).size === snapshot.stateBytes && (await checksumOf(path, signal)) === snapshot.checksum;
      if (!isWhole) throw new UselessState('it is damaged');
      if (!isFitting) snapshot = await this.#rewritten(snapshot, signal);
      signal.throwIfAborted();
      await this.#fetch(sequence, snapshot);
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UselessState || hasCode(error, ['ENOENT'])) {
        this.#remove(snapshot);
      } else {
        this.#leftAlone.add(snapshot);
        this.#noteFailure(error);
      }
      return false;
    }
  }

  async #fetch(sequence: StateReader, snapshot: Snapshot): Promise<void> {
    const isMarked = this.#mark(snapshot);
    await sequence.loadStateFromFile(this.#path(snapshot.name, 'state'), { acceptRisk: true }).catch((cause: unknown) => {
      throw new UselessState('it is refused', { cause });
    });
    if (isMarked) this.#unmark(snapshot);
  }

  /** `false` where nothing can be written. Throws where the state is then not to be loaded. */
  #mark({ name }: Snapshot): boolean {
    try {
      renameSync(this.#path(name, 'json'), this.#path(name, 'loading'));
      return true;
    } catch (error) {
      if (this.#loadsUnmarked && hasCode(error, readOnlyCodes)) return false;
      throw error;
    }
  }

  #unmark(snapshot: Snapshot): void {
    renameSync(this.#path(snapshot.name, 'loading'), this.#path(snapshot.name, 'json'));
    this.#touch(snapshot, this.#justNow());
  }

  /** The same state as one that fits the context. The other is kept until this one is whole. */
  async #rewritten(snapshot: Snapshot, signal: AbortSignal): Promise<Snapshot> {
    const { tokens, usedAtMs } = snapshot;
    const wanted = { tokens: tokens.length, sequences: this.#sequences };
    const name = randomUUID();
    try {
      const isCopied = await copyStateForSequences(this.#path(snapshot.name, 'state'), this.#path(name, 'part'), wanted, signal);
      if (!isCopied) throw new UselessState('it has another shape');
      const rewritten = { ...(await this.#keep(name, tokens)), name, usedAtMs };
      this.#remove(snapshot);
      this.#snapshots.push(rewritten);
      return rewritten;
    } catch (error) {
      this.#discard(name);
      throw error;
    }
  }

  /** Turns the part that was written into a snapshot. */
  async #keep(name: string, tokens: readonly number[]): Promise<SnapshotRecord> {
    const part = this.#path(name, 'part');
    const stateBytes = statSync(part).size;
    chmodSync(part, 0o600);
    const record = { key: this.#key, sequences: this.#sequences, stateBytes, checksum: await checksumOf(part), tokens };
    renameSync(part, this.#path(name, 'state'));
    this.#writeRecord(name, record);
    return record;
  }

  get #ours(): Snapshot[] {
    return this.#snapshots.filter((snapshot) => snapshot.key === this.#key);
  }

  #best(tokens: readonly number[]): { snapshot: Snapshot | null; shared: number } {
    let best: { snapshot: Snapshot | null; shared: number } = { snapshot: null, shared: 0 };
    const isUsable = (each: Snapshot) => each.tokens.length <= this.#mostTokens && !this.#leftAlone.has(each);
    for (const snapshot of this.#ours.filter(isUsable)) {
      const shared = commonLength(snapshot.tokens, tokens);
      if (shared > best.shared) best = { snapshot, shared };
    }
    return best;
  }

  /** Makes the folder where it is missing, and reads it where that was not possible before. */
  #open(): void {
    const isMade = mkdirSync(this.#folder, { recursive: true, mode: 0o700 }) !== undefined;
    const isNew = !this.#isRead;
    if (isNew || isMade) this.#snapshots = this.#readFolder();
    this.#isRead = true;
    accessSync(this.#folder, constants.W_OK);
    if (!isNew) return;
    this.#comeBackToNow();
    this.#prune();
  }

  #readFolder(): Snapshot[] {
    const files = readdirSync(this.#folder).filter((file) => ourFile.test(file));
    const snapshots = files
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => this.#readSnapshot(file.slice(0, -'.json'.length)) ?? []);
    const kept = new Set(snapshots.map(({ name }) => name));
    const isLeftOver = (file: string) =>
      !kept.has(file.slice(0, file.lastIndexOf('.'))) || file.endsWith('.part') || file.endsWith('.loading');
    for (const file of files.filter(isLeftOver)) removeQuietly(join(this.#folder, file));
    return snapshots;
  }

  /** After the clock was set back: states of the time before would all count as used later than what is used from now on. */
  #comeBackToNow(): void {
    const aheadMs = Math.max(0, ...this.#snapshots.map(({ usedAtMs }) => usedAtMs)) - Date.now();
    if (aheadMs > 0) for (const snapshot of this.#snapshots) this.#touch(snapshot, snapshot.usedAtMs - aheadMs);
  }

  #readSnapshot(name: string): Snapshot | null {
    try {
      const record = parseRecord(readOwnFile(this.#path(name, 'json')));
      const state = lstatSync(this.#path(name, 'state'));
      if (!record || !state.isFile() || state.size !== record.stateBytes) return null;
      return { ...record, name, usedAtMs: statSync(this.#path(name, 'json')).mtimeMs };
    } catch {
      return null;
    }
  }

  #writeRecord(name: string, record: SnapshotRecord): void {
    const part = this.#path(name, 'part');
    writeFileSync(part, recordText(record), { mode: 0o600 });
    renameSync(part, this.#path(name, 'json'));
  }

  /** Later than any time before: of two in one millisecond it is known which came first. */
  #justNow(): number {
    this.#lastUseMs = Math.max(this.#lastUseMs + 1, Date.now());
    return this.#lastUseMs;
  }

  #touch(snapshot: Snapshot, usedAtMs: number): void {
    snapshot.usedAtMs = usedAtMs;
    try {
      accessSync(this.#folder, constants.W_OK);
      utimesSync(this.#path(snapshot.name, 'json'), usedAtMs / 1000, usedAtMs / 1000);
    } catch {
      // known as long as this process lives
    }
  }

  /** Removes those used longest ago until all together are within the cap. */
  #prune(): void {
    let total = totalBytes(this.#snapshots);
    for (const snapshot of this.#snapshots.toSorted((left, right) => left.usedAtMs - right.usedAtMs)) {
      if (total <= this.#capBytes) return;
      total -= snapshot.stateBytes;
      this.#remove(snapshot);
    }
  }

  #remove(snapshot: Snapshot): void {
    this.#snapshots = this.#snapshots.filter((other) => other !== snapshot);
    this.#discard(snapshot.name);
  }

  #discard(name: string): void {
    for (const ending of ['json', 'loading', 'state', 'part'] as const) removeQuietly(this.#path(name, ending));
  }

  #noteSuccess(): void {
    if (!this.#patience.noteSuccess()) return;
    this.#leftAlone.clear();
    this.#complain(`Snapshots are kept in ${this.#folder} again.`);
  }

  #noteFailure(error: unknown): void {
    if (!this.#patience.noteFailure()) return;
    const what = this.#isRead && hasCode(error, readOnlyCodes) ? 'are used, but no new ones kept,' : 'cannot be kept';
    this.#complain(`Snapshots ${what} in ${this.#folder}: ${error instanceof Error ? error.message : String(error)}`);
  }

  #path(name: string, ending: 'json' | 'state' | 'part' | 'loading'): string {
    return join(this.#folder, `${name}.${ending}`);
  }
}

function totalBytes(snapshots: readonly Snapshot[]): number {
  return snapshots.reduce((sum, { stateBytes }) => sum + stateBytes, 0);
}

/** A file that cannot be removed is not in the list any more, which is what counts. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true, recursive: true });
  } catch {
    // left where it is
  }
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

async function checksumOf(path: string, signal?: AbortSignal): Promise<number> {
  const file = openSync(path, 'r');
  try {
    let checksum = 0;
    for await (const piece of piecesOf(file, { signal })) checksum = crc32(piece, checksum);
    return checksum;
  } finally {
    closeSync(file);
  }
}
