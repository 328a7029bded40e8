import { setTimeout as sleep } from 'node:timers/promises';
import type { LlamaContext } from 'node-llama-cpp';
import type { SaveOptions, SnapshotFolder } from '../snapshots/snapshot-folder.ts';
import { chooseSequence, type SequenceChoice, type StateCosts } from './choose-sequence.ts';
import { commonLength } from './common-length.ts';
import { HeldSequence } from './held-sequence.ts';

/** A sequence that one generation has to itself. */
export interface Lease {
  readonly sequence: HeldSequence;
  /** Tokens at the start of what was wanted that the sequence holds; it holds nothing else. */
  readonly keptTokens: number;
  /** Somebody waits until this one has read what both want. */
  readonly hasFollowers: boolean;
  /** To be called after each batch: those who wait for a common start get it through a snapshot as soon as it has been read. */
  handOver(): Promise<void>;
  /** To be called when all that was wanted has been read. Those who still wait for a common start get it now. */
  noteRead(): Promise<void>;
  /** Gives the sequence back, with what it holds. */
  release(): void;
}

/** A sequence that is taken, and those who wait until it holds what they want as well. */
interface Reading {
  readonly wanted: readonly number[];
  readonly followers: (() => void)[];
  /** So many tokens are what the first of the followers waits for. */
  handOverAt: number;
  /** `false` after its state could not be written. */
  canHandOver: boolean;
}

/** A common start shorter than this is read by everybody for themselves. */
const worthFollowingTokens = 64;
/** Fewer new tokens than this are not worth writing to disk when nothing else is to do. */
const worthSavingTokens = 64;
const firstGuessReadMsPerToken = 50;
const firstGuessSaveBytesPerMs = 300_000;
/** Before the end so much is always written; more only where it takes at most this share of the reading that it spares. */
const alwaysSavedMs = 1_500;
const worthwhileShare = 0.05;
/** What takes longer to read again is put away without delay. */
const dearReadingMs = 60_000;

/**
 * The sequences of the context. Each keeps the state of what was read and written in it last; whoever needs one gets that
 * which shares most with what it wants, from memory or from disk.
 */
export class SequencePool {
  readonly #sequences: readonly HeldSequence[];
  readonly #free: HeldSequence[];
  readonly #snapshots: SnapshotFolder | null;
  readonly #waiting: (() => void)[] = [];
  readonly #readings = new Map<HeldSequence, Reading>();
  /** Sequences whose state is being written, and those who wait for one. */
  readonly #saving = new Map<HeldSequence, (() => void)[]>();
  #lentSequences: readonly HeldSequence[] = [];
  /** Ends when the sequences that are lent are back. */
  #lent: Promise<void> = Promise.resolve();
  #readMsPerToken = firstGuessReadMsPerToken;
  #lastReadMsPerToken: number | null = null;
  #slowestBatchMs = 0;
  #saveMsPerToken: number;
  #hasSaved = false;
  /** Of states that are being written or fetched. */
  #tokensOnTheWay = 0;
  #lastUse = 0;

