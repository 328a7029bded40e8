import { StudioError } from '@maobi/core';

const suspectAfterCrashes = 3;
const windowMs = 5 * 60_000;
const firstBackoffMs = 250;
const longestBackoffMs = 8000;

/** Remembers which model the engine crashed with, and says how long to wait and whom to trust no longer. */
export class CrashRecord {
  readonly #elapsedMs: () => number;
  readonly #onCleared: () => void;
  readonly #crashes = new Map<string, number[]>();
  readonly #expiries = new Map<string, NodeJS.Timeout>();

  /**
   * @param elapsedMs monotonic milliseconds
   * @param onCleared called after a suspect model is none any more: it was forgiven, or its crashes are long past
   */
  constructor(elapsedMs: () => number, onCleared: () => void = () => {}) {
    this.#elapsedMs = elapsedMs;
    this.#onCleared = onCleared;
  }

  note(modelId: string): void {
    this.#crashes.set(modelId, [...this.#recent(modelId), this.#elapsedMs()]);
    if (this.#isSuspect(modelId)) this.#awaitExpiry(modelId);
  }

  forgive(modelId: string): void {
    const wasSuspect = this.#isSuspect(modelId);
    this.#crashes.delete(modelId);
    clearTimeout(this.#expiries.get(modelId));
    this.#expiries.delete(modelId);
    if (wasSuspect) this.#onCleared();
  }

  /** The error to load a model with that crashed the engine three times in five minutes; `null` for all others. */
  suspicion(modelId: string): StudioError | null {
    if (!this.#isSuspect(modelId)) return null;
    return new StudioError(
      'model-suspect',
      `The model "${modelId}" crashed the engine ${suspectAfterCrashes} times in five minutes, so it is not loaded again.`,
    );
  }

  /** Whether it did within five minutes. */
  hasCrashed(modelId: string): boolean {
    return this.#recent(modelId).length > 0;
  }

  /** How long to wait, counted from the last crash, before trying again: 0.25 s doubling up to 8 s. */
  backoffMs(modelId: string): number {
    const crashes = this.#recent(modelId);
    const last = crashes.at(-1);
    if (last === undefined) return 0;
    const pauseMs = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (crashes.length - 1));
    return Math.max(0, last + pauseMs - this.#elapsedMs());
  }

  #isSuspect(modelId: string): boolean {
    return this.#recent(modelId).length >= suspectAfterCrashes;
  }

  /** Tells when the crashes that made a model suspect are long enough past. */
  #awaitExpiry(modelId: string): void {
    clearTimeout(this.#expiries.get(modelId));
    const deciding = this.#recent(modelId).at(-suspectAfterCrashes) ?? 0;
    const expire = () => {
      if (this.#isSuspect(modelId)) return this.#awaitExpiry(modelId);
      this.#expiries.delete(modelId);
      this.#onCleared();
    };
    this.#expiries.set(modelId, setTimeout(expire, Math.ceil(deciding + windowMs - this.#elapsedMs())).unref());
  }

  #recent(modelId: string): number[] {
    const sinceMs = this.#elapsedMs() - windowMs;
    const recent = (this.#crashes.get(modelId) ?? []).filter((atMs) => atMs > sinceMs);
    if (recent.length > 0) this.#crashes.set(modelId, recent);
    else this.#crashes.delete(modelId);
    return recent;
  }
}
