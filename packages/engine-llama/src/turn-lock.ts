interface Entry {
  readonly isShared: boolean;
  readonly admit: () => void;
}

/** Lets any number of sharers in, or one alone, in the order of asking. */
export class TurnLock {
  readonly #waiting: Entry[] = [];
  #sharers = 0;
  #isTaken = false;

  /** Resolves with the way to leave again. Rejects with the signal's reason when it fires first. */
  enter(signal?: AbortSignal): Promise<() => void> {
    return this.#enter(false, signal);
  }

  /** As `enter`, but together with other sharers. */
  enterShared(signal?: AbortSignal): Promise<() => void> {
    return this.#enter(true, signal);
  }

  /** Nobody is inside and nobody waits. */
  get isFree(): boolean {
    return !this.#isTaken && this.#sharers === 0 && this.#waiting.length === 0;
  }

  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const leave = await this.enter(signal);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  #enter(isShared: boolean, signal: AbortSignal | undefined): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const entry: Entry = {
        isShared,
        admit: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve(this.#wayOut(isShared));
        },
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        this.#admitNext();
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(entry);
      this.#admitNext();
    });
  }

  #wayOut(isShared: boolean): () => void {
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      if (isShared) this.#sharers -= 1;
      else this.#isTaken = false;
      this.#admitNext();
    };
  }

  #admitNext(): void {
    for (let next = this.#waiting[0]; next && !this.#isTaken; next = this.#waiting[0]) {
      if (!next.isShared && this.#sharers > 0) return;
      this.#waiting.shift();
      if (next.isShared) this.#sharers += 1;
      else this.#isTaken = true;
      next.admit();
    }
  }
}
