/** One that does not come is not waited for longer than this: it may be busy with something else. */
const patienceMs = 25;

/** One that is ready for its next token. */
interface Waiting {
  readonly place: number;
  readonly go: () => void;
}

/**
 * Makes generations that write at the same time ask for their next token together, in the order of their sequences. One pass over several
 * sequences costs hardly more than one over a single sequence, but only when all have asked before it begins, and only for sequences that lie
 * side by side and come in their order: llama.cpp computes others in passes of their own (`llama_batch_allocr::split_equal`).
 */
export class Lockstep {
  readonly #members = new Set<symbol>();
  readonly #waiting = new Map<symbol, Waiting>();
  #timer: NodeJS.Timeout | null = null;

  /**
   * Takes part from now on.
   * @param place of its sequence in the context
   */
  enter(place: number): LockstepMember {
    const member = Symbol('member');
    this.#members.add(member);
    return {
      together: () => this.#together(member, place),
      leave: () => {
        this.#members.delete(member);
        this.#goWhenComplete();
      },
    };
  }

  #together(member: symbol, place: number): Promise<void> | void {
    if (this.#members.size === 1) return;
    return new Promise<void>((resolve) => {
      this.#waiting.set(member, { place, go: resolve });
      this.#timer ??= setTimeout(() => this.#go(), patienceMs);
      this.#goWhenComplete();
    });
  }

  /** In a moment: the one that came last would begin to wait after it was told to go, and go behind the others. */
  #goWhenComplete(): void {
    queueMicrotask(() => {
      if (this.#waiting.size > 0 && this.#waiting.size >= this.#members.size) this.#go();
    });
  }

  #go(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = [...this.#waiting.values()].toSorted((one, other) => one.place - other.place);
    this.#waiting.clear();
    for (const { go } of waiting) go();
  }
}

export interface LockstepMember {
  /** Resolves when all members are ready for their next token. */
  together(): Promise<void> | void;
  leave(): void;
}
