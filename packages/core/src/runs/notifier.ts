/** Something that changes, and callers that wait for the next change after the one they have seen. Nothing is buffered. */
export class Notifier {
  #version = 0;
  #waiting = new Set<() => void>();

  get version(): number {
    return this.#version;
  }

  notify(): void {
    this.#version += 1;
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  /** Resolves once the version is higher than this one, or the signal has fired. */
  async changedSince(version: number, signal: AbortSignal): Promise<void> {
    if (this.#version > version || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const waiting = this.#waiting;
      const wake = () => {
        signal.removeEventListener('abort', wake);
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
