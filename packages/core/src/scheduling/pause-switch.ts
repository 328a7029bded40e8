import type { PauseSignal } from '../ports/engine.ts';

/** The pause of one task, in the hands of the scheduler. */
export class PauseSwitch implements PauseSignal {
  readonly #listeners = new Set<() => void>();
  #isPaused = false;
  #wasPaused = false;

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Whether it has ever held. */
  get wasPaused(): boolean {
    return this.#wasPaused;
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  set(isPaused: boolean): void {
    if (isPaused === this.#isPaused) return;
    this.#isPaused = isPaused;
    this.#wasPaused ||= isPaused;
    for (const listener of this.#listeners) listener();
  }
}
