const windowMs = 6000;
const shortestSpanMs = 1500;

/** Measures how fast a count grows over the last seconds. */
export class RateMeter {
  #samples: { readonly timeMs: number; readonly count: number }[] = [];

  add(timeMs: number, count: number): void {
    this.#samples.push({ timeMs, count });
    while ((this.#samples[0]?.timeMs ?? timeMs) < timeMs - windowMs) this.#samples.shift();
  }

  /** Begins anew. */
  clear(): void {
    this.#samples = [];
  }

  /** Per second; `null` until there is enough to go by. */
  get perSecond(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.timeMs - first.timeMs < shortestSpanMs) return null;
    return ((last.count - first.count) / (last.timeMs - first.timeMs)) * 1000;
  }
}
