/** Lets text through up to the first stop string, and holds back what may become one. */
export class StopFilter {
  readonly #stops: readonly string[];
  #held = '';
  #isStopped = false;

  constructor(stops: readonly string[]) {
    this.#stops = stops;
  }

  /** A stop string has come; nothing more is let through. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** The part of everything so far that can be delivered now. */
  push(text: string): string {
    if (this.#isStopped) return '';
    const whole = this.#held + text;
    const ends = this.#stops.map((stop) => whole.indexOf(stop)).filter((at) => at >= 0);
    if (ends.length > 0) {
      this.#isStopped = true;
      this.#held = '';
      return whole.slice(0, Math.min(...ends));
    }
    const heldLength = Math.max(0, ...this.#stops.map((stop) => overlap(whole, stop)));
    this.#held = whole.slice(whole.length - heldLength);
    return whole.slice(0, whole.length - heldLength);
  }

  /** What was held back and turned out to be no stop string. */
  flush(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** Length of the longest end of `text` that is a beginning of `stop`. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length -= 1) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}
