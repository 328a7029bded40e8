const firstMs = 30_000;
const longestMs = 600_000;

/**
 * How long a folder is left alone that could not be written: a disk may be full for a minute or for good, and each try may write
 * hundreds of megabytes before it fails.
 */
export class FolderPatience {
  #waitMs = firstMs;
  #untilMs: number | null = null;

  get mayTry(): boolean {
    return this.#untilMs === null || performance.now() >= this.#untilMs;
  }

  /** Twice as long with each failure in a row; `true` for the first of them. */
  noteFailure(): boolean {
    const isFirst = this.#untilMs === null;
    this.#untilMs = performance.now() + this.#waitMs;
    this.#waitMs = Math.min(longestMs, 2 * this.#waitMs);
    return isFirst;
  }

  /** `true` when there were failures before. */
  noteSuccess(): boolean {
    const isBack = this.#untilMs !== null;
    this.#untilMs = null;
    this.#waitMs = firstMs;
    return isBack;
  }
}
