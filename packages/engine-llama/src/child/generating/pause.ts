/** Whether a generation is to rest, and those that wait for it to go on. */
export class Pause {
  #isPaused = false;
  #wake: () => void = () => {};

  get isPaused(): boolean {
    return this.#isPaused;
  }

  set(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (!isPaused) this.#wake();
  }

  /** Resolves when it is over, or when the signal fires. */
  over(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#isPaused || signal.aborted) return resolve();
      this.#wake = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
