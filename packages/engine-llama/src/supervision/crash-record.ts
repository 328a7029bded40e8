import { StudioError } from '@maobi/core';

const suspectAfterCrashes = 3;
const windowMs = 5 * 60_000;
const firstBackoffMs = 250;
const longestBackoffMs = 8000;

/** Remembers which model the engine crashed with, and says how long to wait and whom to trust no longer. */
export class CrashRecord {
  readonly #elapsedMs: () => number;
  readonly #crashes = new Map<string, number[]>();

  /** @param elapsedMs monotonic milliseconds */
  constructor(elapsedMs: () => number) {
    this.#elapsedMs = elapsedMs;
  }

  note(modelId: string): void {
    this.#crashes.set(modelId, [...this.#recent(modelId), this.#elapsedMs()]);
  }

  forgive(modelId: string): void {
    this.#crashes.delete(modelId);
  }

  /** The error to load a model with that crashed the engine three times in five minutes; `null` for all others. */
  suspicion(modelId: string): StudioError | null {
    if (this.#recent(modelId).length < suspectAfterCrashes) return null;
    return new StudioError(
      'model-suspect',
      `The model "${modelId}" crashed the engine ${suspectAfterCrashes} times in five minutes, so it is not loaded again.`,
    );
  }

  /** How long to wait, counted from the last crash, before trying again: 0.25 s doubling up to 8 s. */
  backoffMs(modelId: string): number {
    const crashes = this.#recent(modelId);
    const last = crashes.at(-1);
    if (last === undefined) return 0;
    const pauseMs = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (crashes.length - 1));
    return Math.max(0, last + pauseMs - this.#elapsedMs());
  }

  #recent(modelId: string): number[] {
    const sinceMs = this.#elapsedMs() - windowMs;
    const recent = (this.#crashes.get(modelId) ?? []).filter((atMs) => atMs > sinceMs);
    if (recent.length > 0) this.#crashes.set(modelId, recent);
    else this.#crashes.delete(modelId);
    return recent;
  }
}
