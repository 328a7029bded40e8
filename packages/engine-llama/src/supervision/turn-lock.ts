/** Lets one at a time in, in the order of asking. */
export class TurnLock {
  #last: Promise<void> = Promise.resolve();

  /** Resolves with the way to leave again. Rejects with the signal's reason when it fires first. */
  async enter(signal?: AbortSignal): Promise<() => void> {
    const before = this.#last;
    let leave = () => {};
    const inside = new Promise<void>((resolve) => (leave = resolve));
    this.#last = before.then(() => inside);
    try {
      await orAborted(before, signal);
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const leave = await this.enter(signal);
    try {
      return await work();
    } finally {
      leave();
    }
  }
}

function orAborted(waited: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return waited;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    void waited.then(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
  });
}
