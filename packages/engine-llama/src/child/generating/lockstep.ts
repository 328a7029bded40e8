/** One that does not come is not waited for longer than this: it may be busy with something else. */
const patienceMs = 25;

/**
 * Makes generations that write at the same time ask for their next token together. One pass over several sequences costs
 * hardly more than one over a single sequence, but only when all have asked before it begins.
 */
export class Lockstep {
  readonly #members = new Set<symbol>();
  readonly #waiting = new Map<symbol, () => void>();
  #timer: NodeJS.Timeout | null = null;

  /** Takes part from now on. */
  enter(): LockstepMember {
    const member = Symbol('member');
    this.#members.add(member);
    return {
      together: () => this.#together(member),
      leave: () => {
        this.#members.delete(member);
        this.#goWhenComplete();
      },
    };
  }

  #together(member: symbol): Promise<void> | void {
    if (this.#members.size === 1) return;
    return new Promise<void>((resolve) => {
      this.#waiting.set(member, resolve);
      this.#timer ??= setTimeout(() => this.#go(), patienceMs);
      this.#goWhenComplete();
    });
  }

  #goWhenComplete(): void {
    if (this.#waiting.size > 0 && this.#waiting.size >= this.#members.size) this.#go();
  }

  #go(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}

export interface LockstepMember {
  /** Resolves when all members are ready for their next token. */
  together(): Promise<void> | void;
  leave(): void;
}