  /** @param bytesPerToken of the state of a sequence */
  constructor(context: LlamaContext, options: { snapshots: SnapshotFolder | null; bytesPerToken: number }) {
    this.#snapshots = options.snapshots;
    this.#snapshots?.limitTokens(context.contextSize);
    this.#sequences = Array.from(
      { length: context.totalSequences },
      (_, place) => new HeldSequence(context.getSequence(), place, options.snapshots),
    );
    this.#free = [...this.#sequences];
    this.#saveMsPerToken = options.bytesPerToken / firstGuessSaveBytesPerMs;
  }

  get isIdle(): boolean {
    return this.#free.length === this.#sequences.length;
  }

  /** How many of these tokens, from the start, need not be read once those at work have ended. */
  held(tokens: readonly number[]): number {
    return this.#sharedBy(this.#sequences, tokens);
  }

  /** The same at this moment: what a generation has to itself helps no other one. */
  #heldNow(tokens: readonly number[]): number {
    return this.#sharedBy([...this.#free, ...this.#saving.keys(), ...this.#lentSequences], tokens);
  }

  #sharedBy(sequences: readonly HeldSequence[], tokens: readonly number[]): number {
    return Math.max(this.#snapshots?.shared(tokens) ?? 0, ...sequences.map((sequence) => commonLength(sequence.tokens, tokens)));
  }

  /** How long reading takes here: what it costs to lose a state. */
  noteReading(tokens: number, tookMs: number): void {
    this.#slowestBatchMs = Math.max(this.#slowestBatchMs, tookMs);
    if (tokens === 0) return;
    this.#lastReadMsPerToken = Math.max(1, tookMs) / tokens;
    this.#readMsPerToken += 0.2 * (tookMs / tokens - this.#readMsPerToken);
  }

  /** Of the last batch that was read; `null`: of none yet. */
  get lastReadMsPerToken(): number | null {
    return this.#lastReadMsPerToken;
  }

  /** How long what is being written or fetched may still take: behind a batch that is being computed, at worst. 0 where there is nothing. */
  get diskMs(): number {
    return this.#tokensOnTheWay === 0 ? 0 : this.#slowestBatchMs + this.#tokensOnTheWay * this.#saveMsPerToken;
  }

  /**
   * The best sequence for these tokens, cut to what they share. Waits for one that is free, and for another generation that
   * is reading the same start just now. Rejects when the signal fires first.
   * @param options.sparesDisk whether nothing is to be written for it as long as there is a state that need not be
   */
  async take(tokens: readonly number[], signal: AbortSignal, { sparesDisk = false } = {}): Promise<Lease> {
    for (let mayFetch = true; ;) {
      signal.throwIfAborted();
      const ahead = this.#readerOf(tokens);
      const saving = this.#savingOf(tokens);
      if (ahead) await this.#follow(ahead, tokens, signal);
      else if (saving) await untilCalled(saving, signal);
      else if (this.#free.length === 0) await untilCalled(this.#waiting, signal);
      else {
        const lease = await this.#takeFree(tokens, this.#choose(tokens, { mayFetch, sparesDisk }), signal);
        if (lease) return lease;
        mayFetch = false;
      }
    }
  }

  #choose(tokens: readonly number[], { mayFetch, sparesDisk }: { mayFetch: boolean; sparesDisk: boolean }): SequenceChoice {
    const snapshotTokens = mayFetch ? (this.#snapshots?.shared(tokens) ?? 0) : 0;
    const isTaken = (sequence: HeldSequence) => !this.#free.includes(sequence) && !this.#saving.has(sequence);
    const takenPlaces = new Set(this.#sequences.filter(isTaken).map(({ place }) => place));
    return chooseSequence(tokens, this.#free, snapshotTokens, { costs: this.#costs(), takenPlaces, mayCopy: mayFetch, sparesDisk });
  }

  /** `null` when what was to be fetched turned out not to be had. */
  async #takeFree(tokens: readonly number[], choice: SequenceChoice, signal: AbortSignal): Promise<Lease | null> {
    const sequence = this.#free[choice.into];
    if (!sequence) throw new Error('a chosen sequence is a free one');
    const source = choice.from === 'other-sequence' ? this.#free[choice.source] : null;
    const isToBeHad = () => choice.from === 'sequence' || (this.#snapshots?.shared(tokens) ?? 0) >= choice.keep;
    this.#free.splice(choice.into, 1);
    this.#readings.set(sequence, { wanted: tokens, followers: [], handOverAt: Infinity, canHandOver: true });
    try {
      if (source) await this.#save(source, { signal });
      signal.throwIfAborted();
      if (choice.from === 'snapshot') this.#snapshots?.noteUse(tokens); // what makes way for it would else take its place on disk
      if (choice.save && isToBeHad()) await this.#write(sequence, { signal });
      signal.throwIfAborted();
      if (isToBeHad() && (choice.from === 'sequence' || (await this.#fetch(sequence, tokens, signal))))
        return await this.#leased(sequence, tokens);
    } catch (error) {
      this.#letGo(sequence);
      throw error;
    }
    this.#letGo(sequence);
    return null;
  }

  async #leased(sequence: HeldSequence, wanted: readonly number[]): Promise<Lease> {
    const heldTokens = sequence.tokens.length;
    const keptTokens = await sequence.cut(commonLength(sequence.tokens, wanted));
    if (keptTokens > heldTokens / 2) this.#snapshots?.noteUse(sequence.tokens);
    return this.#leaseOf(sequence, keptTokens);
  }

  #leaseOf(sequence: HeldSequence, keptTokens: number): Lease {
    const readings = this.#readings;
    return {
      sequence,
      keptTokens,
      get hasFollowers() {
        return (readings.get(sequence)?.followers.length ?? 0) > 0;
      },
      handOver: () => this.#handOver(sequence),
      noteRead: () => this.#noteRead(sequence),
      release: () => this.#release(sequence),
    };
  }

  /** A generation that will soon hold much more of these tokens than can be had now, if its state can be handed over at less cost than reading. */
  #readerOf(tokens: readonly number[]): Reading | undefined {
    const { canSave, saveMsPerToken, readMsPerToken } = this.#costs();
    if (!canSave) return undefined;
    const held = this.#heldNow(tokens);
    const isWorthFollowing = ([sequence, { wanted, canHandOver }]: [HeldSequence, Reading]) => {
      const common = commonLength(wanted, tokens);
      const writtenTokens = Math.max(common, sequence.tokens.length);
      return canHandOver && common - held > worthFollowingTokens && (common - held) * readMsPerToken > writtenTokens * saveMsPerToken;
    };
    return [...this.#readings].find(isWorthFollowing)?.[1];
  }

  #follow(reading: Reading, tokens: readonly number[], signal: AbortSignal): Promise<void> {
    reading.handOverAt = Math.min(reading.handOverAt, commonLength(reading.wanted, tokens));
    return untilCalled(reading.followers, signal);
  }

  /** Those who wait for a sequence that is being written and holds much more of these tokens than a free one or a snapshot. */
  #savingOf(tokens: readonly number[]): (() => void)[] | undefined {
    if (this.#saving.size === 0) return undefined;
    const shared = ({ tokens: held }: HeldSequence) => commonLength(held, tokens);
    const elsewhere = Math.max(this.#snapshots?.shared(tokens) ?? 0, ...this.#free.map(shared));
    return [...this.#saving].find(([sequence]) => shared(sequence) - elsewhere > worthFollowingTokens)?.[1];
  }

  /** Whoever waits for more than is there now will wait again. */
  async #handOver(sequence: HeldSequence, isRead = false): Promise<void> {
    const reading = this.#readings.get(sequence);
    if (!reading || reading.followers.length === 0) return;
    if (!isRead && sequence.tokens.length < reading.handOverAt) return;
    reading.canHandOver = await this.#write(sequence);
    reading.handOverAt = Infinity;
    for (const follow of reading.followers.splice(0)) follow();
  }

  async #noteRead(sequence: HeldSequence): Promise<void> {
    await this.#handOver(sequence, true);
    this.#endReading(sequence);
  }

  #endReading(sequence: HeldSequence): void {
    const followers = this.#readings.get(sequence)?.followers ?? [];
    this.#readings.delete(sequence);
    for (const follow of followers) follow();
  }

  /** All sequences, as long as no generation has one; whoever asks for one meanwhile waits until they are given back. */
  lendAll(): { readonly sequences: readonly HeldSequence[]; giveBack(): void } | null {
    if (!this.isIdle) return null;
    const sequences = this.#free.splice(0);
    this.#lentSequences = sequences;
    let end = () => {};
    this.#lent = new Promise((resolve) => (end = resolve));
    return {
      sequences,
      giveBack: () => {
        this.#lentSequences = [];
        this.#free.push(...sequences);
        for (const wake of this.#waiting.splice(0)) wake();
        end();
      },
    };
  }

  /** Whether a state that is not on disk took so long to read that it should not wait for a longer rest. */
  get holdsDearState(): boolean {
    return this.#free.some((sequence) => this.#sparedMs(sequence) >= dearReadingMs);
  }

  /**
   * Writes what is not on disk yet, last used first, once nothing is lent any more.
   * @param goesOn asked before each state
   */
  async saveAtRest(goesOn: () => boolean): Promise<void> {
    await this.#lent;
    for (const sequence of this.#unsaved()) if (goesOn()) await this.#save(sequence, { usedAtMs: sequence.lastUse });
  }

  /**
   * The same while somebody waits for the end of it: begins no state that would be written later than after `withinMs`, nor, after a second and a
   * half, one that spares less than twenty times as much.
   */
  async saveBeforeEnd(withinMs: number): Promise<void> {
    const startedMs = performance.now();
    await Promise.race([this.#lent, sleep(Math.min(withinMs, alwaysSavedMs), undefined, { ref: false })]);
    for (const sequence of this.#unsaved()) {
      const endsAfterMs = performance.now() - startedMs + sequence.tokens.length * this.#costs().saveMsPerToken;
      const worthMs = Math.max(alwaysSavedMs, this.#sparedMs(sequence) * worthwhileShare);
      if (endsAfterMs <= Math.min(withinMs, worthMs)) await this.#save(sequence, { usedAtMs: sequence.lastUse });
    }
  }

  /** Free sequences that are not on disk, last used first. */
  #unsaved(): readonly HeldSequence[] {
    if (!this.#snapshots) return [];
    const isUnsaved = ({ tokens, savedTokens }: HeldSequence) => tokens.length - savedTokens >= worthSavingTokens;
    return this.#free.filter(isUnsaved).toSorted((left, right) => right.lastUse - left.lastUse);
  }

  /** What reading again would take that is not on disk. */
  #sparedMs(sequence: HeldSequence): number {
    return (sequence.tokens.length - sequence.savedTokens) * this.#readMsPerToken;
  }

  /** Writes the state of a free sequence; meanwhile nobody can take it. */
  async #save(sequence: HeldSequence, options: SaveOptions): Promise<boolean> {
    const index = this.#free.indexOf(sequence);
    if (index < 0) return false;
    this.#free.splice(index, 1);
    const followers: (() => void)[] = [];
    this.#saving.set(sequence, followers);
    try {
      return await this.#write(sequence, options);
    } finally {
      this.#saving.delete(sequence);
      this.#giveBack(sequence);
      for (const follow of followers) follow();
    }
  }

  async #write(sequence: HeldSequence, options?: SaveOptions): Promise<boolean> {
    const unsaved = sequence.tokens.length - sequence.savedTokens;
    const wasUndisturbed = this.#isUndisturbed;
    const startedMs = performance.now();
    const isSaved = await this.#onTheWay(sequence.tokens.length, () => sequence.save(options));
    const isMeasured = isSaved && unsaved > 0 && wasUndisturbed && this.#isUndisturbed;
    if (isMeasured) this.#noteWriting((performance.now() - startedMs) / sequence.tokens.length);
    return isSaved;
  }

  #fetch(sequence: HeldSequence, tokens: readonly number[], signal: AbortSignal): Promise<boolean> {
    return this.#onTheWay(this.#snapshots?.shared(tokens) ?? 0, () => sequence.restore(tokens, signal));
  }

  async #onTheWay<T>(tokens: number, work: () => Promise<T>): Promise<T> {
    this.#tokensOnTheWay += tokens;
    try {
      return await work();
    } finally {
      this.#tokensOnTheWay -= tokens;
    }
  }

  /** No generation has a sequence: what is written does not wait for what it computes. */
  get #isUndisturbed(): boolean {
    return this.#free.length + this.#saving.size === this.#sequences.length;
  }

  #noteWriting(msPerToken: number): void {
    this.#saveMsPerToken += (this.#hasSaved ? 0.2 : 1) * (msPerToken - this.#saveMsPerToken);
    this.#hasSaved = true;
  }

  #costs(): StateCosts {
    return {
      readMsPerToken: this.#readMsPerToken,
      saveMsPerToken: this.#saveMsPerToken,
      canSave: this.#snapshots?.canSave ?? false,
    };
  }

  #release(sequence: HeldSequence): void {
    if (this.#free.includes(sequence)) return;
    this.#lastUse = Math.max(this.#lastUse + 1, Date.now());
    sequence.lastUse = this.#lastUse;
    this.#letGo(sequence);
  }

  #letGo(sequence: HeldSequence): void {
    this.#endReading(sequence);
    this.#giveBack(sequence);
  }

  #giveBack(sequence: HeldSequence): void {
    this.#free.push(sequence);
    this.#waiting.shift()?.();
  }
}

/** Resolves when the entry that this adds to the list is called; takes it out again and rejects when the signal fires first. */
function untilCalled(list: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const wake = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const leave = () => {
      const index = list.indexOf(wake);
      if (index >= 0) list.splice(index, 1);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', leave, { once: true });
    list.push(wake);
  });
}
