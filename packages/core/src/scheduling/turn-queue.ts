import { StudioError } from '../errors.ts';

interface Waiting {
  readonly id: string;
  readonly enter: () => void;
}

/**
 * One processor, one generation at a time: whoever wants the engine waits here for its turn, first come, first served.
 * `order` is what people see as the queue.
 */
export class TurnQueue {
  readonly #limit: number;
  readonly #onChange: () => void;
  readonly #waiting: Waiting[] = [];
  #holder: string | null = null;

  /**
   * @param limit most that may wait; one more is refused with `queue-full`
   * @param onChange called after each change of the order
   */
  constructor(limit: number, onChange: () => void) {
    this.#limit = limit;
    this.#onChange = onChange;
  }

  /** The one at work first, then the waiting ones. */
  get order(): string[] {
    return [...(this.#holder === null ? [] : [this.#holder]), ...this.#waiting.map((entry) => entry.id)];
  }

  /**
   * Resolves with the way to give the turn back. Resolves with `null` when the signal fires while waiting; the turn is
   * then never taken.
   */
  async enter(id: string, signal: AbortSignal): Promise<(() => void) | null> {
    if (signal.aborted) return null;
    if (this.#holder !== null) {
      if (this.#waiting.length >= this.#limit) throw new StudioError('queue-full', `${this.#limit} runs are waiting already.`);
      if (!(await this.#wait(id, signal))) return null;
    }
    this.#holder = id;
    this.#onChange();
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#passOn();
    };
  }

  #wait(id: string, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const entry: Waiting = { id, enter: () => leave(true) };
      const giveUp = () => {
        const index = this.#waiting.indexOf(entry);
        if (index >= 0) this.#waiting.splice(index, 1);
        leave(false);
        this.#onChange();
      };
      const leave = (entered: boolean) => {
        signal.removeEventListener('abort', giveUp);
        resolve(entered);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(entry);
      this.#onChange();
    });
  }

  #passOn(): void {
    const next = this.#waiting.shift();
    // the next one holds the turn from this moment on: between shift and its continuation nobody else may slip in
    this.#holder = next?.id ?? null;
    if (next) next.enter();
    else this.#onChange();
  }
}
