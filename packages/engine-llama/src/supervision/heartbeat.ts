const checkEveryMs = 1000;

/** Notices that a process has said nothing for too long, but not when the whole machine slept. */
export class Heartbeat {
  readonly #elapsedMs: () => number;
  readonly #silenceMs: number;
  #lastBeatMs: number;
  #lastCheckMs: number;

  constructor(elapsedMs: () => number, silenceMs: number) {
    this.#elapsedMs = elapsedMs;
    this.#silenceMs = silenceMs;
    this.#lastBeatMs = elapsedMs();
    this.#lastCheckMs = this.#lastBeatMs;
  }

  beat(): void {
    this.#lastBeatMs = this.#elapsedMs();
  }

  /** Call about once a second; `true` once when the silence has lasted too long. */
  check(): boolean {
    const nowMs = this.#elapsedMs();
    const sleptMs = nowMs - this.#lastCheckMs - checkEveryMs;
    this.#lastCheckMs = nowMs;
    // This timer came late: the machine slept, or this process was held up and beats wait unread.
    if (sleptMs > checkEveryMs) this.#lastBeatMs = nowMs;
    return nowMs - this.#lastBeatMs > this.#silenceMs;
  }

  /** Calls back when silence lasts too long; returns the way to stop watching. */
  watch(onSilence: () => void): () => void {
    const timer = setInterval(() => {
      if (!this.check()) return;
      clearInterval(timer);
      onSilence();
    }, checkEveryMs);
    timer.unref();
    return () => clearInterval(timer);
  }
}
