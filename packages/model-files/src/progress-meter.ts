import { performance } from 'node:perf_hooks';

const windowMs = 10_000;

/** Speed over the last ten seconds, and the time that remains at it. */
export class ProgressMeter {
  readonly #now: () => number;
  #samples: { at: number; bytes: number }[] = [];

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** So many bytes are here now. A smaller number than before starts the measuring anew. */
  record(receivedBytes: number): void {
    const last = this.#samples.at(-1);
    if (last && receivedBytes < last.bytes) this.#samples = [];
    const at = this.#now();
    this.#samples.push({ at, bytes: receivedBytes });
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) >= windowMs) this.#samples.shift();
  }

  /** Forgets the past, so that a pause does not count as slowness. */
  reset(): void {
    this.#samples = [];
  }

  /** Up to now: it falls while nothing arrives. */
  get bytesPerSecond(): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    const now = this.#now();
    if (!first || !last || now <= first.at) return 0;
    return ((last.bytes - first.bytes) / (now - first.at)) * 1000;
  }

  /** `null` until a speed is known. */
  remainingMs(remainingBytes: number): number | null {
    const speed = this.bytesPerSecond;
    return speed > 0 ? (remainingBytes / speed) * 1000 : null;
  }
}
