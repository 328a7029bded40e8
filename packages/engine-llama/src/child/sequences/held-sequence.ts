import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { SnapshotFolder } from '../snapshots/snapshot-folder.ts';
import type { FreeSequence } from './choose-sequence.ts';
import { commonLength } from './common-length.ts';

/** A sequence of the context together with what is known of its tokens. */
export class HeldSequence implements FreeSequence {
  readonly native: LlamaContextSequence;
  /** Among the sequences of the context, in llama.cpp's order. */
  readonly place: number;
  lastUse = 0;
  /** What stands on disk of this sequence. */
  #saved: readonly number[] = [];

  constructor(native: LlamaContextSequence, place: number) {
    this.native = native;
    this.place = place;
  }

  get tokens(): readonly Token[] {
    return this.native.contextTokens;
  }

  get savedTokens(): number {
    return commonLength(this.#saved, this.tokens);
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

  async save(snapshots: SnapshotFolder): Promise<void> {
    const tokens = [...this.tokens];
    if (tokens.length > 0 && (await snapshots.save(this.native, tokens))) this.#saved = tokens;
  }

  /** Takes over the best snapshot for these tokens; what it held before is gone. */
  async restore(snapshots: SnapshotFolder, tokens: readonly number[]): Promise<boolean> {
    await this.cut(0);
    const isRestored = await snapshots.load(this.native, tokens);
    this.#saved = [...this.tokens];
    return isRestored;
  }
}
