/**
 * How many tokens are read at once. A Stop takes effect between two batches only, so a batch should take less than a
 * second; but the smaller it is, the slower reading gets, hardly so above 16 tokens on a small processor.
 */
const smallestTokens = 16;
const wantedMs = 700;

export class ReadingPace {
  readonly #largest: number;
  #tokens: number;

  constructor(largestTokens: number) {
    this.#largest = largestTokens;
    this.#tokens = Math.min(smallestTokens, largestTokens);
  }

  get tokens(): number {
    return this.#tokens;
  }

  /** Learns from a batch; grows at most fourfold at a time. */
  note(tokens: number, tookMs: number): void {
    const fitting = Math.floor((tokens * wantedMs) / Math.max(1, tookMs) / smallestTokens) * smallestTokens;
    this.#tokens = Math.min(this.#largest, Math.max(smallestTokens, Math.min(fitting, 4 * this.#tokens)));
  }
}
