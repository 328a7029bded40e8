import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { SaveOptions, SnapshotFolder } from '../snapshots/snapshot-folder.ts';
import type { FreeSequence } from './choose-sequence.ts';

/** A sequence of the context together with what is known of its tokens. */
export class HeldSequence implements FreeSequence {
  readonly native: LlamaContextSequence;
  /** Among the sequences of the context, in llama.cpp's order. */
  readonly place: number;
  lastUse = 0;
  readonly #snapshots: SnapshotFolder | null;

  constructor(native: LlamaContextSequence, place: number, snapshots: SnapshotFolder | null) {
    this.native = native;
    this.place = place;
    this.#snapshots = snapshots;
  }

  get tokens(): readonly Token[] {
    return this.native.contextTokens;
  }

  get savedTokens(): number {
    return this.#snapshots?.shared(this.tokens) ?? 0;
  }

  /**
   * Forgets everything behind the first `count` tokens; returns how many stay, which may be fewer: the state of some models
   * cannot be cut anywhere, and they would read it again where no Stop reaches.
   */
  async cut(count: number): Promise<number> {
    const { native } = this;
    const held = native.nextTokenIndex;
    const kept = count < held && native.getRestoreToPrefixIndexEvaluationSize(count) > 0 ? 0 : Math.min(count, held);
    if (kept < held) await native.eraseContextTokenRanges([{ start: kept, end: held }]);
    return kept;
  }

  /** Writes what it holds to disk; `false` when it is not there afterwards. */
  async save(options?: SaveOptions): Promise<boolean> {
    const { tokens } = this;
    return this.#snapshots !== null && tokens.length > 0 && this.#snapshots.save(this.native, tokens, options);
  }

  /** Takes over the best snapshot for these tokens, and holds nothing else afterwards; where there is none that is any good, it stays as it is. */
  async restore(tokens: readonly number[], signal: AbortSignal): Promise<boolean> {
    const loadStateFromFile: LlamaContextSequence['loadStateFromFile'] = async (path, risk) => {
      await this.cut(0);
      await this.native.loadStateFromFile(path, risk);
    };
    return this.#snapshots !== null && this.#snapshots.load({ loadStateFromFile }, tokens, signal);
  }
}
