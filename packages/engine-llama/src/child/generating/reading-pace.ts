/**
 * llama.cpp has a faster attention for 64 rows and more: far into a context it reads half as fast again. Measured on two cores with
 * Qwen3-4B's shape behind 1,500 tokens: 7.4 tokens a second in batches of 16 or 32, 12 in batches of 64.
 */
const stepTokens = 64;
/** A Stop takes effect between two batches only, so one should not take longer than this. */
const wantedMs = 8000;

/**
 * How many tokens are read at once. The larger a batch, the faster it is read, for the weights are fetched from memory once for all
 * of it; but until it is done, nothing can stop it.
 */
export class ReadingPace {
  readonly #largest: number;
  #tokens: number;
  #longestMs = 0;

  /** @param lastMsPerToken what was read last took so long; `null`: nothing is known yet */
  constructor(largestTokens: number, lastMsPerToken: number | null = null) {
    this.#largest = largestTokens;
    this.#tokens = lastMsPerToken === null ? largestTokens : this.#fitting(lastMsPerToken);
  }

  get tokens(): number {
    return this.#tokens;
  }

  /** What the slowest batch so far took. */
  get longestMs(): number {
    return this.#longestMs;
  }

  /** Learns from a batch. */
  note(tokens: number, tookMs: number): void {
    this.#longestMs = Math.max(this.#longestMs, tookMs);
    this.#tokens = this.#fitting(Math.max(1, tookMs) / tokens);
  }

  #fitting(msPerToken: number): number {
    const steps = Math.floor(wantedMs / msPerToken / stepTokens);
    return Math.min(this.#largest, stepTokens * Math.max(1, steps));
  }
}
