import type { PauseSignal } from '@maobi/core';

interface Entry {
  readonly isShared: boolean;
  readonly admit: () => void;
}

/** What has to be done now and then while nobody is inside. */
export interface Upkeep {
  readonly isDue: () => boolean;
  /** Never rejects. */
  readonly work: () => Promise<void>;
}

const noUpkeep: Upkeep = { isDue: () => false, work: async () => undefined };

/**
 * Lets any number of sharers in, or one alone, in the order of asking. Where upkeep is due nobody is let in until those inside have left and it is done, unless
 * one of them rests: it may do so because of whoever is to come in.
 */
export class TurnLock {
  readonly #upkeep: Upkeep;
  readonly #waiting: Entry[] = [];
  /** Of sharers inside that can rest. */
  readonly #pauses = new Set<PauseSignal>();
  #sharers = 0;
  #isTaken = false;

  constructor(upkeep: Upkeep = noUpkeep) {
    this.#upkeep = upkeep;
  }

  /** Resolves with the way to leave again. Rejects with the signal's reason when it fires first. */
  enter(signal?: AbortSignal): Promise<() => void> {
    return this.#enter(false, signal);
  }

  /** As `enter`, but together with other sharers. @param pause holds while this one rests inside */
  async enterShared(signal?: AbortSignal, pause?: PauseSignal): Promise<() => void> {
    const leave = await this.#enter(true, signal);
    if (!pause) return leave;
    this.#pauses.add(pause);
    const unwatch = pause.watch(() => this.look());
    return () => {
      unwatch();
      this.#pauses.delete(pause);
      leave();
    };
  }

  /** To be called when upkeep may have become due. */
  look(): void {
    this.#admitNext();
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
    while (!this.#isTaken) {
      const [next] = this.#waiting;
      const isDue = next?.isShared !== false && this.#upkeep.isDue(); // whoever wants it alone starts the engine anew as well, or ends it
      if (isDue && this.#sharers === 0) return this.#keepUp();
      if (!next || (this.#sharers > 0 && (!next.isShared || (isDue && !this.#hasResting)))) return;
      this.#waiting.shift();
      if (next.isShared) this.#sharers += 1;
      else this.#isTaken = true;
      next.admit();
    }
  }

  get #hasResting(): boolean {
    return Array.from(this.#pauses).some(({ isPaused }) => isPaused);
  }

  #keepUp(): void {
    this.#isTaken = true;
    void this.#upkeep.work().then(() => {
      this.#isTaken = false;
      this.#admitNext();
    });
  }
}
