type Phase = 'reading' | 'writing';

/** Time spent in each phase, rests left out. */
export class PhaseClock {
  readonly #spentMs = { reading: 0, writing: 0 };
  #phase: Phase | null = null;
  #sinceMs = 0;

  /** `null`: nothing is computed from now on. */
  enter(phase: Phase | null): void {
    const nowMs = performance.now();
    if (this.#phase) this.#spentMs[this.#phase] += nowMs - this.#sinceMs;
    this.#phase = phase;
    this.#sinceMs = nowMs;
  }

  get timings(): { readingMs: number; writingMs: number } {
    this.enter(this.#phase);
    return { readingMs: this.#spentMs.reading, writingMs: this.#spentMs.writing };
  }
}
